"""What happens to orders by itself: clients are reminded, and what was not answered in time expires. Safe to run twice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.law.parameters import Shelf
from workflows.orders.house import House
from workflows.orders.letters import reminder_letter
from workflows.orders.made import from_json
from workflows.orders.states import OPEN
from workflows.store import orders, outbox
from workflows.store.journal import append
from workflows.store.orders import OrderRow
from workflows.words.formats import legal_day

FIRST, SECOND, LAST = "order_first_reminder_days", "order_second_reminder_days", "order_last_reminder_days"
"""Dated decisions of the cooperative: days after sending, twice, and days before the last day to answer."""


@dataclass(frozen=True)
class Ticked:
    """How many orders expired, and how many clients were reminded."""

    expired: int
    reminded: int


def tick(house: House, now: datetime) -> Ticked:
    """Do what is due now, each in a transaction of its own: several servers may do it at once."""
    today = legal_day(now)
    with house.store.read() as tx:
        waiting = orders.waiting(tx, OPEN)
        keys = {row.id: _key(row, which) for row in waiting if (which := due(row, today, house.law))}
        done = outbox.known(tx, keys.values())
    late = [row.id for row in waiting if row.valid_until < today]
    expired = sum(house.store.run(lambda tx, id=id: _expire(tx, id, today, now)) for id in late)
    reminded = sum(house.store.run(lambda tx, id=id: _remind(house, tx, id, today, now)) for id, key in keys.items()
                   if key not in done)
    return Ticked(expired, reminded)


def due(row: OrderRow, today: date, law: Shelf) -> str:
    """Which reminder an open order should have had by a day, the latest alone; "" for none.

    Where a server stood still for a week, the client gets one reminder and not all that were missed; after the last one,
    none. An order that can be answered for a day or two is not reminded of.
    """
    if row.state not in OPEN or row.sent_at is None or row.valid_until < today:
        return ""
    sent = legal_day(row.sent_at)
    days = {name: timedelta(days=law[name].on(today).value) for name in (FIRST, SECOND, LAST)}
    last = row.valid_until - days[LAST]
    falls = {LAST: last, **{name: day for name in (SECOND, FIRST) if (day := sent + days[name]) < last}}
    return next((name for name, day in falls.items() if sent < day <= today), "")


def _key(row: OrderRow, which: str) -> str:
    return f"reminder:{row.id}:{row.revision}:{which}"


def _expire(tx, id: str, today: date, now: datetime) -> bool:
    row = orders.order(tx, id, locked=True)
    if row.state not in OPEN or row.valid_until >= today:
        return False
    orders.move(tx, row, "expired", now)
    append(tx, now, None, row.owner, "order_expired", id, payload={"revision": row.revision})
    return True


def _remind(house: House, tx, id: str, today: date, now: datetime) -> bool:
    """Once for each version and reminder; never before the mail with the link has left."""
    row = orders.order(tx, id, locked=True)
    which = due(row, today, house.law)
    first = next((mail for mail in outbox.about(tx, id) if mail.key == f"order:{id}:{row.revision}"), None)
    if not which or first is None or first.sent_at is None or outbox.known(tx, [_key(row, which)]):
        return False
    sent = orders.revision(tx, id, row.revision)
    mail = reminder_letter(tx, from_json(sent.content), id, sent.pdf, legal_day(first.sent_at), _key(row, which), now)
    append(tx, now, None, row.owner, "order_reminded", id, payload={
        "revision": row.revision, "pdf": sent.pdf, "which": which, "to": first.to, "mail": mail})
    return True
