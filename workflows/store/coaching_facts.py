"""What the books say of a member for the coaching: invoices, what is unpaid, orders that are open, days of work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from workflows.store.activity_tables import invoice_lines, invoices, settlements, workdays
from workflows.store.order_tables import orders

ZERO = Decimal("0.00")

OPEN, ORDERED = ("sent", "seen"), ("accepted",)
"""States of orders that clients can still answer, and of those they accepted."""


@dataclass(frozen=True)
class BooksOf:
    """EUR; see the facts of the coaching for each. `clients`: of the last year, largest first."""

    months: tuple[tuple[str, Decimal], ...]
    clients: tuple[Decimal, ...]
    receivables: Decimal
    with_tax: Decimal
    open: Decimal
    ordered: Decimal
    days: int


def plain_facts(tx: Connection, member: str, day: date) -> dict[str, Any]:
    """The books of a member as plain values, as a kernel's desk hands them over."""
    found = books_of_member(tx, member, day)
    return {"day": day.isoformat(), "months": [[name, float(net)] for name, net in found.months],
            "clients": [float(net) for net in found.clients], "days": float(found.days),
            **{name: float(getattr(found, name)) for name in ("receivables", "with_tax", "open", "ordered")}}


def books_of_member(tx: Connection, member: str, day: date) -> BooksOf:
    """The books of a member on a day."""
    rows = tx.execute(select(invoices.c.id, invoices.c.client, invoices.c.day, invoices.c.net, invoices.c.tax).where(
        invoices.c.owner == member, invoices.c.undone_at.is_(None), invoices.c.day <= day.isoformat())).all()
    last_year = (day - timedelta(days=365)).isoformat()
    months: dict[str, Decimal] = {}
    clients: dict[str, Decimal] = {}
    with_tax = owed = ZERO
    settled = _settled(tx, [row.id for row in rows])
    for row in rows:
        net, tax = Decimal(row.net), Decimal(row.tax)
        months[row.day[:7]] = months.get(row.day[:7], ZERO) + net
        rest = max(net - settled.get(row.id, ZERO), ZERO)
        owed += rest + (tax * rest / net if net else ZERO)
        if row.day > last_year:
            clients[row.client] = clients.get(row.client, ZERO) + net
            with_tax += net + tax
    days = tx.execute(select(func.count(workdays.c.day.distinct())).where(
        workdays.c.owner == member, workdays.c.cancelled.is_(False), workdays.c.day > last_year,
        workdays.c.day <= day.isoformat())).scalar_one()
    return BooksOf(tuple(sorted(months.items())), tuple(sorted(clients.values(), reverse=True)),
                   owed.quantize(ZERO), with_tax, _orders(tx, member, OPEN),
                   max(_orders(tx, member, ORDERED) - _invoiced(tx, member, ORDERED), ZERO), days)


def _settled(tx: Connection, ids: Collection[str]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in tx.execute(select(settlements.c.invoice, settlements.c.net).where(settlements.c.invoice.in_(ids))):
        found[row.invoice] = found.get(row.invoice, ZERO) + Decimal(row.net)
    return found


def _orders(tx: Connection, member: str, states: Collection[str]) -> Decimal:
    found = tx.execute(select(orders.c.net).where(orders.c.owner == member, orders.c.state.in_(states)))
    return sum(map(Decimal, found.scalars()), ZERO)


def _invoiced(tx: Connection, member: str, states: Collection[str]) -> Decimal:
    """What of these orders stands on an invoice already."""
    mine = select(orders.c.id).where(orders.c.owner == member, orders.c.state.in_(states))
    found = tx.execute(select(invoice_lines.c.net).where(invoice_lines.c.order.in_(mine), invoice_lines.c.undone.is_(False)))
    return sum(map(Decimal, found.scalars()), ZERO)
