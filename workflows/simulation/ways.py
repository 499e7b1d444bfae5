"""The ways of working, evaluated for any number of turnovers at once with everything else held as the person asked."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from workflows.law.money import cents
from workflows.law.year import periods
from workflows.simulation.graphs import MONTH, SALARIED_YEAR, SUMS, YEARS
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting

SALARIED = ("cooperative", "association")
"""Ways in which the person is an employee: months of pay, then the year."""

WAYS = (*SALARIED, *YEARS)
MOVING = ("turnover", "days", "expenses", "purchases")
"""Inputs that may follow the turnover."""

_BUDGET = ("cooperative_contribution", "available_budget", "employment_budget", "cooperative_rights", "salary_budget")


_kept: OrderedDict[Any, dict] = OrderedDict()


def still(questions: SimulationQuestions) -> Hashable:
    """Everything that was asked but the turnover; whether it was typed or is the example's makes no difference."""
    return tuple((name, value) for name, value in questions if name != "turnover")


def _plans_of(setting: Setting, most: int = 8) -> dict:
    """The plans of the last few settings: they do not depend on the turnover, so a slider finds its own again."""
    key = (still(setting.questions), setting.shelf.edition, id(setting.shelf))
    plans = _kept.setdefault(key, {})
    _kept.move_to_end(key)
    while len(_kept) > most:
        _kept.popitem(last=False)
    return plans


def days_of_month(days, share):
    """Days of a month that has this share of the year's; without the trace by which binary floats miss a full month.

    >>> float(days_of_month(260.0, 1 / 12)) >= 260 / 12
    True
    """
    return np.round(days * share, 12)


