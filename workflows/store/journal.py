"""The journal: rows are only added, each sealed with the one before; a payload can be taken away without breaking a seal."""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from workflows.store.errors import UnknownPerson
from workflows.store.tables import head, journal, salts
from workflows.store.text import canonical, clean, instant, iso

_SEALED = ("seq", "at", "actor", "event", "subject", "draft", "field", "version", "digest")
_STEP = 1000  # rows in memory while the chain is checked


@dataclass(frozen=True)
class Entry:
    """One row of the journal. `payload` is None where there never was one, and where it was erased."""

    seq: int
    at: datetime
    actor: str | None
    subject: str | None
    event: str
    draft: str | None
    field: str | None
    payload: dict[str, Any] | None
    version: int | None


def append(tx: Connection, now: datetime, actor: str | None, subject: str | None, event: str, draft: str | None = None,
           field: str | None = None, payload: dict[str, Any] | None = None, version: int | None = None) -> int:
    """Add a row about `subject` by `actor`; its number. Only who is known and not erased can have a payload."""
    before, seal = alone(tx)
    seq, at, body = before + 1, iso(now), None if payload is None else canonical(payload)
    actor, subject, event, draft, field = (part if part is None else clean(part)
                                           for part in (actor, subject, event, draft, field))
    digest = "" if body is None else _digest(_salt(tx, subject), body)
    row = {"seq": seq, "at": at, "actor": actor, "subject": subject, "event": event, "draft": draft, "field": field,
           "version": version, "digest": digest}
    row["hash"] = _seal(seal, row)
    tx.execute(insert(journal), {**row, "payload": body})
    tx.execute(update(head).values(seq=seq, hash=row["hash"]))
    return seq


def alone(tx: Connection) -> tuple[int, str]:
    """Wait until nobody else is writing to the journal; the last row's number and seal."""
    return tuple(tx.execute(select(head.c.seq, head.c.hash).with_for_update()).one())


def latest(tx: Connection) -> int:
    """The number of the last row."""
    return tx.execute(select(head.c.seq)).scalar_one()


def entries(tx: Connection, subject: str | None = None, draft: str | None = None, since: int = 0, limit: int = 500,
            newest_first: bool = False) -> list[Entry]:
    """Rows after `since`, of one subject or draft where asked."""
    query = select(journal).where(journal.c.seq > since).limit(limit)
    if subject is not None:
        query = query.where(journal.c.subject == subject)
    if draft is not None:
        query = query.where(journal.c.draft == draft)
    query = query.order_by(journal.c.seq.desc() if newest_first else journal.c.seq)
    return [entry(row) for row in tx.execute(query)]


def of_kind(tx: Connection, subject: str, event: str) -> Iterator[Entry]:
    """All rows of one kind about somebody, oldest first."""
    query = select(journal).where(journal.c.subject == subject, journal.c.event == event).order_by(journal.c.seq)
    return map(entry, tx.execute(query))


def of_draft(tx: Connection, draft: str, since: int = 0, until: int | None = None) -> Iterator[Entry]:
    """All rows of a draft after `since` and up to `until`, oldest first."""
    query = select(journal).where(journal.c.draft == draft, journal.c.seq > since).order_by(journal.c.seq)
    return map(entry, tx.execute(query if until is None else query.where(journal.c.seq <= until)))


def with_event(tx: Connection, drafts: Collection[str], event: str) -> set[str]:
    """Those of some drafts to which something happened."""
    query = select(journal.c.draft).where(journal.c.draft.in_(drafts), journal.c.event == event)
    return set(tx.execute(query.distinct()).scalars())


def verify(tx: Connection) -> int | None:
    """The number of the first row that does not fit the chain, None when all do."""
    query = select(journal, salts.c.salt).outerjoin(salts, salts.c.owner == func.coalesce(journal.c.subject, ""))
    before, seal = 0, ""
    found = tx.execute(query.order_by(journal.c.seq), execution_options={"stream_results": True, "yield_per": _STEP})
    for row in found.mappings():
        if row["seq"] != before + 1 or row["hash"] != _seal(seal, row) or not _payload_fits(row):
            found.close()
            return before + 1
        before, seal = row["seq"], row["hash"]
    return None if (before, seal) == _end(tx) else before + 1


def _end(tx: Connection) -> tuple[int, str]:
    return tuple(tx.execute(select(head.c.seq, head.c.hash)).one())


def entry(row) -> Entry:
    """A row of the table as an entry."""
    return Entry(row.seq, instant(row.at), row.actor, row.subject, row.event, row.draft, row.field,
                 None if row.payload is None else json.loads(row.payload), row.version)


def _salt(tx: Connection, subject: str | None) -> bytes:
    found = tx.execute(select(salts.c.salt).where(salts.c.owner == (subject or ""))).scalar()
    if found is None:
        raise UnknownPerson(subject)
    return found


def _digest(salt: bytes, body: str) -> str:
    return hmac.new(salt, body.encode(), hashlib.sha256).hexdigest()


def _seal(before: str, row) -> str:
    return hashlib.sha256(canonical([before, *(row[name] for name in _SEALED)]).encode()).hexdigest()


def _payload_fits(row) -> bool:
    if row["payload"] is None:
        return True
    return row["salt"] is not None and hmac.compare_digest(row["digest"], _digest(row["salt"], row["payload"]))
