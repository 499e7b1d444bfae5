"""What the coaching page asks: drivers of the activity, facts for the diagnosis, a first hire, a grid of skills."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from workflows.coaching.skills import Row, levels_of, rows_of
from workflows.questions.base import (
    Count,
    Money,
    MoneyList,
    Number,
    Questions,
    RatePairs,
    Share,
    Whole,
    asks,
    refusal,
)
from workflows.simulation.questions import MOST, Household, Region, YesNo

MONTHS = 36
"""A projection is so long."""

Season = Literal["even", "summer", "school", "year_end"]
MOST_DAY, MOST_MONTH, MOST_LIST = 10_000.0, 40_000.0, 100


class CoachingQuestions(Questions):
    """A member's activity today and its drivers. Money is EUR excluding VAT unless its name says otherwise.

    >>> CoachingQuestions(pipeline="5000/50 %; 3000/20 %").pipeline
    ((5000.0, 0.5), (3000.0, 0.2))
    """

    page: ClassVar[str] = "coaching"
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ("year",)

    day_rate: Money = asks(350.0, "EUR/day", "drivers", ge=0, le=MOST_DAY, slider_to=1_000.0)
    days: Number = asks(220.0, "days/year", "drivers", digits=1, ge=0, le=366)
    utilisation: Share = asks(0.5, "share", "drivers", digits=4, ge=0, le=1)
    recurring: Money = asks(0.0, "EUR", "drivers", ge=0, le=MOST_MONTH, slider_to=5_000.0)
    wanted_net: Money | None = asks(None, "EUR net/month", "drivers", ge=0, le=MOST_MONTH)

    offers: Number = asks(2.0, "offers/month", "work", digits=1, ge=0, le=100)
    conversion: Share = asks(0.3, "share", "work", digits=4, ge=0, le=1)
    order_days: Number = asks(2.0, "days/order", "work", digits=1, ge=0, le=366)
    season: Season = asks("even", "", "work")
    rise: Share = asks(0.02, "share", "work", digits=4, ge=0, le=0.5)
    fixed_costs: Money = asks(300.0, "EUR", "work", ge=0, le=MOST_MONTH)
    variable_costs: Share = asks(0.05, "share", "work", digits=4, ge=0, le=0.9)
    payment_days: Number | None = asks(None, "days", "work", digits=0, ge=0, le=365)

    own_day_rate: Money | None = asks(None, "EUR/day", "own", ge=0, le=MOST_DAY)
    own_days: Number | None = asks(None, "days/year", "own", digits=1, ge=0, le=366)
    own_utilisation: Share | None = asks(None, "share", "own", digits=4, ge=0, le=1)
    own_recurring: Money | None = asks(None, "EUR", "own", ge=0, le=MOST_MONTH)
    own_conversion: Share | None = asks(None, "share", "own", digits=4, ge=0, le=1)
    own_fixed_costs: Money | None = asks(None, "EUR", "own", ge=0, le=MOST_MONTH)

    hire_month: Count | None = asks(None, "month", "hire", digits=0, ge=1, le=MONTHS)
    hire_gross: Money | None = asks(None, "EUR", "hire", ge=0, le=MOST_MONTH)
    hire_days: Number = asks(10.0, "days/month", "hire", digits=1, ge=0, le=31)
    hire_rate: Money | None = asks(None, "EUR/day", "hire", ge=0, le=MOST_DAY)

    turnover_year: Money | None = asks(None, "EUR/year", "facts", ge=0, le=10 * MOST)
    billed_days: Number | None = asks(None, "days/year", "facts", digits=1, ge=0, le=366)
    clients: MoneyList = asks((), "EUR", "facts", max_length=MOST_LIST)
    pipeline: RatePairs = asks((), "EUR/share", "facts", max_length=MOST_LIST)
    cash: Money | None = asks(None, "EUR", "facts", ge=-MOST, le=10 * MOST)
    receivables: Money | None = asks(None, "EUR", "facts", ge=0, le=10 * MOST)
    payables: Money | None = asks(None, "EUR", "facts", ge=0, le=10 * MOST)
    real: MoneyList = asks((), "EUR", "facts", max_length=MONTHS)

    skills: Annotated[tuple[Row, ...], BeforeValidator(rows_of)] = asks((), "skills", "skills")

    year: Annotated[Literal[2024, 2025, 2026], Whole] = asks(2026, "year", "person", digits=0)
    first_month: Annotated[Count, Field(ge=1, le=12)] = asks(1, "month", "person", digits=0, ge=1, le=12)
    situation: Literal["none", "job"] = asks("none", "", "person")
    household: Household = asks("single", "", "person")
    children: Count = asks(0, "children", "person", digits=0, ge=0, le=20)
    region: Region | None = asks(None, "", "person")
    first_time: YesNo = asks("no", "", "person")

    @model_validator(mode="after")
    def _fits_together(self):
        levels_of(self.skills)
        for amount, chance in self.pipeline:
            if not (0 <= amount <= 10 * MOST and 0 <= chance <= 1):
                raise refusal("pipeline", "coaching_pipeline", amount=f"{amount:g}", chance=f"{chance:g}")
        return self
