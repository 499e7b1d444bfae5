"""A person's questions with every gap filled from the assumptions, each of them kept to be shown."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from workflows.law.parameters import Figure, Shelf
from workflows.simulation.questions import SimulationQuestions

REGIONS = {None: 0, "brussels": 1, "flanders": 2, "wallonia": 3}


@dataclass(frozen=True)
class Assumption:
    """What was supposed because nothing was typed: the parameter, its value and the figure it comes from."""

    name: str
    value: float
    figure: Figure


@dataclass(frozen=True)
class Setting:
    """Questions, the shelf of law they are answered with, and what had to be supposed."""

    questions: SimulationQuestions
    shelf: Shelf

    @cached_property
    def day(self) -> date:
        """Yearly figures are those of the last day of the income year."""
        return date(self.questions.year, 12, 31)

    def _assumed(self, name: str) -> float:
        return self.shelf[name].on(self.day).value

    def _or(self, typed: float | None, name: str) -> float:
        return self._assumed(name) if typed is None else typed

    @cached_property
    def coefficients(self) -> tuple[float, float, float]:
        """Coefficient from employment budget to gross: default, low, high. Typed or calibrated ones narrow the band."""
        q = self.questions
        if q.coefficient is not None:
            return (q.coefficient,) * 3
        if q.contracts:
            ratios = [budget / gross for budget, gross in q.contracts]
            overall = sum(budget for budget, _ in q.contracts) / sum(gross for _, gross in q.contracts)
            return overall, min(ratios), max(ratios)
        return (self._assumed(f"employment_coefficient_{q.kind}"), self._assumed("employment_coefficient_low"),
                self._assumed("employment_coefficient_high"))

    @cached_property
    def assumed_expenses(self) -> float:
        """What the expenses are taken for when none were typed."""
        return round(self.questions.turnover_of_year * self._assumed("expenses_share"), 2)

    @cached_property
    def expenses(self) -> float:
        return self.assumed_expenses if self.questions.expenses is None else self.questions.expenses

    @cached_property
    def own_costs(self) -> float:
        return self._or(self.questions.own_costs, "own_costs")

    @cached_property
    def job_gross(self) -> float:
        return self._or(self.questions.job_gross, "side_job_gross") if self.questions.situation == "job" else 0.0

    @cached_property
    def partner_income(self) -> float:
        two = self.questions.household == "couple_two_incomes"
        return self._or(self.questions.partner_net, "partner_net_income") if two else 0.0

    @cached_property
    def month_shares(self) -> tuple[float, ...]:
        """Each month's part of the year's turnover; equal months where none were typed."""
        months = self.questions.turnover_by_month
        total = sum(months)
        return tuple(amount / total for amount in months) if total else (1 / 12,) * 12

    @cached_property
    def given(self) -> dict[str, Any]:
        """Inputs of the rules that do not move with the turnover."""
        q = self.questions
        given = {"at_108": q.kind == "artist", "by_hour": False, "has_partner": q.household != "single",
                 "partner_has_income": q.household == "couple_two_incomes", "children": q.children, "disabled": False,
                 "region": REGIONS[q.region], "partner_taxable_income": self.partner_income, "disabled_children": 0,
                 "shared_children": 0, "young_children": 0, "other_dependants": 0, "liberal": False, "performer": False}
        if q.municipal_rate is not None:
            given["municipal_rate"] = q.municipal_rate
        if q.fund_fee is not None:
            given["fund_fee"] = q.fund_fee
        return given

    @cached_property
    def own_time(self) -> dict[str, float | None]:
        """Own administration time in money, by way; None where hours or their value were not typed."""
        q = self.questions

        def worth(hours):
            return None if hours is None or q.admin_hour_value is None else round(hours * q.admin_hour_value, 2)

        by_hand = worth(q.admin_hours_self_employed)
        return {"cooperative": worth(q.admin_hours_cooperative), "self_employed": by_hand, "complementary": by_hand}

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was supposed, in the order of the form."""
        q, names = self.questions, []
        if q.situation == "job" and q.job_gross is None:
            names.append("side_job_gross")
        if q.expenses is None:
            names.append("expenses_share")
        if q.household == "couple_two_incomes" and q.partner_net is None:
            names.append("partner_net_income")
        if q.municipal_rate is None:
            names.append(f"municipal_rate_{q.region or 'unknown'}")
        if q.own_costs is None:
            names.append("own_costs")
        if q.fund_fee is None:
            names.append("fund_fee")
        if q.coefficient is None and not q.contracts:
            names += [f"employment_coefficient_{q.kind}", "employment_coefficient_low", "employment_coefficient_high"]
        figures = ((name, self.shelf[name].on(self.day)) for name in (*names, "full_time_days_per_year"))
        return tuple(Assumption(name, figure.value, figure) for name, figure in figures)
