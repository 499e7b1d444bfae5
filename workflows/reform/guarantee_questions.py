"""What the page about the guarantee fund asks: what clients owe, how often they fail, how bad a year it must bear."""

from typing import ClassVar

from pydantic import model_validator

from workflows.questions.base import Count, Money, Number, Questions, Share, asks, refusal
from workflows.questions.column import LONGEST, AmountColumn

MOST = 10_000_000_000.0
"""Largest amount owed in all, EUR."""


class GuaranteeFundQuestions(Questions):
    """Amounts are EUR at one moment, shares are fractions, rates of a year. What is left empty is assumed.

    `limit`: what one client may owe at most; more is not advanced. `fund`: what the fund holds. `level`: the share of
    years that the fund has to get through.

    >>> GuaranteeFundQuestions(level="99,5 %").level
    0.995
    """

    page: ClassVar[str] = "guarantee_fund"
    version: ClassVar[int] = 1

    level: Share = asks(0.99, "share", "fund", digits=3, ge=0.5, le=0.999)
    fund: Money | None = asks(None, "EUR", "fund", ge=0, le=MOST)
    limit: Money | None = asks(None, "EUR", "fund", ge=1, le=MOST)
    exposures: AmountColumn = asks((), "EUR/list", "clients")
    clients: Count | None = asks(None, "clients", "clients", digits=0, ge=1, le=LONGEST)
    owed: Money | None = asks(None, "EUR", "clients", ge=1, le=MOST)
    shape: Number | None = asks(None, "ratio", "clients", digits=2, ge=1.01, le=20)
    default_rate: Share | None = asks(None, "share", "risk", digits=4, ge=0.0001, le=0.5)
    loss: Share | None = asks(None, "share", "risk", digits=4, ge=0.01, le=1)
    correlation: Share | None = asks(None, "share", "risk", digits=4, ge=0, le=0.9)
    years: Count = asks(5_000, "years", "draw", digits=0, ge=1_000, le=50_000)
    seed: Count = asks(1, "number", "draw", digits=0, ge=0, le=2**31)

    @model_validator(mode="after")
    def _fits_together(self):
        if self.exposures and not sum(self.exposures):
            raise refusal("exposures", "all_zero")
        return self
