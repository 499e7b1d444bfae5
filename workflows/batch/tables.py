"""Rows that come from the store instead of a file: each with the person that it is about."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from workflows.coaching.quarter import quarter_rows
from workflows.law.library import shelf
from workflows.law.owed import ZERO
from workflows.people.roles import MEMBER
from workflows.store import assignments, invoices, people
from workflows.store.people import Person
from workflows.words.catalogue import LANGUAGES
from workflows.words.formats import legal_day


@dataclass(frozen=True)
class About:
    """A row and whose it is: the answers as a table has them, the name, the language, the mail address.

    `line`: the row of a file, as a spreadsheet counts it; 0 for a query.
    """

    name: str
    language: str
    to: str
    values: dict[str, Any]
    line: int = 0


def members(tx: Connection, now: datetime, adviser: str = "", months: int = 12) -> list[About]:
    """The active members, all or those of an adviser by mail address, each with a row of their own and no answers."""
    return [About(one.name, one.language, one.email or "", {}) for one in _active(tx, now, adviser)]


def turnovers(tx: Connection, now: datetime, adviser: str = "", months: int = 12) -> list[About]:
    """Active members with what was invoiced for them in each of the last whole months, for the warning of the simulation.

    A member without any invoice in those months has no row: there is nothing to warn of.
    """
    last = _month(legal_day(now), -1)
    wanted = [_month(last, -back) for back in range(months - 1, -1, -1)]
    mine = {one.id: one for one in _active(tx, now, adviser)}
    sums: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for one in invoices.invoices_of(tx, list(mine)):
        if one.undone_at is None:
            sums[one.owner][one.day.replace(day=1)] += one.net
    found = []
    for id, person in mine.items():
        amounts = [sums[id][month] for month in wanted]
        if any(amounts):
            found.append(About(person.name, person.language, person.email or "", {
                "last_months": ";".join(map(str, amounts)), "last_month": last.month, "year": last.year}))
    return found


def diagnoses(tx: Connection, now: datetime, adviser: str = "", months: int = 12) -> list[About]:
    """Active members who have a coaching diagnosis, with what they typed and what their books say of the rest."""
    return [About(one.name, one.language, one.email or "", said) for one, said in quarter_rows(tx, shelf(), now, adviser)
            if one.email]


def once(tx: Connection, now: datetime, adviser: str = "", months: int = 12) -> list[About]:
    """A single row without a person and without answers, for what is the same for everybody."""
    return [About("", LANGUAGES[0], "", {})]


QUERIES: dict[str, Callable[..., list[About]]] = {
    "members": members, "turnovers": turnovers, "diagnoses": diagnoses, "once": once}
"""The queries that a definition may name."""


def _active(tx: Connection, now: datetime, adviser: str) -> list[Person]:
    """Members who can sign in, by name."""
    if adviser:
        person = people.by_email(tx, adviser)
        found = assignments.members_of(tx, person.id, now) if person else []
    else:
        found = people.people(tx, role=MEMBER, limit=1_000_000)
    return [one for one in found if one.disabled_at is None and one.email]


def _month(day: date, after: int) -> date:
    """The first day of the month `after` months later."""
    place = day.year * 12 + day.month - 1 + after
    return date(place // 12, place % 12 + 1, 1)
