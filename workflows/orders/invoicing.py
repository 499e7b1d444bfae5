"""Invoicing: what can be, seen before it is done; done in one transaction; undone until the accounting took it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from workflows.law.owed import ZERO
from workflows.orders.billing import Group, Part, grouped, parts_of
from workflows.orders.house import House
from workflows.orders.made import from_json
from workflows.orders.rights import allow
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.store import invoices, orders
from workflows.store.invoices import InvoiceRow, LineRow, Settlement
from workflows.store.journal import append
from workflows.store.people import Person, person
from workflows.words.formats import legal_day
from workflows.words.typed import folded


class NotInvoiced(Refusal):
    """Nothing was done; the sentence says why."""


@dataclass(frozen=True)
class Ready:
    """A group that can be invoiced, with the client's name and the longest term to pay among its orders.

    `activity`: the Activity whose lines these are; each has its own account, so none shares an invoice with another.
    """

    group: Group
    client: str
    payment_days: int
    activity: str


def preview(house: House, actor: Person, owner: str, until: date, now: datetime) -> tuple[Ready, ...]:
    """What can be invoiced of a member's accepted orders by a day, one group for each client. Nothing is changed."""
    with house.store.read() as tx:
        allow(tx, actor, owner, now)
        return ready_for(tx, house, owner, until)


def group(house: House, actor: Person, owner: str, client: str, until: date, day: date, expected: Decimal,
          now: datetime, activity: str = "") -> InvoiceRow:
    """Put all that a client of an Activity can be invoiced by `until` on one invoice dated `day`.

    `client`: the key of a group of the preview, `expected`: its net; NotInvoiced when meanwhile it came to something else.
    Work dates and declared days stay as they are: invoices are grouped, never days of work.
    """
    def work(tx):
        allow(tx, actor, owner, now)
        found = [one for one in ready_for(tx, house, owner, until)
                 if (one.group.client, one.activity, one.group.net) == (client, activity, expected)]
        if not found:
            raise NotInvoiced("invoicing.error.changed")
        try:
            return invoices.invoice(tx, _make(tx, owner, found[0], day, actor.id, now))
        except invoices.LineTaken:
            raise NotInvoiced("invoicing.error.changed") from None

    return house.store.run(work)


def group_all(house: House, until: date, now: datetime, preview: bool = False) -> list[tuple[str, str, Decimal, Decimal]]:
    """One invoice for each client of each member, dated `until`: member, client, net and gross of each.

    Each member in a transaction of their own: begun again after a crash, it goes on with those that are left.
    """
    with house.store.read() as tx:
        owners = orders.owners(tx, "accepted")
    return [line for owner in owners for line in house.store.run(
        lambda tx, owner=owner: _group_member(tx, house, owner, until, now, preview))]


def _group_member(tx, house: House, owner: str, until: date, now: datetime, preview: bool):
    member, found = person(tx, owner), []
    for ready in ready_for(tx, house, owner, until):
        if not preview:
            _make(tx, owner, ready, until, None, now)
        found.append((member.name, ready.client, ready.group.net, ready.group.gross))
    return found


def _make(tx, owner: str, ready: Ready, day: date, by: str | None, now: datetime) -> str:
    id = invoices.make_invoice(tx, owner, ready.client, day, day + timedelta(days=ready.payment_days), ready.group.net,
                               ready.group.tax, map(_row, ready.group.parts), by, now, ready.activity)
    append(tx, now, by, owner, "invoice_made", payload={
        "invoice": id, "day": day.isoformat(), "net": str(ready.group.net), "tax": str(ready.group.tax),
        "orders": sorted({part.order for part in ready.group.parts})})
    return id


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


def ready_for(tx, house: House, owner: str, until: date) -> tuple[Ready, ...]:
    """As `preview`, inside a transaction, for who may see it already."""
    accepted = orders.orders(tx, [owner], ["accepted"], limit=10_000)
    taken = invoices.taken(tx, [row.id for row in accepted])
    clients, names, terms, parts = {}, {}, {}, {}
    for row in accepted:
        order = from_json(orders.revision(tx, row.id, row.revision).content)
        for part in parts_of(order, row.id, legal_day(row.answered_at)):
            if part.due <= until and (part.order, part.line, part.part) not in taken:
                which = folded(row.activity)
                names[which] = names.get(which) or row.activity
                parts.setdefault(which, []).append(part)
                clients[part.client] = order.client.name
                terms[which, part.client] = max(terms.get((which, part.client), 0), order.payment_days)
    return tuple(Ready(one, clients[one.client], terms[which, one.client], names[which])
                 for which, those in sorted(parts.items()) for one in grouped(those, house.law))


def _row(part: Part) -> LineRow:
    return LineRow(part.order, part.line, part.part, part.text, part.day, part.until, part.net, part.vat)


def _standing(tx, actor: Person, id: str, now: datetime, cooperative: bool = False) -> InvoiceRow:
    found = invoices.invoice(tx, id)
    if found is None:
        raise NotYours(id)
    allow(tx, actor, found.owner, now, cooperative)
    if found.undone_at is not None:
        raise NotInvoiced("invoicing.error.changed")
    return found
