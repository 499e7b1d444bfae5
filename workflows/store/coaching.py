"""The coaching in the database: plan, meetings, diagnoses that were kept, signatures; and its part of an erasure."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from workflows.store.coaching_tables import (
    coaching_actions,
    coaching_meetings,
    coaching_signatures,
    coaching_snapshots,
)
from workflows.store.insert import insert_once, upsert
from workflows.store.text import iso


@dataclass(frozen=True)
class Action:
    """One thing to do. `owner`: the person who does it; `measure`: how one sees that it is done; `since`: in its state."""

    id: str
    member: str
    owner: str
    title: str
    measure: str
    due: date
    state: str
    since: datetime
    made_at: datetime


@dataclass(frozen=True)
class Meeting:
    """An appointment. `minutes`: planned, and once it was held, used; `changes`: how often it was changed."""

    id: str
    member: str
    adviser: str
    starts_at: datetime
    minutes: int
    place: str
    next_step: str
    state: str
    since: datetime
    changes: int


@dataclass(frozen=True)
class Snapshot:
    """A diagnosis as it was on a day. `content`: the whole answer as JSON, `sha256` of it; `quarter`: such as 2026-Q4."""

    id: str
    member: str
    quarter: str
    content: str
    sha256: str
    made_at: datetime
    by: str | None


@dataclass(frozen=True)
class Signature:
    """Who signed which content, as the member or as the adviser."""

    snapshot: str
    stands_as: str
    person: str
    sha256: str
    at: datetime


def put_action(tx: Connection, row: Action) -> None:
    """Write an action, new or changed."""
    said = _plain(row) | {"due": row.due.isoformat()}
    upsert(tx, coaching_actions, {"id": said.pop("id")}, said)


def action(tx: Connection, id: str, locked: bool = False) -> Action | None:
    """The action of an id; `locked`: nobody else changes it until this transaction ends."""
    return _one(tx, coaching_actions, Action, coaching_actions.c.id == id, locked)


def actions(tx: Connection, member: str) -> list[Action]:
    """A member's actions, what is due first."""
    query = select(*_columns(coaching_actions, Action)).where(coaching_actions.c.member == member)
    return [_action(row) for row in tx.execute(query.order_by(coaching_actions.c.due, coaching_actions.c.made_at))]


def put_meeting(tx: Connection, row: Meeting) -> None:
    """Write a meeting, new or changed."""
    said = _plain(row)
    upsert(tx, coaching_meetings, {"id": said.pop("id")}, said)


def meeting(tx: Connection, id: str, locked: bool = False) -> Meeting | None:
    """The meeting of an id."""
    return _one(tx, coaching_meetings, Meeting, coaching_meetings.c.id == id, locked)


def meetings(tx: Connection, member: str) -> list[Meeting]:
    """A member's meetings, the earliest first."""
    query = select(*_columns(coaching_meetings, Meeting)).where(coaching_meetings.c.member == member)
    return [Meeting(*row) for row in tx.execute(query.order_by(coaching_meetings.c.starts_at, coaching_meetings.c.id))]


def add_snapshot(tx: Connection, row: Snapshot) -> None:
    """Keep a diagnosis."""
    tx.execute(insert(coaching_snapshots).values(_plain(row)))


def snapshot(tx: Connection, id: str) -> Snapshot | None:
    """The diagnosis of an id."""
    return _one(tx, coaching_snapshots, Snapshot, coaching_snapshots.c.id == id)


def snapshots(tx: Connection, member: str, limit: int = 40) -> list[Snapshot]:
    """A member's diagnoses, the newest first."""
    query = select(*_columns(coaching_snapshots, Snapshot)).where(coaching_snapshots.c.member == member)
    ordered = query.order_by(coaching_snapshots.c.made_at.desc(), coaching_snapshots.c.id).limit(limit)
    return [Snapshot(*row) for row in tx.execute(ordered)]


def sign(tx: Connection, row: Signature) -> bool:
    """Keep a signature; whether this place was still free."""
    return insert_once(tx, coaching_signatures, ("snapshot", "stands_as"), **_plain(row))


def signatures(tx: Connection, member: str) -> list[Signature]:
    """All signatures under a member's diagnoses."""
    mine = select(coaching_snapshots.c.id).where(coaching_snapshots.c.member == member)
    query = select(*_columns(coaching_signatures, Signature)).where(coaching_signatures.c.snapshot.in_(mine))
    return [Signature(*row) for row in tx.execute(query.order_by(coaching_signatures.c.at))]


def kept_coaching(tx: Connection, person: str) -> dict[str, Any]:
    """All of it about a person, as plain values by name of the table."""
    return {table.name: [{name: iso(value) if isinstance(value, datetime) else value for name, value in row.items()}
                         for row in tx.execute(select(table).where(condition)).mappings()]
            for table, condition in _about(person)}


def forget_coaching(tx: Connection, person: str) -> None:
    """Forget a member's coaching; of what an adviser did for others, that stays with them."""
    mine = select(coaching_snapshots.c.id).where(coaching_snapshots.c.member == person)
    tx.execute(delete(coaching_signatures).where(coaching_signatures.c.snapshot.in_(mine)))
    for table in (coaching_snapshots, coaching_meetings, coaching_actions):
        tx.execute(delete(table).where(table.c.member == person))
    tx.execute(update(coaching_snapshots).where(coaching_snapshots.c.by == person).values(by=None))


def changed(row: Any, to: str, now: datetime, **more: Any) -> Any:
    """An action or a meeting in another state since now."""
    return replace(row, state=to, since=now, **more)


def _about(person: str):
    mine = select(coaching_snapshots.c.id).where(coaching_snapshots.c.member == person)
    return (*((table, table.c.member == person) for table in (coaching_actions, coaching_meetings, coaching_snapshots)),
            (coaching_signatures, coaching_signatures.c.snapshot.in_(mine)))


def _columns(table, model):
    return [table.c[name] for name in model.__dataclass_fields__]


def _plain(row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _one(tx: Connection, table, model, condition, locked: bool = False):
    query = select(*_columns(table, model)).where(condition)
    row = tx.execute(query.with_for_update() if locked else query).first()
    return row and (_action(row) if model is Action else model(*row))


def _action(row) -> Action:
    said = row._asdict()
    return Action(**said | {"due": date.fromisoformat(said["due"])})
