"""What the member really receives from an order, and when: from the price to the net pay, one step after the other."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workflows.law.owed import ZERO, cents, exact
from workflows.law.parameters import Figure, Shelf, UnknownFigure
from workflows.law.payslip import FIRST, LAST, PayslipQuestions, payslip
from workflows.orders.lines import Line
from workflows.orders.totals import Totals

COEFFICIENT, DELAY = "employment_coefficient_employee", "pay_delay_working_days"
MINIMUM, YEAR = "minimum_monthly_wage", "full_time_days_per_year"

DAYS = {"day": Decimal(1), "half_day": Decimal("0.5")}
"""Days of work that a unit stands for. Minutes, hours, months and lump sums invent none: they feed the account."""


@dataclass(frozen=True)
class Earned:
    """From an order's price to what the member gets, EUR.

    `net` less `contribution` less `passed_through` is `budget`. With `days` of work the budget pays `gross`; the rest of
    it, `kept`, goes to employer contributions, holiday pay, insurance and the margin. `received` is on the account of the
    member on `paid_on`. Without days the budget stays on the Activity's account. `day_gross` under `day_minimum`: no legal
    contract for so many days. `figures`: the dated figures that were used.
    """

    net: Decimal
    contribution: Decimal
    passed_through: Decimal
    budget: Decimal
    days: Decimal
    gross: Decimal
    kept: Decimal
    employee_contribution: Decimal
    withholding_tax: Decimal
    received: Decimal
    holiday_pay: Decimal
    day_gross: Decimal | None
    day_minimum: Decimal
    paid_on: date | None
    figures: tuple[tuple[str, Figure], ...]

    @property
    def too_low(self) -> bool:
        """Whether a day would be paid below its legal minimum."""
        return self.day_gross is not None and self.day_gross < self.day_minimum


def earned(lines: tuple[Line, ...], sums: Totals, first: date, last: date, days: Decimal | None, law: Shelf) -> Earned:
    """What an order leaves its member. All its pay is counted in the month in which the work begins.

    `days`: of work, None to count those of the lines.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.totals import totals
    >>> lines, day = (Line("Affiche", Decimal(2), "day", Decimal(350)),), date(2026, 3, 2)
    >>> found = earned(lines, totals(lines, day, shelf()), day, day, None, shelf())
    >>> found.contribution, found.budget, found.days, found.paid_on
    (Decimal('45.50'), Decimal('654.50'), Decimal('2'), datetime.date(2026, 3, 11))
    """
    counted = sum((line.quantity * DAYS[line.unit] for line in lines if line.unit in DAYS and line.kind == "work"), ZERO)
    days = (counted if days is None else days).normalize()
    budget = max(sums.net - sums.contribution - sums.passed_through, ZERO)
    used = {name: law[name].on(first) for name in (COEFFICIENT, MINIMUM, YEAR, DELAY)}
    in_year = exact(used[YEAR].value)
    minimum = cents(exact(used[MINIMUM].value) * 12 / in_year)
    figures = tuple(used.items())
    if not days or not budget:
        return Earned(sums.net, sums.contribution, sums.passed_through, budget, days, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO,
                      None, minimum, None, figures)
    gross = cents(budget / exact(used[COEFFICIENT].value))
    slip = payslip(PayslipQuestions(month=_known(first), gross=float(gross), days=min(float(days), 31.0),
                                    month_days=max(float(in_year / 12), min(float(days), 31.0))), law)
    withheld = exact(slip.withholding_tax) + exact(slip.special_contribution)
    contribution = cents(exact(slip.employee_contribution) - exact(slip.work_bonus))
    return Earned(sums.net, sums.contribution, sums.passed_through, budget, days, gross, budget - gross, contribution,
                  cents(withheld), cents(exact(slip.net)), cents(exact(slip.holiday_pay)), cents(gross / days), minimum,
                  paid_on(last, int(used[DELAY].value)), figures)


def paid_on(last: date, working_days: int) -> date:
    """The day on which pay arrives: so many days after the last day of work, Saturdays and Sundays left out.

    >>> paid_on(date(2026, 3, 6), 7)
    datetime.date(2026, 3, 17)
    """
    day = last
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


def _known(day: date) -> date:
    """The first of the month; a month whose law is not known yet is refused as any unknown figure is."""
    month = day.replace(day=1)
    if not FIRST <= month <= LAST:
        raise UnknownFigure("withholding_tax", day, f"{FIRST}..{LAST}")
    return month
