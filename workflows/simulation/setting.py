"""A person's questions with every gap filled from the assumptions, each of them kept to be shown."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from workflows.law.money import cents
from workflows.law.municipalities import rate_of
from workflows.law.parameters import Figure, Shelf
from workflows.simulation.questions import SimulationQuestions

REGIONS = {None: 0, "brussels": 1, "flanders": 2, "wallonia": 3}
EXITS = {"ordinary": 0, "vvprbis": 1, "liquidation_reserve": 2}
_ON_ONES_OWN = ("self_employed", "starter", "company", "association")
OPEN = {
    None: _ON_ONES_OWN, "none": _ON_ONES_OWN, "benefits": _ON_ONES_OWN, "job": ("complementary", "association"),
    "studies": ("student", "association"), "pension": ("pensioner", "association"),
    "assisting": ("assisting_spouse", "association")}
"""By what stands beside the activity: the ways that are open besides the cooperative, first the one to compare it with."""


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
    def open_ways(self) -> tuple[str, ...]:
        """The ways that are open to this person besides the cooperative; a starter is one only the first time."""
        q = self.questions
        ways = [way for way in OPEN[q.situation] if way != "starter" or q.first_time == "yes"]
        return (*ways, "amateur") if q.kind != "employee" else tuple(ways)

    @cached_property
    def alternative(self) -> str:
        """What the cooperative is compared with: the way that was asked for, else the first one that is open."""
        return self.questions.compare_with or self.open_ways[0]

    @cached_property
    def day(self) -> date:
        """Yearly figures are those of the last day of the income year."""
        return date(self.questions.year, 12, 31)

    def assumed(self, name: str) -> float:
        """The assumption of that name in the income year."""
        return self.shelf[name].on(self.day).value

    def _or(self, typed: float | None, name: str) -> float:
        return self.assumed(name) if typed is None else typed

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
        return (self.assumed(self.coefficient_name), self.assumed("employment_coefficient_low"),
                self.assumed("employment_coefficient_high"))

    @cached_property
    def coefficient_name(self) -> str:
        """The assumption that stands for an untyped coefficient."""
        return f"employment_coefficient_{'employee' if self.questions.kind == 'employee' else 'artist'}"

    @cached_property
    def assumed_expenses(self) -> float:
        """What the expenses are taken for when none were typed."""
        return float(cents(self.questions.turnover_of_year * self.assumed("expenses_share")))

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
    def municipal_rate(self) -> float | None:
        """The rate that was typed, else that of the municipality that was named, else None: the region's average."""
        q = self.questions
        if q.municipal_rate is not None or not q.municipality:
            return q.municipal_rate
        return rate_of(q.municipality, q.year)

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
        given = {"at_108": q.kind != "employee", "performer": q.kind == "performer", "by_hour": False,
                 "under_committee_337": q.committee == "jc337" and q.kind == "employee",
                 "has_partner": q.household != "single", "partner_has_income": q.household == "couple_two_incomes",
                 "children": q.children, "young_children": q.young_children, "shared_children": q.shared_children,
                 "disabled_children": q.disabled_children, "other_dependants": q.other_dependants,
                 "disabled": q.disabled == "yes", "region": REGIONS[q.region],
                 "partner_taxable_income": self.partner_income, "copyright_share": q.copyright_share,
                 "copyright_lump_sums_ended": q.copyright_lump_sums_ended == "yes",
                 "daily_benefit": q.daily_benefit or 0.0 if q.situation == "benefits" else 0.0,
                 "benefit_days": q.benefit_days or 0.0 if q.situation == "benefits" else 0.0}
        if self.municipal_rate is not None:
            given["municipal_rate"] = self.municipal_rate
        if q.fiscal_bonus_raised == "yes":
            given |= {f"fiscal_work_bonus_rate_{part}": self.assumed(f"fiscal_work_bonus_raised_rate_{part}")
                      for part in "ab"}
        if q.exempt_amounts_apart == "yes":
            given["exempt_amounts_shared"] = False
        return given | self._alone | self._company

    @cached_property
    def _alone(self) -> dict[str, Any]:
        """What only the statuses of the self-employed are given."""
        q = self.questions
        typed = {} if q.fund_fee is None else {"fund_fee": q.fund_fee}
        return typed | {
            "own_costs": self.own_costs, "private_share": q.private_share if q.same_price == "including_vat" else 0.0,
            "liberal": q.costs_scale == "liberal", "voluntary_pension_share": q.voluntary_pension_share,
            "advance_payments_share": q.advance_payments_share, "first_three_years": q.first_time == "yes",
            "tax_reform_applies": q.tax_reform_applies == "yes"}

    @cached_property
    def _company(self) -> dict[str, Any]:
        """What only a company or an association is given."""
        q = self.questions
        given = {"company_costs": self._or(q.company_costs, "company_yearly_costs"),
                 "company_starter": q.company_starter == "yes", "exit_route": EXITS[q.exit_route],
                 "remuneration_raised": q.remuneration_raised == "yes"}
        return given if q.company_salary is None else given | {"company_salary": q.company_salary}

    @cached_property
    def association_costs(self) -> float:
        return self._or(self.questions.association_costs, "association_accountant_costs")

    def own_time(self, way: str) -> float | None:
        """Own administration time in money; None where the way's hours or their value were not typed."""
        q = self.questions
        hours = q.admin_hours_cooperative if way == "cooperative" else q.admin_hours_self_employed
        return None if hours is None or q.admin_hour_value is None else float(cents(hours * q.admin_hour_value))

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was supposed, in the order of the form."""
        q, names, shown = self.questions, [], {*self.open_ways, self.alternative}
        for name, supposed in (
                ("side_job_gross", q.situation == "job" and q.job_gross is None), ("expenses_share", q.expenses is None),
                ("partner_net_income", q.household == "couple_two_incomes" and q.partner_net is None),
                (f"municipal_rate_{q.region or 'unknown'}", self.municipal_rate is None),
                ("own_costs", q.own_costs is None), ("fund_fee", q.fund_fee is None),
                ("company_yearly_costs", "company" in shown and q.company_costs is None),
                ("company_salary_share", "company" in shown and q.company_salary is None),
                ("association_accountant_costs", "association" in shown and q.association_costs is None),
                ("association_coefficient", "association" in shown)):
            names += [name] if supposed else []
        if q.coefficient is None and not q.contracts:
            names += [self.coefficient_name, "employment_coefficient_low", "employment_coefficient_high"]
        figures = ((name, self.shelf[name].on(self.day)) for name in (*names, "full_time_days_per_year"))
        return tuple(Assumption(name, figure.value, figure) for name, figure in figures)
