"""An Activity as it stands: its account from what is in the store, its days of work, what can be invoiced, what is open."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflows.law.owed import ZERO
from workflows.orders.account import Account, Booking, Pay, account, can_pay
from workflows.orders.house import House
from workflows.orders.invoicing import Ready, ready_for
from workflows.orders.rights import allow
from workflows.store import expenses, invoices, orders, workdays
from workflows.store.expenses import ExpenseRow
from workflows.store.invoices import InvoiceRow, Settlement
from workflows.store.orders import OrderRow
from workflows.store.people import Person, person
from workflows.store.workdays import Workday
from workflows.words.formats import legal_day
from workflows.words.typed import folded

QUOTED = ("sent", "seen")


@dataclass(frozen=True)
class Open:
    """An invoice with what was settled of it. `rest`: EUR without tax still open; `overdue`: days since it was due, or 0."""

    row: InvoiceRow
    settled: tuple[Settlement, ...]
    rest: Decimal
    overdue: int


@dataclass(frozen=True)
class Activity:
    """Everything about one Activity of a member on a day, or about all of them where `name` is None.

    `names`: the Activities that anything was written down for, the one without a name as "".
    """

    owner: Person
    name: str | None
    names: tuple[str, ...]
    day: date
    account: Account
    pay: Pay
    bookings: tuple[Booking, ...]
    workdays: tuple[Workday, ...]
    ready: tuple[Ready, ...]
    invoices: tuple[Open, ...]


def activity(house: House, actor: Person, owner: str, day: date, now: datetime, name: str | None = None) -> Activity:
    """An Activity of a member on a day, all of them without `name`; NotYours for strangers. Nothing is changed.

    The contribution is rounded once on what is counted: the accounts of several Activities may differ from that of all
    together by a cent each. Names are the same whatever their case and accents.
    """
    with house.store.read() as tx:
        allow(tx, actor, owner, now)
        rows = orders.orders(tx, [owner], [*QUOTED, "accepted"], limit=10_000)
        made = invoices.invoices_of(tx, [owner])
        paid = invoices.settled(tx, [one.id for one in made])
        days = workdays.workdays_of(tx, [owner])
        ready = ready_for(tx, house, owner, day)
        spent = expenses.expenses(tx, [owner], ["approved", "booked"], limit=10_000)
        someone = person(tx, owner)
    of_note = {note.id: _activity_of(note, rows) for note in spent}
    said = [*(one.activity for part in (rows, made, days) for one in part), *of_note.values()]
    names = tuple({folded(one): one for one in reversed(said)}[key] for key in sorted(set(map(folded, said))))
    if name is not None:
        rows, made, days, ready = ([one for one in part if folded(one.activity) == folded(name)]
                                   for part in (rows, made, days, ready))
        spent = [note for note in spent if folded(of_note[note.id]) == folded(name)]
    bookings = (*_ordered(rows), *_invoiced(made, paid), *_worked(days), *_spent(spent))
    bookings = tuple(sorted(bookings, key=lambda one: (one.day, one.what, one.text)))
    found = account(bookings, day, house.law)
    return Activity(someone, name, names, day, found, can_pay(found, bookings, house.law), bookings, tuple(days),
                    tuple(ready), tuple(_open(one, paid, day) for one in made))


def _activity_of(note: ExpenseRow, rows: list[OrderRow]) -> str:
    """The Activity that a note names itself or by an order's number; "" where it names none that is known."""
    known = {folded(text): row.activity for row in rows for text in (row.activity, row.number or "") if text}
    return known.get(folded(note.reference), "")


def _ordered(rows) -> list[Booking]:
    return [Booking(legal_day(row.answered_at or row.sent_at), "accepted" if row.state == "accepted" else "quoted",
                    f"{row.client} · {row.subject} · {row.number}", row.net) for row in rows]


def _invoiced(made: list[InvoiceRow], paid: list[Settlement]) -> list[Booking]:
    found = []
    for one in made:
        of_it = [part for part in paid if part.invoice == one.id]
        sold = Booking(one.day, "invoiced", one.client, one.net, one.due, sum((part.net for part in of_it), ZERO))
        found += [sold, *(Booking(part.day, part.kind, one.client, part.net) for part in of_it)]
    return found


def _worked(days: list[Workday]) -> list[Booking]:
    """A declared day is spent: its pay is owed whatever comes."""
    return [Booking(one.day, "wage", one.worker, one.cost) for one in days if one.state != "to_declare"]


def _spent(notes: list[ExpenseRow]) -> list[Booking]:
    """What was approved is paid back out of the account, on the day of the expense."""
    return [Booking(one.day, "expense", one.purpose, one.cost) for one in notes if one.day and one.cost]


def _open(one: InvoiceRow, paid: list[Settlement], day: date) -> Open:
    of_it = tuple(part for part in paid if part.invoice == one.id)
    rest = one.net - sum((part.net for part in of_it), ZERO)
    return Open(one, of_it, rest, max((day - one.due).days, 0) if rest else 0)
