"""The brochure: every service of the register exactly once, as the page `brochure` shows it and as a printed booklet."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from workflows.law.explain import Use
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.questions.base import Questions, asks
from workflows.questions.days import Day
from workflows.report.envelope import envelope
from workflows.services.register import Register, register
from workflows.services.search import guide

Shown = Literal["yes", "no"]
FamilyName = Literal["administration", "advice", "legal", "finance", "shared_goods", "defence", "network", "mobility"]


class BrochureQuestions(Questions):
    """For which occasion the brochure is made, and what it tells of each service.

    >>> BrochureQuestions(day="30/11/2026").day
    '2026-11-30'
    """

    page: ClassVar[str] = "brochure"
    version: ClassVar[int] = 1

    family: FamilyName | None = asks(None, "", "what")
    day: Day | None = asks(None, "day", "occasion")
    occasion: str = asks("", "text", "occasion", max_length=120)
    price: Shown = asks("yes", "", "shown")
    conditions: Shown = asks("yes", "", "shown")
    contact: Shown = asks("yes", "", "shown")
    planned: Shown = asks("yes", "", "shown")
    questions: Shown = asks("yes", "", "shown")


@dataclass(frozen=True)
class Brochure:
    """The answer. `contribution`: the rate that pays for what is included."""

    questions: BrochureQuestions
    register: Register
    contribution: float
    edition: date
    figures: tuple[Use, ...]


def brochure(questions: BrochureQuestions, law: Shelf | None = None, known: Register | None = None) -> Brochure:
    """The brochure of the register of this installation, or of another one.

    >>> len(brochure(BrochureQuestions()).register.services)
    25
    """
    law = law or shelf()
    rate = law["cooperative_contribution_rate"].on(law.edition)
    return Brochure(questions, known or register(), rate.value, law.edition, (Use("cooperative_contribution_rate", rate),))


def as_json(answer: Brochure) -> dict[str, Any]:
    """Plain values; texts come in fr, nl and en, None where nobody gave them."""
    q = answer.questions
    shown = [one for one in answer.register.services.values()
             if q.family in (None, one.family.id) and (q.planned == "yes" or one.status != "planned")]
    return envelope(q, answer.figures, answer.edition) | {
        "contribution": answer.contribution, "checked_on": answer.register.checked_on, "count": len(shown),
        "families": [{"id": id, "name": family.name, "services": [
            {"id": one.id, "name": one.name, "purpose": one.purpose, "included": one.included, "price": one.price,
             "conditions": one.conditions, "booking": one.booking, "contact": one.contact, "status": one.status,
             "page": one.page} for one in shown if one.family.id == id]} for id, family in answer.register.families.items()
            if any(one.family.id == id for one in shown)],
        "guide": [{"question": one.said, "service": one.service.id, "name": one.service.name, "contact": one.service.contact}
                  for one in guide() if one.service in shown] if q.questions == "yes" else []}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The brochure as one row of a batch's results."""
    return {"services": answer["count"], "families": len(answer["families"]), "checked_on": answer["checked_on"],
            "link": answer["link"]}
