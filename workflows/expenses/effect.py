"""What an expense that is paid back does to the Activity's account, to its member's pay, and to what must be invoiced."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.law.owed import ZERO, cents, exact
from workflows.law.parameters import Figure, Shelf
from workflows.law.payslip import FIRST, LAST, PayslipQuestions, payslip

COEFFICIENT, MINIMUM = "employment_coefficient_employee", "minimum_monthly_wage"
CONTRIBUTION, VAT_BACK = "cooperative_contribution_rate", "expense_vat_back"


@dataclass(frozen=True)
class Effect:
    """EUR. `cost`: what leaves the Activity's account, `paid_back` less `vat_back`. It pays so much less gross
    (`gross_less`) and so much less net (`net_less`, None where the law of that month is not known), at a gross pay of
    `gross_month`. `gained`: what the member has more than had it been paid as wages. `turnover`: what must be invoiced
    more, VAT excluded, for the same pay as without the expense.
    """

    vat_back: Decimal
    cost: Decimal
    gross_month: Decimal
    gross_less: Decimal
    net_less: Decimal | None
    gained: Decimal | None
    turnover: Decimal
    used: tuple[tuple[str, Figure], ...]


def effect(paid_back: Decimal, vat: Decimal, gross_month: Decimal | None, day: date, law: Shelf) -> Effect:
    """What it does. `vat`: the part of `paid_back` that is VAT; `gross_month`: usual pay, None for the legal minimum.

    The contribution is counted on what is invoiced, so an expense does not change it.

    >>> from workflows.law.library import shelf
    >>> found = effect(Decimal("121.00"), Decimal("21.00"), Decimal("2500"), date(2026, 3, 2), shelf())
    >>> found.cost, found.gross_less, found.turnover
    (Decimal('100.00'), Decimal('64.52'), Decimal('106.95'))
    >>> found.net_less < found.gross_less
    True
    """
    names = [COEFFICIENT, CONTRIBUTION, *([MINIMUM] if gross_month is None else []), *([VAT_BACK] if vat else [])]
    used = {name: law[name].on(day) for name in names}
    back = cents(vat * exact(used[VAT_BACK].value)) if vat else ZERO
    cost = paid_back - back
    gross = cents(exact(used[MINIMUM].value)) if gross_month is None else gross_month
    less = cents(cost / exact(used[COEFFICIENT].value))
    net = _net_less(gross, less, day, law) if FIRST <= day.replace(day=1) <= LAST else None
    turnover = cents(cost / (1 - exact(used[CONTRIBUTION].value)))
    return Effect(back, cost, gross, less, net, None if net is None else paid_back - net, turnover, tuple(used.items()))


def _net_less(gross: Decimal, less: Decimal, day: date, law: Shelf) -> Decimal:
    """What net pay loses with that much gross. More than a month's pay is lost over several months at the same share."""
    part = min(less, gross)

    def net(amount: Decimal) -> Decimal:
        return exact(payslip(PayslipQuestions(month=day.replace(day=1), gross=float(amount)), law).net)

    return max(cents((net(gross) - net(gross - part)) * less / part), ZERO) if part else ZERO
