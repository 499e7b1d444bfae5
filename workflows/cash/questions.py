"""What the cash flow page asks. Left empty, a figure of `data/cooperative/assumptions.yaml` is used and said."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from workflows.questions.base import Count, Money, MoneyList, MoneyPairs, Number, Questions, Share, Whole, asks, refusal
from workflows.questions.column import AmountColumn
from workflows.simulation.questions import MOST, Household, Region

Way = Literal["cooperative", "cooperative_unguaranteed", "self_employed", "complementary"]
"""The cooperative, the cooperative if it paid only when clients do, and the ways as self-employed."""

Season = Literal["even", "summer", "school", "year_end"]
MonthNumbers = Annotated[tuple[Annotated[Count, Field(ge=1, le=12)], ...], MoneyList.__metadata__[0]]
MOST_CLIENTS, WEEKS_OF_YEAR = 10, 52


class CashFlowQuestions(Questions):
    """The money of an activity, month by month. Money is EUR excluding VAT, shares are fractions, months count from 1.

    >>> CashFlowQuestions(clients="70/90; 30/30").clients
    ((70.0, 90.0), (30.0, 30.0))
    """

    page: ClassVar[str] = "cash_flow"
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ("year",)

    way: Way = asks("cooperative", "", "activity")
    turnover: Money = asks(24_000.0, "EUR/year", "activity", ge=0, le=MOST, slider_to=120_000.0)
    draw: Money = asks(1_000.0, "EUR", "activity", ge=0, le=MOST, slider_to=6_000.0)
    start_balance: Money = asks(1_500.0, "EUR", "activity", ge=-MOST, le=MOST)
    months: Annotated[Literal[12, 24, 36], Whole] = asks(12, "months", "activity", digits=0)

    turnover_season: Season = asks("even", "", "rhythm")
    turnover_by_month: MoneyList = asks((), "EUR/month", "rhythm")
    turnover_list: AmountColumn = asks((), "EUR/list", "rhythm")
    first_month: Count = asks(1, "month", "rhythm", digits=0, ge=1, le=12)
    year: Annotated[Literal[2024, 2025, 2026], Whole] = asks(2026, "year", "rhythm", digits=0)

    payment_days: Number | None = asks(None, "days", "clients", digits=0, ge=0, le=365)
    clients: MoneyPairs = asks((), "part/days", "clients", max_length=MOST_CLIENTS)

    expenses: Money | None = asks(None, "EUR/year", "spending", ge=0, le=MOST)
    expenses_season: Season = asks("even", "", "spending")
    expenses_by_month: MoneyList = asks((), "EUR/month", "spending")
    lumps: MoneyPairs = asks((), "EUR/month number", "spending", max_length=50)
    leasing: Money = asks(0.0, "EUR", "spending", ge=0, le=MOST)
    leasing_from: Count = asks(1, "month", "spending", digits=0, ge=1, le=36)
    leasing_months: Count = asks(36, "months", "spending", digits=0, ge=1, le=36)

    advance: Money = asks(0.0, "EUR", "advance", ge=0, le=MOST)
    advance_month: Count = asks(1, "month", "advance", digits=0, ge=1, le=36)
    advance_back_from: Count | None = asks(None, "month", "advance", digits=0, ge=2, le=36)
    advance_months: Count = asks(1, "months", "advance", digits=0, ge=1, le=36)

    weeks_off: Number = asks(0.0, "weeks/year", "weeks", digits=1, ge=0, le=WEEKS_OF_YEAR)
    weeks_off_in: MonthNumbers = asks((), "month numbers", "weeks", max_length=12)

    situation: Literal["none", "job"] = asks("none", "", "person")
    job_gross: Money | None = asks(None, "EUR/year", "person", ge=0, le=MOST)
    kind: Literal["employee", "artist"] = asks("employee", "", "person")
    days: Number = asks(110.0, "days/year", "person", digits=1, ge=0, le=366)
    household: Household = asks("single", "", "person")
    children: Count = asks(0, "children", "person", digits=0, ge=0, le=20)
    region: Region | None = asks(None, "", "person")
    contributions: Money | None = asks(None, "EUR/year", "person", ge=0, le=MOST)
    tax_bill: Money | None = asks(None, "EUR/year", "person", ge=0, le=MOST)
    tax_month: Count | None = asks(None, "month", "person", digits=0, ge=1, le=12)

    variation: Share | None = asks(None, "share", "chance", digits=4, ge=0, le=2)
    default_chance: Share | None = asks(None, "share", "chance", digits=4, ge=0, le=0.99)
    confidence: Share = asks(0.9, "share", "chance", digits=4, ge=0.5, le=0.999)
    revised_share: Share | None = asks(None, "share", "chance", digits=4, ge=0.0001, le=1)
    revised_floor: Money | None = asks(None, "EUR", "chance", ge=0, le=MOST)
    revised_cap: Money | None = asks(None, "EUR", "chance", ge=0, le=MOST)
    paths: Count = asks(10_000, "paths", "chance", digits=0, ge=100, le=20_000)
    seed: Count = asks(1, "seed", "chance", digits=0, ge=0, le=999_999)

    @model_validator(mode="after")
    def _fits_together(self):
        for name in ("turnover_by_month", "expenses_by_month"):
            months = getattr(self, name)
            if months and len(months) != 12:
                raise refusal(name, "twelve_months", count=len(months))
            if sum(months) > MOST:
                raise refusal(name, "less_than_equal", le=MOST)
        if self.turnover_list and len(self.turnover_list) != self.months:
            raise refusal("turnover_list", "months_of_plan", count=len(self.turnover_list), months=self.months)
        if sum(self.turnover_list) * 12 > MOST * self.months:
            raise refusal("turnover_list", "less_than_equal", le=MOST * self.months / 12)
        for part, days in self.clients:
            if part <= 0 or not 0 <= days <= 365:
                raise refusal("clients", "client", part=f"{part:g}", days=f"{days:g}")
        for amount, month in self.lumps:
            if abs(amount) > MOST or month not in range(1, 37):
                raise refusal("lumps", "lump", amount=f"{amount:g}", month=f"{month:g}")
        if self.weeks_off > self.weeks_possible + 0.005:
            raise refusal("weeks_off", "weeks_off", most=self.weeks_possible)
        if self.advance_back_from is not None and self.advance_back_from <= self.advance_month:
            raise refusal("advance_back_from", "back_before_advance", month=self.advance_month)
        if self.job_gross is not None and self.situation != "job":
            raise refusal("job_gross", "only_with_job")
        if self.revised_floor is not None and self.revised_cap is not None and self.revised_floor > self.revised_cap:
            raise refusal("revised_floor", "floor_over_cap", cap=self.revised_cap)
        return self

    @property
    def weeks_possible(self) -> float:
        """The weeks there are in the months named for leave, or in the year."""
        return round((len(set(self.weeks_off_in)) or 12) * WEEKS_OF_YEAR / 12, 1)

    @property
    def turnover_of_year(self) -> float:
        """The turnover of a year without weeks off: an average year of the list, or the months, where they were typed."""
        if self.turnover_list:
            return round(sum(self.turnover_list) * 12 / self.months, 2)
        return round(sum(self.turnover_by_month), 2) if self.turnover_by_month else self.turnover
