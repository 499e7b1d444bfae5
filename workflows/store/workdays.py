"""Days of work that are planned, declared and paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, select, update

from workflows.store.activity_tables import workdays as table
from workflows.store.insert import insert_once
from workflows.store.text import fresh_id


@dataclass(frozen=True)
class Workday:
    """One day of one worker. `gross`: what is paid for it, `cost`: with all that the employer owes on it, EUR.

    `state`: to_declare, declared or paid; a declaration (Dimona) is made before the work begins.
    """

    id: str
    owner: str
    order: str | None
    worker: str
    day: date
    hours: Decimal
    gross: Decimal
    cost: Decimal
    state: str
    since: datetime
    activity: str = ""


def plan_day(tx: Connection, owner: str, order: str | None, worker: str, day: date, hours: Decimal, gross: Decimal,
             cost: Decimal, now: datetime, activity: str = "") -> Workday | None:
    """A day of work to declare; None when this worker has that day already."""
    made = fresh_id()
    done = insert_once(tx, table, (), id=made, owner=owner, order=order, worker=worker,
                       day=day.isoformat(), hours=str(hours), gross=str(gross), cost=str(cost), state="to_declare",
                       since=now, cancelled=False, activity=activity)
    return workday(tx, made) if done else None


def workday(tx: Connection, id: str) -> Workday | None:
    """The day of an id, unless it was cancelled."""
    row = tx.execute(_DAYS.where(table.c.id == id, table.c.cancelled.is_(False))).first()
    return row and _day(row)


def workdays_of(tx: Connection, owners: Collection[str], first: date | None = None,
                last: date | None = None) -> list[Workday]:
    """Days of some people's Activities, the earliest first."""
    query = _DAYS.where(table.c.owner.in_(owners), table.c.cancelled.is_(False)).order_by(table.c.day, table.c.worker)
    if first:
        query = query.where(table.c.day >= first.isoformat())
    if last:
        query = query.where(table.c.day <= last.isoformat())
    return [_day(row) for row in tx.execute(query)]


def undeclared(tx: Connection, day: date) -> list[Workday]:
    """Everybody's days on `day` that nobody has declared."""
    return [_day(row) for row in tx.execute(_DAYS.where(table.c.day == day.isoformat(), table.c.state == "to_declare",
                                                        table.c.cancelled.is_(False)).order_by(table.c.id))]


def move_day(tx: Connection, id: str, before: str, after: str, now: datetime) -> bool:
    """A day in its next state; False when it is not in the one before."""
    done = tx.execute(update(table).where(table.c.id == id, table.c.state == before, table.c.cancelled.is_(False))
                      .values(state=after, since=now))
    return done.rowcount == 1


def cancel_day(tx: Connection, id: str, now: datetime) -> bool:
    """Take a day away that is not paid yet."""
    done = tx.execute(update(table).where(table.c.id == id, table.c.state != "paid", table.c.cancelled.is_(False))
                      .values(cancelled=True, since=now))
    return done.rowcount == 1


_DAYS = select(*(table.c[name] for name in Workday.__dataclass_fields__))


def _day(row) -> Workday:
    said = row._asdict()
    said |= {"day": date.fromisoformat(said["day"])} | {name: Decimal(said[name]) for name in ("hours", "gross", "cost")}
    return Workday(**said)
