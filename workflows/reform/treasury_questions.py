"""What the page about the treasury asks: when members are paid, when clients pay, how the year is spread."""

from typing import ClassVar

from pydantic import model_validator

from workflows.questions.base import Count, Money, MoneyList, Questions, RatePairs, Share, asks, refusal

LONGEST_TERM = 365
"""Days after which an unpaid invoice is no question of treasury any more."""


class TreasuryQuestions(Questions):
    """Days are those of the calendar. `terms`: (days until clients pay, share of the turnover); together 100 %.

    `season`: a weight for each month, in any unit; none for an even year. What is left empty is assumed.

    >>> TreasuryQuestions(terms="30/50 %; 90/50 %").terms
    ((30.0, 0.5), (90.0, 0.5))
    """

    page: ClassVar[str] = "treasury"
    version: ClassVar[int] = 1

    pay_days: Count | None = asks(None, "days", "payment", digits=0, ge=0, le=LONGEST_TERM)
    terms: RatePairs = asks((), "days/share", "payment", max_length=20)
    turnover: Money | None = asks(None, "EUR/year", "payment", ge=1, le=10_000_000_000.0)
    season: MoneyList = asks((), "weight/month", "season")
    fee: Share | None = asks(None, "share", "cost", digits=4, ge=0, le=0.5)
    cost_of_money: Share | None = asks(None, "share", "cost", digits=4, ge=0, le=0.5)

    @model_validator(mode="after")
    def _fits_together(self):
        if any(days != int(days) or not 0 <= days <= LONGEST_TERM for days, _ in self.terms):
            raise refusal("terms", "term_days", most=str(LONGEST_TERM))
        if any(not 0 <= share <= 1 for _, share in self.terms) or \
                (self.terms and abs(sum(share for _, share in self.terms) - 1) > 1e-6):
            raise refusal("terms", "shares_sum", percent=f"{100 * sum(share for _, share in self.terms):.10g}")
        if self.season and len(self.season) != 12:
            raise refusal("season", "twelve_months", count=len(self.season))
        if self.season and not sum(self.season):
            raise refusal("season", "all_zero")
        return self