@dataclass(frozen=True, eq=False)
class Ways:
    """All ways for one setting. What does not move with the turnover is computed once and kept here."""

    setting: Setting

    @cached_property
    def _plans(self) -> dict:
        return _plans_of(self.setting)

    def evaluate(self, way: str, turnover, targets: Iterable[str], coefficient: float | None = None,
                 worked_the_year_before: bool = True, **given) -> dict[str, Any]:
        """Amounts of `targets` for each turnover (EUR a year, any shape). `given` replaces rules or inputs.

        `coefficient` is the cooperative's, from employment budget to gross; without one, the setting's own.
        """
        turnover, targets = np.asarray(turnover, dtype=np.float64), tuple(targets)
        plan = self._plan(way, targets, coefficient, worked_the_year_before, tuple(given))
        moving = {"turnover": turnover, **self.held(way, turnover), **given}
        if way not in SALARIED:
            return YEARS[way].evaluate(targets, {**plan["year"], **moving}, self.setting.shelf, self.setting.day)
        return self._salaried(plan, moving, targets)

    def held(self, way: str, turnover) -> dict[str, Any]:
        """Days, expenses and purchases at each turnover: the same, or in proportion when the day rate is held.

        An association pays its accountant besides the expenses, whatever the turnover.
        """
        q, own = self.setting.questions, self.setting.questions.turnover_of_year
        amounts = {"days": q.days, "expenses": self.setting.expenses, "purchases": q.purchases}
        if q.hold == "day_rate" and own > 0:
            amounts = {name: amount * (turnover / own) for name, amount in amounts.items()}
        if way == "association":
            amounts["expenses"] = amounts["expenses"] + self.setting.association_costs
        return amounts

    def _salaried(self, plan, moving, targets):
        """Each legal period of the year once, summed, then the year."""
        setting = self.setting
        budget = SALARIED_YEAR.evaluate(_BUDGET, {**plan["year"], **moving}, setting.shelf, setting.day)
        totals, shared = dict.fromkeys(plan["sums"], 0.0), {}
        for day, share, times, fixed in plan["months"]:
            month = {**fixed, "employment_budget": budget["salary_budget"],
                     "days_month": days_of_month(moving["days"], share)}
            if share not in shared:
                shared[share] = MONTH.evaluate(plan["alike"], month, setting.shelf, day)
            found = MONTH.evaluate(plan["sums"].values(), {**month, **shared[share]}, setting.shelf, day)
            for name, monthly in plan["sums"].items():
                totals[name] = totals[name] + times * found[monthly]
        return SALARIED_YEAR.evaluate(targets, {**plan["year"], **moving, **budget, **totals}, setting.shelf,
                                         setting.day)

    def _plan(self, *key):
        if key not in self._plans:
            self._plans[key] = self._planned(*key)
        return self._plans[key]

    def _planned(self, way, targets, coefficient, worked_the_year_before, also_moving):
        setting, moving = self.setting, (*MOVING, *also_moving)
        base = self._fixed(way, coefficient, worked_the_year_before)
        if way not in SALARIED:
            return {"year": YEARS[way].folded(targets, base, moving, setting.shelf, setting.day)}
        needs = SALARIED_YEAR.needs(targets, (*base, *also_moving))
        sums = {name: SUMS[name] for name in (*needs, *targets) if name in SUMS}
        year = SALARIED_YEAR.folded(targets, base, (*moving, *sums), setting.shelf, setting.day)
        wanted = tuple(sums.values())
        months = [(day, share, times, MONTH.folded(
            wanted, {**base, "month_share": share}, ("employment_budget", "days_month"), setting.shelf, day))
            for day, share, times in self.month_groups(wanted)] if wanted else []
        return {"year": year, "sums": sums, "months": months, "alike": self._alike(wanted, months)}

    def _alike(self, wanted, months):
        """Rules of a month that move with the turnover but not with the law between these months."""
        parameters = [name for name in MONTH.needs(wanted, ()) if name in self.setting.shelf]
        changing = [name for name in parameters
                    if len({self.setting.shelf[name].on(day).value for day, *_ in months}) > 1]
        kept = set(months[0][3]) if months else set()
        moving = MONTH.reached(wanted, ("employment_budget", "days_month"), kept)
        return tuple(moving - MONTH.reached(wanted, changing, ()))

    def _fixed(self, way, coefficient=None, worked_the_year_before=True):
        """What a way is given besides what moves with the turnover."""
        setting = self.setting
        base = {**setting.given, **self.before, "job_taxable": self.job_taxable, "own_time": setting.own_time(way) or 0.0}
        if not setting.questions.copyright_share:
            base |= {"cooperative_rights": np.float64(0.0), "self_employed_rights": np.float64(0.0)}
        if way not in SALARIED:
            if way != "self_employed" or not setting.questions.voluntary_pension_share:
                base["voluntary_pension_premium"] = np.float64(0.0)
            return base | {"household_has_pay": self.job_taxable > 0 or setting.given["partner_has_income"],
                           "amateur_travel": 0.0}
        base |= {"worked_the_year_before": worked_the_year_before}
        if way == "association":
            # No cooperative takes its share: the association pays accountant and payroll itself.
            return base | {"employment_coefficient": coefficient or setting.assumed("association_coefficient"),
                           "cooperative_contribution": np.float64(0.0), "cooperative_share": np.float64(0.0)}
        return base | {"employment_coefficient": coefficient or setting.coefficients[0]}

    def given(self, way: str, turnover: float) -> dict[str, Any]:
        """All that the rules of a way are given at one turnover."""
        return {**self._fixed(way), "turnover": np.float64(turnover), **self.held(way, np.float64(turnover))}

    def month_groups(self, wanted: tuple[str, ...]) -> list[tuple[date, float, int]]:
        """(day to ask the law for, share of the year, how many such months) for these amounts of a month."""
        shares, groups = self.setting.month_shares, {}
        needs = MONTH.needs(wanted, ("employment_budget",))
        for period in periods(self.setting.shelf, self.setting.questions.year, needs):
            for month in period.months:
                key = (period.day, shares[month - 1])
                groups[key] = groups.get(key, 0) + 1
        return [(day, share, times) for (day, share), times in groups.items()]

    @cached_property
    def job_taxable(self) -> float:
        """Taxable pay of the job beside the activity, a year: an employee's full months under each legal period."""
        if not self.setting.job_gross:
            return 0.0
        job = {**self.setting.given, "gross": cents(self.setting.job_gross / 12), "at_108": False,
               "units_paid": 1.0, "units_full": 1.0}
        total = 0.0
        for period in periods(self.setting.shelf, self.setting.questions.year, MONTH.needs(["taxable"], job)):
            found = MONTH.evaluate(["taxable"], job, self.setting.shelf, period.day)
            total += len(period.months) * float(found["taxable"])
        return round(total, 2)

    @cached_property
    def before(self) -> dict[str, float]:
        """Income tax and special contribution of the household without the activity, a year."""
        nothing = dict.fromkeys(("pay_taxable_year", "departure_holiday", "fund_holiday", "fiscal_work_bonus_months",
                                 "year_end_premium_taxable"), np.float64(0.0))
        found = SALARIED_YEAR.evaluate(
            ["salaried_tax", "final_special_contribution"],
            {**self.setting.given, **nothing, "job_taxable": self.job_taxable}, self.setting.shelf, self.setting.day)
        has_pay = self.job_taxable > 0 or self.setting.given["partner_has_income"]
        return {"tax_without_activity": float(found["salaried_tax"]),
                "special_without_activity": float(found["final_special_contribution"]) if has_pay else 0.0}
