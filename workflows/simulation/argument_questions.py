"""What the argument sheet asks; what is left empty is an assumption, or is not counted."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from workflows.questions.base import Money, Number, Questions, Share, Whole, asks
from workflows.simulation.questions import MOST

Item = Literal["administration", "guarantee", "advance", "insurance", "defence", "advice"]


def _listed(value):
    """A list also comes as text: "administration; advice"."""
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


class ArgumentQuestions(Questions):
    """A member's own figures for a year. Money is EUR a year excluding VAT, shares are fractions.

    `market_quote`: what another provider asks; `market_includes`: what its offer holds.
    """

    page: ClassVar[str] = "argument"
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ("year",)

    reader: Literal["oneself", "client"] = asks("oneself", "", "argument")
    year: Annotated[Literal[2024, 2025, 2026], Whole] = asks(2026, "year", "argument", digits=0)
    turnover: Money = asks(24_000.0, "EUR/year", "argument", ge=0, le=MOST, slider_to=120_000.0)
    client_days: Number | None = asks(None, "days", "argument", digits=0, ge=0, le=365)
    loss_share: Share | None = asks(None, "share", "argument", digits=4, ge=0, le=0.5)
    financing_rate: Share | None = asks(None, "share", "argument", digits=4, ge=0, le=0.3)
    hours_saved: Number | None = asks(None, "hours/year", "used", digits=1, ge=0, le=3_000)
    hour_value: Money | None = asks(None, "EUR/hour", "used", ge=0, le=500)
    advice_hours: Number | None = asks(None, "hours/year", "used", digits=1, ge=0, le=3_000)
    advice_hour_value: Money | None = asks(None, "EUR/hour", "used", ge=0, le=500)
    market_quote: Money | None = asks(None, "EUR/year", "market", ge=0, le=MOST)
    market_includes: Annotated[tuple[Item, ...], BeforeValidator(_listed)] = asks(
        ("administration",), "choices", "market", max_length=6)
