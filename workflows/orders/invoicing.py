"""Invoicing: what can be, seen before it is done; done in one transaction; undone until the accounting took it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from workflows.orders.amounts import ZERO
from workflows.orders.billing import Group, Part, grouped, parts_of
from workflows.orders.house import House, legal_day
from workflows.orders.made import from_json
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.store import assignments, invoices, orders
from workflows.store.invoices import InvoiceRow, LineRow, Settlement
from workflows.store.journal import append
from workflows.store.people import Person


class NotInvoiced(Refusal):
    """Nothing was done; the sentence says why."""


@dataclass(frozen=True)
class Ready:
    """A group that can be invoiced, with the client's name and the longest term to pay among its orders."""

    group: Group
    client: str
    payment_days: int


def preview(house: House, actor: Person, owner: str, until: date, now: datetime) -> tuple[Ready, ...]:
    """What can be invoiced of a member's accepted orders by a day, one group for each client. Nothing is changed."""
    with house.store.read() as tx:
        _allowed(tx, actor, owner, now)
        return _ready(tx, house, owner, until)


def group(house: House, actor: Person, owner: str, client: str, until: date, day: date, expected: Decimal,
          now: datetime) -> InvoiceRow:
    """Put all that a client can be invoiced by `until` on one invoice dated `day`.

    `client`: the key of a group of the preview, `expected`: its net; NotInvoiced when meanwhile it came to something else.
    Work dates and declared days stay as they are: invoices are grouped, never days of work.
    """
    def work(tx):
        _allowed(tx, actor, owner, now)
        found = [one for one in _ready(tx, house, owner, until) if one.group.client == client and one.group.net == expected]
        if not found:
            raise NotInvoiced("invoicing.error.changed")
        ready = found[0]
        try:
            id = invoices.make_invoice(tx, owner, ready.client, day, day + timedelta(days=ready.payment_days),
                                       ready.group.net, ready.group.tax, map(_row, ready.group.parts), actor.id, now)
        except invoices.LineTaken:
            raise NotInvoiced("invoicing.error.changed") from None
        append(tx, now, actor.id, owner, "invoice_made", payload={
            "invoice": id, "day": day.isoformat(), "net": str(ready.group.net), "tax": str(ready.group.tax),
            "orders": sorted({part.order for part in ready.group.parts})})
        return invoices.invoice(tx, id)

    return house.store.run(work)


def undo(house: House, actor: Person, id: str, now: datetime) -> None:
    """Take an invoice back, as long as the accounting has not taken it; its lines can be invoiced again."""
    def work(tx):
        found = _standing(tx, actor, id, now)
        if found.handed_at is not None:
            raise NotInvoiced("invoicing.error.handed")
        invoices.undo_invoice(tx, id, now)
        append(tx, now, actor.id, found.owner, "invoice_undone", payload={"invoice": id})

    house.store.run(work)


def hand_over(house: House, actor: Person, id: str, number: str, now: datetime) -> None:
    """Note the number that the accounting gave. From here on only a credit note takes something back."""
    def work(tx):
        found = _standing(tx, actor, id, now, cooperative=True)
        if found.handed_at is not None or not number.strip():
            raise NotInvoiced("invoicing.error.handed" if found.handed_at else "invoicing.error.number")
        invoices.hand_over(tx, id, number.strip(), now)
        append(tx, now, actor.id, found.owner, "invoice_handed_over", payload={"invoice": id, "number": number.strip()})

    house.store.run(work)


def settle(house: House, actor: Person, id: str, kind: str, net: Decimal, day: date, note: str, now: datetime) -> None:
    """Note what was paid of an invoice, credited, or lost: a client's bankruptcy. Never more than is open."""
    def work(tx):
        found = _standing(tx, actor, id, now, cooperative=True)
        rest = found.net - sum((one.net for one in invoices.settled(tx, [id])), ZERO)
        if kind not in ("paid", "credited", "lost") or not 0 < net <= rest or day > legal_day(now):
            raise NotInvoiced("invoicing.error.settled", rest=str(rest))
        invoices.settle(tx, Settlement(id, day, kind, net, note.strip()[:400], now, actor.id))
        append(tx, now, actor.id, found.owner, f"invoice_{kind}", payload={
            "invoice": id, "net": str(net), "day": day.isoformat(), "note": note.strip()[:400]})

    house.store.run(work)


def _ready(tx, house: House, owner: str, until: date) -> tuple[Ready, ...]:
    accepted = orders.orders(tx, [owner], ["accepted"], limit=10_000)
    taken, names, terms, parts = invoices.taken(tx, [row.id for row in accepted]), {}, {}, []
    for row in accepted:
        order = from_json(orders.revision(tx, row.id, row.revision).content)
        for part in parts_of(order, row.id, legal_day(row.answered_at)):
            if part.due <= until and (part.order, part.line, part.part) not in taken:
                parts.append(part)
                names[part.client] = order.client.name
                terms[part.client] = max(terms.get(part.client, 0), order.payment_days)
    return tuple(Ready(one, names[one.client], terms[one.client]) for one in grouped(parts, house.law))


def _row(part: Part) -> LineRow:
    return LineRow(part.order, part.line, part.part, part.text, part.day, part.until, part.net, part.vat)


def _allowed(tx, actor: Person, owner: str, now: datetime, cooperative: bool = False) -> None:
    """NotYours unless it is one's own, a member's whom one advises, or anybody's for staff; `cooperative`: not one's own."""
    own = actor.id == owner and may(actor.role, "keep_drafts") and not cooperative
    advises = may(actor.role, "see_members") and assignments.may_see(tx, actor.id, owner, now)
    if not (own or advises or may(actor.role, "run_batches")):
        raise NotYours(owner)


def _standing(tx, actor: Person, id: str, now: datetime, cooperative: bool = False) -> InvoiceRow:
    found = invoices.invoice(tx, id)
    if found is None:
        raise NotYours(id)
    _allowed(tx, actor, found.owner, now, cooperative)
    if found.undone_at is not None:
        raise NotInvoiced("invoicing.error.changed")
    return found


def owners_with_work(house: House, owners: Collection[str]) -> list[str]:
    """Of some people, those who have an accepted order."""
    with house.store.read() as tx:
        return sorted({row.owner for row in orders.orders(tx, owners, ["accepted"], limit=100_000)})
