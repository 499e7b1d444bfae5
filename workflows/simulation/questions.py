"""What the simulation asks. Left empty, a figure of `data/cooperative/assumptions.yaml` is used and said."""

from typing import Annotated, ClassVar, Literal

from pydantic import model_validator

from workflows.law.municipalities import UnknownMunicipality, rate_of
from workflows.questions.base import (
    Count,
    Money,
    MoneyList,
    MoneyPairs,
    Number,
    Questions,
    Share,
    Text,
    Whole,
    asks,
    refusal,
)

MOST = 500_000.0
"""Largest turnover that the simulation looks at, EUR a year."""

Situation = Literal["job", "benefits", "studies", "pension", "assisting", "none"]
Household = Literal["single", "couple_one_income", "couple_two_incomes"]
Region = Literal["brussels", "flanders", "wallonia"]
Other = Literal["self_employed", "starter", "complementary", "student", "pensioner", "assisting_spouse", "company",
                "association", "amateur"]
YesNo = Literal["no", "yes"]


class SimulationQuestions(Questions):
    """One person's situation for a year. Money is EUR a year excluding VAT, shares are fractions.

    >>> SimulationQuestions(turnover="48.000,50").turnover
    48000.5
    """

    page: ClassVar[str] = "simulation"
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ("year",)

    situation: Situation | None = asks(None, "", "situation")
    job_gross: Money | None = asks(None, "EUR/year", "situation", ge=0, le=MOST)
    compare_with: Other | None = asks(None, "", "aims")
    daily_benefit: Money | None = asks(None, "EUR/day", "benefits", ge=0, le=500)
    benefit_days: Number | None = asks(None, "days/year", "benefits", digits=1, ge=0, le=312)
    lost_benefit_days: Number | None = asks(None, "days/year", "benefits", digits=1, ge=0, le=312)
    year: Annotated[Literal[2024, 2025, 2026], Whole] = asks(2026, "year", "activity", digits=0)
    kind: Literal["employee", "artist", "performer"] = asks("employee", "", "activity")
    committee: Literal["other", "jc337"] = asks("other", "", "activity")
    turnover: Money = asks(24_000.0, "EUR/year", "activity", ge=0, le=MOST, slider_to=120_000.0)
    turnover_by_month: MoneyList = asks((), "EUR/month", "activity")
    days: Number = asks(110.0, "days/year", "activity", digits=1, ge=0, le=366)
    expenses: Money | None = asks(None, "EUR/year", "activity", ge=0, le=MOST)
    private_share: Share = asks(0.0, "share", "activity", digits=4, ge=0, le=1)
    same_price: Literal["including_vat", "excluding_vat"] = asks("including_vat", "", "activity")
    copyright_share: Share = asks(0.0, "share", "activity", digits=4, ge=0, le=1)
    household: Household = asks("single", "", "family")
    partner_net: Money | None = asks(None, "EUR/year", "family", ge=0, le=MOST)
    children: Count = asks(0, "children", "family", digits=0, ge=0, le=20)
    young_children: Count = asks(0, "children", "family", digits=0, ge=0, le=20)
    shared_children: Count = asks(0, "children", "family", digits=0, ge=0, le=20)
    disabled_children: Count = asks(0, "children", "family", digits=0, ge=0, le=20)
    other_dependants: Count = asks(0, "people", "family", digits=0, ge=0, le=20)
    disabled: YesNo = asks("no", "", "family")
    region: Region | None = asks(None, "", "family")
    municipality: Text | None = asks(None, "text", "family", max_length=80)
    municipal_rate: Share | None = asks(None, "share", "family", digits=4, ge=0, le=0.15)
    own_costs: Money | None = asks(None, "EUR/year", "self_employed", ge=0, le=MOST)
    purchases: Money = asks(0.0, "EUR/year", "self_employed", ge=0, le=MOST)
    fund_fee: Share | None = asks(None, "share", "self_employed", digits=4, ge=0, le=0.1)
    costs_scale: Literal["trade", "liberal"] = asks("trade", "", "self_employed")
    voluntary_pension_share: Share = asks(0.0, "share", "self_employed", digits=4, ge=0, le=1)
    advance_payments_share: Share = asks(1.0, "share", "self_employed", digits=4, ge=0, le=1)
    first_time: YesNo = asks("no", "", "self_employed")
    company_salary: Money | None = asks(None, "EUR/year", "company", ge=0, le=MOST)
    company_costs: Money | None = asks(None, "EUR/year", "company", ge=0, le=MOST)
    company_starter: YesNo = asks("no", "", "company")
    exit_route: Literal["vvprbis", "liquidation_reserve", "ordinary"] = asks("vvprbis", "", "company")
    association_costs: Money | None = asks(None, "EUR/year", "company", ge=0, le=MOST)
    coefficient: Number | None = asks(None, "ratio", "assumptions", digits=4, ge=1, le=2.5)
    contracts: MoneyPairs = asks((), "EUR/EUR", "assumptions", max_length=50)
    admin_hours_cooperative: Number | None = asks(None, "hours/year", "assumptions", digits=1, ge=0, le=3000)
    admin_hours_self_employed: Number | None = asks(None, "hours/year", "assumptions", digits=1, ge=0, le=3000)
    admin_hour_value: Money | None = asks(None, "EUR/hour", "assumptions", ge=0, le=500)
    hold: Literal["days", "day_rate"] = asks("days", "", "assumptions")
    remuneration_raised: YesNo = asks("no", "", "doubts")
    copyright_lump_sums_ended: YesNo = asks("no", "", "doubts")
    tax_reform_applies: YesNo = asks("no", "", "doubts")
    fiscal_bonus_raised: YesNo = asks("no", "", "doubts")
    exempt_amounts_apart: YesNo = asks("no", "", "doubts")
    wanted_net: Money | None = asks(None, "EUR net/month", "aims", ge=0, le=MOST / 12)
    last_months: MoneyList = asks((), "EUR/month", "aims")
    last_month: Count = asks(12, "month of the year", "aims", digits=0, ge=1, le=12)

    @model_validator(mode="after")
    def _fits_together(self):
        if self.turnover_by_month and len(self.turnover_by_month) != 12:
            raise refusal("turnover_by_month", "twelve_months", count=len(self.turnover_by_month))
        if self.turnover_by_month and sum(self.turnover_by_month) > MOST:
            raise refusal("turnover_by_month", "less_than_equal", le=MOST)
        if self.turnover_by_month and "turnover" in self.model_fields_set and \
                abs(self.turnover - sum(self.turnover_by_month)) > 0.005:
            raise refusal("turnover", "not_the_sum", total=round(sum(self.turnover_by_month), 2))
        if self.expenses is not None and self.purchases > self.expenses:
            raise refusal("purchases", "more_than_expenses", expenses=self.expenses)
        if self.partner_net is not None and self.household != "couple_two_incomes":
            raise refusal("partner_net", "only_two_incomes")
        if self.job_gross is not None and self.situation not in (None, "job"):
            raise refusal("job_gross", "only_with_job")
        for name in ("daily_benefit", "benefit_days", "lost_benefit_days"):
            if getattr(self, name) is not None and self.situation not in (None, "benefits"):
                raise refusal(name, "only_with_benefits")
        for among in ("young_children", "shared_children", "disabled_children"):
            if getattr(self, among) > self.children:
                raise refusal(among, "more_than_children", children=self.children)
        if self.municipality:
            try:
                rate_of(self.municipality, self.year)
            except UnknownMunicipality as unknown:
                raise refusal("municipality", "unknown_municipality", close=", ".join(unknown.close) or "–") from None
        if self.last_months and len(self.last_months) != 12:
            raise refusal("last_months", "twelve_months", count=len(self.last_months))
        for budget, gross in self.contracts:
            if not 0 < gross <= budget <= 2.5 * gross:
                raise refusal("contracts", "contract", budget=budget, gross=gross)
        return self

    @property
    def turnover_of_year(self) -> float:
        """The turnover of the year: the months where they were typed."""
        return round(sum(self.turnover_by_month), 2) if self.turnover_by_month else self.turnover
