"""The account of an Activity: what was ordered, invoiced, paid, spent and paid out, and what is left to spend.

It is an account in the cooperative's books, not at a bank: no bank card comes with it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workflows.law.owed import ZERO, cents, exact
from workflows.law.parameters import Figure, Shelf
from workflows.orders.earned import COEFFICIENT, MINIMUM, YEAR
from workflows.orders.totals import CONTRIBUTION

ADVANCE, OVERDUE = "advance_share", "advance_until_overdue_days"
"""The part of an unpaid invoice that the cooperative advances, and until how many days after it was due."""


@dataclass(frozen=True)
class Booking:
    """One line of the account, EUR without VAT. `what`: quoted and accepted orders are told, not counted.

    `due`: the day on which an invoice is due; `settled`: how much of it was paid or credited by the day that was asked.
    """

    day: date
    what: Literal["quoted", "accepted", "invoiced", "paid", "credited", "lost", "expense", "wage"]
    text: str
    amount: Decimal
    due: date | None = None
    settled: Decimal = ZERO


@dataclass(frozen=True)
class Account:
    """The account on a day, EUR. `advanced`: what the cooperative advances of unpaid invoices; `waiting`: the rest of them.

    `left` is `paid` and `advanced`, less `contribution`, `expenses` and `wages`; it may be below 0.
    """

    day: date
    quoted: Decimal
    accepted: Decimal
    invoiced: Decimal
    paid: Decimal
    advanced: Decimal
    waiting: Decimal
    overdue: Decimal
    contribution: Decimal
    expenses: Decimal
    wages: Decimal
    left: Decimal
    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class Pay:
    """Whether days of work can be paid on a day. `days`: how many at least at the minimum; `day_cost`: what one costs then.

    `lacking`: what is missing for the first day, 0 when it is there; `from_day`: when invoices that are due bring it in.
    """

    days: int
    day_cost: Decimal
    day_gross: Decimal
    lacking: Decimal
    from_day: date | None


def account(bookings: tuple[Booking, ...], day: date, law: Shelf) -> Account:
    """What the account says at the end of a day.

    The contribution is counted on what was invoiced. An unpaid invoice counts as far as the cooperative advances it, and
    not at all once it is overdue for too long or lost.

    >>> from workflows.law.library import shelf
    >>> sold = Booking(date(2026, 3, 31), "invoiced", "Mobilis", Decimal(1000), due=date(2026, 4, 30))
    >>> found = account((sold, Booking(date(2026, 4, 2), "expense", "Bois", Decimal(100))), date(2026, 4, 10), shelf())
    >>> found.contribution, found.advanced, found.left
    (Decimal('65.00'), Decimal('1000.00'), Decimal('835.00'))
    """
    known = [one for one in bookings if one.day <= day]
    used = {name: law[name].on(day) for name in (CONTRIBUTION, ADVANCE, OVERDUE)}
    sums = {what: sum((one.amount for one in known if one.what == what), ZERO)
            for what in ("quoted", "accepted", "invoiced", "paid", "credited", "lost", "expense", "wage")}
    open_, late = ZERO, ZERO
    for one in known:
        if one.what == "invoiced" and (rest := one.amount - one.settled) > 0:
            too_late = one.due is not None and (day - one.due).days > used[OVERDUE].value
            open_, late = (open_, late + rest) if too_late else (open_ + rest, late)
    advanced = cents(open_ * exact(used[ADVANCE].value))
    contribution = cents((sums["invoiced"] - sums["credited"]) * exact(used[CONTRIBUTION].value))
    left = sums["paid"] + advanced - contribution - sums["expense"] - sums["wage"]
    return Account(day, sums["quoted"], sums["accepted"], sums["invoiced"] - sums["credited"], sums["paid"], advanced,
                   open_ - advanced + late, late, contribution, sums["expense"], sums["wage"], left, tuple(used.items()))


def can_pay(found: Account, bookings: tuple[Booking, ...], law: Shelf) -> Pay:
    """Can I pay myself on that day? A day of work costs at least its legal minimum with all that the employer owes on it.

    >>> from workflows.law.library import shelf
    >>> paid = (Booking(date(2026, 4, 2), "paid", "Mobilis", Decimal(500)),)
    >>> pay = can_pay(account(paid, date(2026, 4, 10), shelf()), paid, shelf())
    >>> pay.days, pay.lacking, pay.day_cost
    (3, Decimal('0.00'), Decimal('156.66'))
    """
    wage, year, coefficient = (exact(law[name].on(found.day).value) for name in (MINIMUM, YEAR, COEFFICIENT))
    gross = cents(wage * 12 / year)
    cost = cents(gross * coefficient)
    days = int(max(found.left, ZERO) // cost)
    lacking = max(cost - found.left, ZERO) if not days else ZERO
    return Pay(days, cost, gross, lacking, _brings(bookings, found.day, lacking) if lacking else None)


def _brings(bookings: tuple[Booking, ...], day: date, lacking: Decimal) -> date | None:
    """The day by which invoices that fall due bring in what is lacking, none overdue counted."""
    expected = sorted((one.due, one.amount - one.settled) for one in bookings
                      if one.what == "invoiced" and one.due and one.due >= day and one.amount > one.settled)
    for due, amount in expected:
        lacking -= amount
        if lacking <= 0:
            return due
    return None
