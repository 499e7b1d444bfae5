"""What the page about the contribution asks: the reform, one member, the population it is tried on."""

from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import model_validator

from workflows.questions.base import Count, Money, MoneyList, Questions, RatePairs, Share, asks, refusal
from workflows.questions.column import LONGEST, AmountColumn

MOST, HIGHEST = 500_000.0, 0.5
"""Largest turnover of one member, EUR a year, and highest rate that is looked at."""


class FeeReformQuestions(Questions):
    """A reform of the contribution. Money is EUR a year excluding VAT, shares are fractions.

    Left empty, `rate` is today's; a `cap` of 0 is none. `tiers` are (up to this turnover, rate) and take the place of
    `rate`; the last rate goes on above. `packs` are (price a year, share of the members who take it), `basket` the
    prices that one member pays. `purchases` says whether purchases made for a client stay in the base; they are
    `purchases_share` of the turnover.

    >>> FeeReformQuestions(tiers="25.000/6,5 %; 50.000/5 %").tiers
    ((25000.0, 0.065), (50000.0, 0.05))
    """

    page: ClassVar[str] = "fee_reform"
    version: ClassVar[int] = 1

    rate: Share | None = asks(None, "share", "reform", digits=4, ge=0, le=HIGHEST)
    cap: Money = asks(3_250.0, "EUR/year", "reform", ge=0, le=MOST)
    floor: Money | None = asks(None, "EUR/year", "reform", ge=0, le=MOST)
    tiers: RatePairs = asks((), "EUR/share", "reform", max_length=20)
    packs: RatePairs = asks((), "EUR/share", "packs", max_length=20)
    basket: MoneyList = asks((), "EUR", "packs", max_length=20)
    purchases: Literal["in", "out"] = asks("in", "", "purchases")
    purchases_share: Share | None = asks(None, "share", "purchases", digits=4, ge=0, le=1)
    turnover: Money = asks(60_000.0, "EUR/year", "member", ge=0, le=MOST, slider_to=150_000.0)
    turnovers: AmountColumn = asks((), "EUR/list", "population")
    members: Count | None = asks(None, "members", "population", digits=0, ge=1, le=LONGEST)
    mean: Money | None = asks(None, "EUR/year", "population", ge=1, le=MOST)
    gini: Share | None = asks(None, "share", "population", digits=4, ge=0.01, le=0.95)
    seed: Count = asks(2015, "number", "population", digits=0, ge=0, le=2**31)

    @model_validator(mode="after")
    def _fits_together(self):
        if self.tiers and self.rate is not None:
            raise refusal("tiers", "rate_or_tiers")
        limits = [upto for upto, _ in self.tiers]
        if any(low >= high for low, high in pairwise([0.0, *limits])):
            raise refusal("tiers", "tiers_rise")
        if any(not 0 <= rate <= HIGHEST for _, rate in self.tiers):
            raise refusal("tiers", "tier_rate", most=HIGHEST)
        if self.floor is not None and self.cap and self.floor > self.cap:
            raise refusal("floor", "floor_above_cap", cap=self.cap)
        if any(price < 0 or not 0 <= share <= 1 for price, share in self.packs):
            raise refusal("packs", "pack")
        if self.turnovers and not sum(self.turnovers):
            raise refusal("turnovers", "all_zero")
        return self
