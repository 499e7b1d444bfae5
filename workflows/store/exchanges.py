"""Exchanges of hours, and pairs of mentor and mentee, in the database.

An exchange is one row: what it gives one person it takes from the other,
so the balances of all sum to zero whatever happens.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select, union_all

from workflows.store.insert import upsert
from workflows.store.network_tables import exchanges as table
from workflows.store.network_tables import mentor_pairs


@dataclass(frozen=True)
class Exchange:
    """Somebody did something for somebody. `quarters`: of an hour; `by`: who wrote it, the other one answers."""

    id: str
    giver: str
    taker: str
    quarters: int
    about: str
    day: date
    state: str
    by: str | None
    made_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True)
class MentorPair:
    """A proposal, and since when each side agrees to it."""

    id: str
    mentor: str
    mentee: str
    state: str
    made_at: datetime
    mentor_at: datetime | None = None
    mentee_at: datetime | None = None
    ended_at: datetime | None = None


_COLUMNS = tuple(table.c[name] for name in Exchange.__dataclass_fields__)
_PAIR = tuple(mentor_pairs.c[name] for name in MentorPair.__dataclass_fields__)


def put_exchange(tx: Connection, exchange: Exchange) -> None:
    """Write an exchange, new or answered."""
    said = asdict(exchange) | {"day": exchange.day.isoformat()}
    upsert(tx, table, {"id": said.pop("id")}, said)


def exchange(tx: Connection, id: str, locked: bool = False) -> Exchange | None:
    """The exchange of an id; `locked`: nobody else changes it until this transaction ends."""
    query = select(*_COLUMNS).where(table.c.id == id)
    row = tx.execute(query.with_for_update() if locked else query).first()
    return row and _exchange(row)


def exchanges_of(tx: Connection, profile: str | None = None, limit: int = 500) -> list[Exchange]:
    """Exchanges of a profile, or all; the newest first."""
    query = select(*_COLUMNS).order_by(table.c.made_at.desc(), table.c.id).limit(limit)
    mine = query if profile is None else query.where(or_(table.c.giver == profile, table.c.taker == profile))
    return [_exchange(row) for row in tx.execute(mine)]


def balances(tx: Connection) -> dict[str, int]:
    """Profile to quarters of an hour: given less taken, of exchanges that both sides confirmed."""
    sides = union_all(select(table.c.giver.label("profile"),
                             table.c.quarters.label("quarters")).where(table.c.state == "done"),
                      select(table.c.taker, -table.c.quarters).where(table.c.state == "done")).subquery()
    query = select(sides.c.profile, func.sum(sides.c.quarters)).group_by(sides.c.profile)
    return {profile: int(quarters) for profile, quarters in tx.execute(query)}


def put_pair(tx: Connection, pair: MentorPair) -> None:
    """Write a pair, new or answered."""
    said = asdict(pair)
    upsert(tx, mentor_pairs, {"id": said.pop("id")}, said)


def pair(tx: Connection, id: str, locked: bool = False) -> MentorPair | None:
    """The pair of an id."""
    query = select(*_PAIR).where(mentor_pairs.c.id == id)
    row = tx.execute(query.with_for_update() if locked else query).first()
    return row and MentorPair(*row)


def pairs_of(tx: Connection, profile: str | None = None, states: tuple[str, ...] = ("proposed",
                                                                                    "agreed")) -> list[MentorPair]:
    """Pairs of a profile, or all, in some states; the newest first."""
    query = select(*_PAIR).where(mentor_pairs.c.state.in_(states)).order_by(mentor_pairs.c.made_at.desc(), mentor_pairs.c.id)
    if profile is not None:
        query = query.where(or_(mentor_pairs.c.mentor == profile, mentor_pairs.c.mentee == profile))
    return [MentorPair(*row) for row in tx.execute(query)]


def answered(found: Exchange, state: str, now: datetime) -> Exchange:
    """The exchange with its answer."""
    return replace(found, state=state, answered_at=now)


def _exchange(row) -> Exchange:
    said = row._asdict()
    return Exchange(**said | {"day": date.fromisoformat(said["day"])})
