"""The letters of a batch: to each member with their own document, or to some people about the whole run."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from workflows.orders.house import House
from workflows.people.roles import STAFF
from workflows.people.tokens import digest
from workflows.store import outbox, people
from workflows.store.attachments import keep
from workflows.words.catalogue import Words, speak


def near_limit(answer: dict[str, Any]) -> str:
    """Which limit the warning of the simulation calls near or reached, in which year; "" where none is."""
    found = _first(answer)
    return f"{answer['questions']['year']}:{found['state']}:{found['better_above']}" if found else ""


FILTERS: dict[str, Callable[[dict[str, Any]], str]] = {"near_limit": near_limit}
"""Rules over a row's answer: what a letter is about, "" where none is written. Of the same thing one is written."""


def key_of(only: str, about: str, moment: str, answer: dict[str, Any], to: str) -> str:
    """What a letter is known by, so that a person hears the same once: with a rule, what it is about; without, the
    `moment` that it belongs to and what was asked.
    """
    if only:
        return f"{only}:{digest(to)}:{about}"
    return f"{moment}:{digest(to)}:{digest(json.dumps(answer['questions'], sort_keys=True, ensure_ascii=False))}"


def to_member(tx: Connection, house: House, key: str, letter: str, to: str, name: str, language: str, answer: dict[str, Any],
              document: Path | None, title: str, now: datetime) -> bool:
    """A letter to whom a row is about; whether it is new. The same key is written once, however often a run goes on."""
    words = speak(language)
    if outbox.known(tx, [f"batch:{key}"]):
        return False
    post(tx, house, f"batch:{key}", words, to, letter, document, title, now, name=name,
         limit=_limit(answer, words), address=f"{house.address}/{answer['page']}?{answer['link']}&lang={language}")
    return True


def to_people(tx: Connection, house: House, run: str, letter: str, to: tuple[str, ...] | str, document: Path | None,
              called: Callable[[Words], str], now: datetime, **counts: int) -> int:
    """A letter about a whole run to staff, or to some addresses; how many were written."""
    found = people.people(tx, role=STAFF, limit=10_000) if to == "staff" else []
    whom = [(one.email, one.language) for one in found if one.email and one.disabled_at is None] if to == "staff" else \
        [(address, "fr") for address in to]
    for address, language in whom:
        words = speak(language)
        post(tx, house, f"batch:{run}:{address}", words, address, letter, document, called(words), now,
             address=f"{house.address}/batches", **counts)
    return len(whom)


def post(tx: Connection, house: House, key: str, words: Words, to: str, letter: str, document: Path | None, title: str,
         now: datetime, **values: Any) -> None:
    """One letter into the outbox, perhaps with a document."""
    kept = keep(tx, house.home, document.read_bytes(), "application/pdf", now) if document else None
    outbox.post(tx, to, words(f"batch_letter.{letter}.subject", title=title),
                words(f"batch_letter.{letter}.body", title=title, **values), now, "batch", key, attachment=kept,
                attachment_name=document and document.name)


def _limit(answer: dict[str, Any], words: Words) -> str:
    """The first limit that is near or reached, as money; empty where there is none."""
    found = _first(answer)
    return words.formats.money(found["turnover"], cents=False) if found else ""


def _first(answer: dict[str, Any]) -> dict[str, Any] | None:
    limits = (answer.get("warning") or {}).get("limits", ())
    return next((limit for limit in limits if limit["state"] in ("near", "reached")), None)
