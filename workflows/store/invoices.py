"""Invoices of grouped lines, and what was paid of them. A line stands on one invoice at most, unless that was undone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from workflows.store.activity_tables import invoice_lines, invoices, settlements
from workflows.store.errors import StoreError
from workflows.store.text import fresh_id


class LineTaken(StoreError):
    """A line stands on another invoice already."""


@dataclass(frozen=True)
class InvoiceRow:
    """One invoice; `number` is the accounting's own, None until it gave one. EUR; `net` and `tax` apart."""

    id: str
    owner: str
    client: str
    day: date
    due: date
    net: Decimal
    tax: Decimal
    number: str | None
    made_at: datetime
    handed_at: datetime | None
    undone_at: datetime | None
    by: str | None
    activity: str = ""


@dataclass(frozen=True)
class LineRow:
    """A line on an invoice: which part of which line of which order, and when the work was done."""

    order: str
    line: int
    part: int
    text: str
    day: date
    until: date
    net: Decimal
    vat: str


@dataclass(frozen=True)
class Settlement:
    """Something that was paid, credited or lost of an invoice, EUR without tax."""

    invoice: str
    day: date
    kind: str
    net: Decimal
    note: str
    at: datetime
    by: str | None


def make_invoice(tx: Connection, owner: str, client: str, day: date, due: date, net: Decimal, tax: Decimal,
                 lines: Iterable[LineRow], by: str | None, now: datetime, activity: str = "") -> str:
    """A new invoice with its lines; its id. LineTaken when one of them stands on another invoice."""
    made = fresh_id()
    tx.execute(insert(invoices).values(id=made, owner=owner, client=client, day=day.isoformat(), due=due.isoformat(),
                                       net=str(net), tax=str(tax), made_at=now, by=by, activity=activity))
    rows = [{**{name: getattr(line, name) for name in ("order", "line", "part", "text", "vat")}, "invoice": made,
             "day": line.day.isoformat(), "until": line.until.isoformat(), "net": str(line.net), "undone": False}
            for line in lines]
    try:
        tx.execute(insert(invoice_lines), rows)
    except IntegrityError:
        raise LineTaken(made) from None
    return made


def invoice(tx: Connection, id: str) -> InvoiceRow | None:
    """The invoice of an id, undone ones too."""
    row = tx.execute(_INVOICES.where(invoices.c.id == id)).first()
    return row and _invoice(row)


def invoices_of(tx: Connection, owners: Collection[str]) -> list[InvoiceRow]:
    """Invoices of some people that stand, the oldest first."""
    found = tx.execute(_INVOICES.where(invoices.c.owner.in_(owners), invoices.c.undone_at.is_(None))
                       .order_by(invoices.c.day, invoices.c.id))
    return [_invoice(row) for row in found]


def due_before(tx: Connection, day: date) -> list[InvoiceRow]:
    """Everybody's invoices that stand and were due before a day."""
    found = tx.execute(_INVOICES.where(invoices.c.due < day.isoformat(), invoices.c.undone_at.is_(None))
                       .order_by(invoices.c.due, invoices.c.id))
    return [_invoice(row) for row in found]


def lines_on(tx: Connection, invoice_id: str) -> list[LineRow]:
    """The lines of an invoice, in the order of the orders."""
    columns = [invoice_lines.c[name] for name in LineRow.__dataclass_fields__]
    found = tx.execute(select(*columns).where(invoice_lines.c.invoice == invoice_id).order_by(
        invoice_lines.c.day, invoice_lines.c.order, invoice_lines.c.line, invoice_lines.c.part))
    return [LineRow(row.order, row.line, row.part, row.text, date.fromisoformat(row.day), date.fromisoformat(row.until),
                    Decimal(row.net), row.vat) for row in found]


def taken(tx: Connection, orders: Collection[str]) -> set[tuple[str, int, int]]:
    """Which parts of these orders stand on an invoice: order, line and part."""
    columns = (invoice_lines.c.order, invoice_lines.c.line, invoice_lines.c.part)
    return {tuple(row) for row in tx.execute(select(*columns).where(invoice_lines.c.order.in_(orders),
                                                                    invoice_lines.c.undone.is_(False)))}


def undo_invoice(tx: Connection, id: str, now: datetime) -> None:
    """Let an invoice never have been: its lines can be invoiced again."""
    tx.execute(update(invoices).where(invoices.c.id == id).values(undone_at=now))
    tx.execute(update(invoice_lines).where(invoice_lines.c.invoice == id).values(undone=True))


def hand_over(tx: Connection, id: str, number: str, now: datetime) -> None:
    """The accounting took it, and gave it its number."""
    tx.execute(update(invoices).where(invoices.c.id == id).values(handed_at=now, number=number))


def settle(tx: Connection, one: Settlement) -> None:
    """Write down what was paid, credited or lost."""
    tx.execute(insert(settlements).values(id=fresh_id(), invoice=one.invoice, day=one.day.isoformat(), kind=one.kind,
                                          net=str(one.net), note=one.note, at=one.at, by=one.by))


def settled(tx: Connection, ids: Collection[str]) -> list[Settlement]:
    """All that was paid, credited or lost of some invoices, the oldest first."""
    columns = [settlements.c[name] for name in Settlement.__dataclass_fields__]
    found = tx.execute(select(*columns).where(settlements.c.invoice.in_(ids)).order_by(settlements.c.day, settlements.c.at))
    return [Settlement(row.invoice, date.fromisoformat(row.day), row.kind, Decimal(row.net), row.note, row.at, row.by)
            for row in found]


_INVOICES = select(*(invoices.c[name] for name in InvoiceRow.__dataclass_fields__))


def _invoice(row) -> InvoiceRow:
    said = row._asdict()
    said |= {name: date.fromisoformat(said[name]) for name in ("day", "due")}
    said |= {name: Decimal(said[name]) for name in ("net", "tax")}
    return InvoiceRow(**said)
