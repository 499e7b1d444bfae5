"""What every answer's JSON holds besides its own amounts: the questions, the figures read, their doubts, the link."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from workflows.law.as_json import figure, plain
from workflows.law.explain import Use
from workflows.questions.base import Questions
from workflows.questions.link import to_link


def envelope(questions: Questions, figures: Iterable[Use], edition: date) -> dict[str, Any]:
    """Plain values; its keys are the same for every page. `figures`: every dated figure behind the answer, at least one.

    `assumptions` are the figures of that status; `doubts` those that are not certain, one of each reason.
    """
    uses = tuple(figures)
    doubts = {(use.name, use.figure.doubt["en"]): use for use in uses if use.figure.doubt}
    return {
        "page": questions.page, "questions_version": questions.version, "questions": questions.model_dump(mode="json"),
        "assumptions": [{"name": use.name, "value": plain(use.figure.value), **figure(use.figure)} for use in uses
                        if use.figure.status == "assumption"],
        "doubts": [{"name": use.name, "doubt": use.figure.doubt, **figure(use.figure)} for use in doubts.values()],
        "law_dates": {"edition": edition.isoformat(),
                      "oldest_checked_on": min(use.figure.checked_on for use in uses).isoformat(),
                      "figures": [{"name": use.name, "value": plain(use.figure.value), **figure(use.figure)}
                                  for use in uses]},
        "link": to_link(questions, edition)}
