"""What the page `services_audit` asks: when the audit began, for which purpose, and what was said of each service."""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from workflows.questions.base import Count, Number, Questions, Share, asks, refusal
from workflows.questions.days import Day
from workflows.questions.records import checked, records_of
from workflows.services.register import register
from workflows.services.search import find
from workflows.words.typed import NotANumber, folded, read_decimal

OPTIONS = ("develop", "keep", "partner", "stop")
"""What somebody may propose for a service. The software proposes none."""

_SAID = {"develop": ("develop", "developper", "ontwikkelen"), "keep": ("keep", "garder", "houden"),
         "partner": ("partner", "partenaire", "uitbesteden"), "stop": ("stop", "arreter", "stoppen"), "": ("", "-", "?")}


@dataclass(frozen=True)
class Rating:
    """What one person said of a service in a period; `rating` is None where only words were written."""

    service: str
    period: str
    rating: int | None
    comment: str


@dataclass(frozen=True)
class Decision:
    """The sheet of a service. `users`: people a year; `cost`: EUR a year; `option` is "" while nobody chose."""

    service: str
    users: int | None
    cost: float | None
    option: str
    author: str
    alternatives: str


Ratings = Annotated[tuple[tuple[str, str, str, str], ...], BeforeValidator(lambda said: records_of(said, 4))]
Decisions = Annotated[tuple[tuple[str, str, str, str, str, str], ...], BeforeValidator(lambda said: records_of(said, 6))]


class AuditQuestions(Questions):
    """`ratings`: service; period; rating; comment. `decisions`: service; users; cost; option; author; alternatives.

    >>> AuditQuestions(ratings="van; 2026-1; 4; Prompt").rated()[0].rating
    4
    """

    page: ClassVar[str] = "services_audit"
    version: ClassVar[int] = 1

    start: Day | None = asks(None, "day", "plan")
    lens: Literal["employment", "activity"] = asks("employment", "", "plan")
    ratings: Ratings = asks((), "records", "said")
    decisions: Decisions = asks((), "records", "said")
    important_from: Share | None = asks(None, "share", "map", digits=1, ge=0.01, le=1)
    good_from: Number = asks(3.0, "points", "map", digits=1, ge=1, le=5)
    answered: Count | None = asks(None, "number", "map", digits=0, ge=1, le=1_000_000)

    @model_validator(mode="after")
    def _fits_together(self):
        self.rated()
        self.decided()
        return self

    def rated(self) -> tuple[Rating, ...]:
        """The ratings as records."""
        return checked(self.ratings, "ratings", 4, _rating)

    def decided(self) -> dict[str, Decision]:
        """The sheets by service; a later row of a service stands in place of an earlier one."""
        return {one.service: one for one in checked(self.decisions, "decisions", 6, _decision)}


def _rating(row: tuple[str, ...], at: int) -> Rating:
    service, period, rating, comment = row
    scale = register()
    if not re.fullmatch(r"(19|20)\d\d(-[1-4])?", period):
        raise refusal("ratings", "records_period", row=at, part=period[:40])
    if rating and not (rating.isdecimal() and rating.isascii() and scale.lowest <= int(rating[:9]) <= scale.highest):
        raise refusal("ratings", "records_scale", row=at, part=rating[:40], low=scale.lowest, high=scale.highest)
    if not rating and not comment:
        raise refusal("ratings", "records_empty", row=at)
    return Rating(_service(service, "ratings", at), period, int(rating) if rating else None, comment)


def _decision(row: tuple[str, ...], at: int) -> Decision:
    service, users, cost, option, author, alternatives = row
    chosen = next((name for name, said in _SAID.items() if folded(option) in said), None)
    if chosen is None:
        raise refusal("decisions", "records_option", row=at, part=option[:40])
    if chosen and not author:
        raise refusal("decisions", "records_author", row=at)
    many = _amount(users, at)
    return Decision(_service(service, "decisions", at), None if many is None else int(many), _amount(cost, at), chosen,
                    author, alternatives)


def _amount(text: str, at: int) -> float | None:
    if text in ("", "?"):
        return None
    try:
        amount = float(read_decimal(text, money=True))
    except NotANumber:
        amount = -1.0
    if not 0 <= amount <= 1e9:
        raise refusal("decisions", "records_amount", row=at, part=text[:40])
    return round(amount, 2)


def _service(said: str, field: str, at: int) -> str:
    """The id of a service, from it or from its name in any language."""
    known = register().services
    if said in known:
        return said
    named = next((one.id for one in known.values() if folded(said) in map(folded, one.name.values())), None)
    if named is None:
        close = next((one.id for one in find(said)), next(iter(known)))
        raise refusal(field, "records_service", row=at, part=said[:40], close=close)
    return named
