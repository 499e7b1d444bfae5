"""Data for others' systems: an invoice for the cooperative's accounting, and what a client agreed to."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from workflows.orders.house import House
from workflows.orders.invoice import invoice_csv, invoice_rows, invoice_xml
from workflows.orders.lines import Line
from workflows.orders.made import from_json
from workflows.orders.order import Order
from workflows.orders.rights import allow
from workflows.orders.ubl import agreement_xml
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.store import invoices, orders
from workflows.store.invoices import InvoiceRow, LineRow
from workflows.store.people import Person
from workflows.words.formats import legal_day


def as_csv(house: House, actor: Person, id: str, now: datetime) -> bytes:
    """The lines of an invoice as a table. NotYours for strangers."""
    row, billed = _billed(house, actor, id, now)
    return invoice_csv([line for order in billed for line in invoice_rows(order, row.day, house.law)])


def as_xml(house: House, actor: Person, id: str, now: datetime) -> bytes:
    """The invoice as Peppol BIS Billing 3, under the number that the accounting gave it.

    A refusal where it has none yet, and where the client has no Belgian enterprise number: no id is invented.
    """
    row, billed = _billed(house, actor, id, now)
    if row.number is None:
        raise Refusal("invoicing.error.number")
    made = invoice_xml(billed, row.number, row.day, house.law)
    if made is None:
        raise Refusal("invoicing.error.no_peppol")
    return made


def agreement(house: House, actor: Person, id: str, now: datetime) -> bytes:
    """What was agreed as a Peppol Order Agreement, once the client accepted. NotYours for strangers.

    A refusal where nothing is accepted, and where the client has no Belgian enterprise number.
    """
    with house.store.read() as tx:
        see(tx, actor, id, now)
        row = orders.order(tx, id)
        if row is None or row.state != "accepted":
            raise Refusal("orders.error.not_accepted")
        sent = from_json(orders.revision(tx, id, row.revision).content)
    made = agreement_xml(sent, legal_day(row.answered_at), house.law)
    if made is None:
        raise Refusal("invoicing.error.no_peppol")
    return made


def _billed(house: House, actor: Person, id: str, now: datetime) -> tuple[InvoiceRow, tuple[Order, ...]]:
    with house.store.read() as tx:
        row = invoices.invoice(tx, id)
        if row is None or row.undone_at is not None:
            raise NotYours(id)
        allow(tx, actor, row.owner, now)
        lines: dict[str, list[LineRow]] = {}
        for line in invoices.lines_on(tx, id):
            lines.setdefault(line.order, []).append(line)
        found = []
        for order_id, parts in lines.items():
            standing = orders.order(tx, order_id)
            sent = from_json(orders.revision(tx, order_id, standing.revision).content)
            found.append(replace(sent, lines=tuple(_line(sent, part) for part in parts), instalments=()))
    return row, tuple(found)


def _line(order: Order, part: LineRow) -> Line:
    """The line as it was ordered where all of it is billed, else a lump sum of the part."""
    line = order.lines[part.line]
    return line if line.amount == part.net else replace(line, quantity=Decimal(1), unit="lump_sum", price=part.net)
