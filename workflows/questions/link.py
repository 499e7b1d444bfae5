"""A situation as a link: `turnover=48000&children=2&v=1&law=2026-11-23`, and back again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from workflows.questions.base import Questions
from workflows.questions.problems import Problem, problems
from workflows.words.catalogue import LANGUAGES, Words

LONGEST = 4000
"""Characters of a link that are read; no honest situation needs more."""


@dataclass(frozen=True)
class Opened:
    """What a link said: the questions, what had to be left out and why, the edition of the law, the language."""

    questions: Questions
    problems: tuple[Problem, ...]
    edition: date | None
    language: str | None


LONG = 1500
"""Characters that one answer may take in a link; a longer one (a table of amounts) is left out of it."""


def too_long(questions: Questions) -> tuple[str, ...]:
    """The questions whose answers are too long for a link."""
    return tuple(name for name, value in questions.typed().items()
                 if isinstance(value, tuple) and len(as_text(value)) > LONG)


def to_link(questions: Questions, edition: date | None = None, language: str | None = None) -> str:
    """The query of a link that reopens these questions: what was typed, their version, the law's edition.

    >>> from workflows.simulation.questions import SimulationQuestions
    >>> to_link(SimulationQuestions(turnover=48000, children=2), date(2026, 11, 23))
    'turnover=48000&children=2&year=2026&v=1&law=2026-11-23'
    """
    said = questions.typed() | {name: getattr(questions, name) for name in questions.linked}
    left_out = too_long(questions)
    pairs = [(name, as_text(value)) for name, value in said.items() if name not in left_out]
    pairs.append(("v", str(questions.version)))
    if edition:
        pairs.append(("law", edition.isoformat()))
    if language:
        pairs.append(("lang", language))
    return urlencode(pairs, safe=";/")


def from_link(query: str, model: type[Questions], words: Words) -> Opened:
    """Questions from the query of a link. What is wrong is left out, with a sentence; this never raises for bad input."""
    said = dict(parse_qsl(query[:LONGEST].lstrip("?"), keep_blank_values=False))
    version, edition, language = said.pop("v", ""), said.pop("law", ""), said.pop("lang", "")
    for about in ("draft", "new"):
        said.pop(about, None)
    lost: list[Problem] = []
    values: dict[str, Any] = dict(said)
    if version.isdecimal() and int(version) < model.version:
        values = model.migrate(values, int(version))
    elif version.isdecimal() and int(version) > model.version:
        lost.append(Problem("v", words("error.newer_link")))
    day = _day(edition)
    if edition and day is None:
        lost.append(Problem("law", words("error.law_edition", value=edition[:40])))
    questions, refused = fitting(values, model, words)
    return Opened(questions, (*lost, *refused), day, language if language in LANGUAGES else None)


def fitting(values: Mapping[str, Any], model: type[Questions], words: Words) -> tuple[Questions, tuple[Problem, ...]]:
    """Questions from as many of the values as fit, and a sentence for each one that does not."""
    left, lost = dict(values), []
    while True:
        try:
            return model(**left), tuple(lost)
        except ValidationError as error:
            found = problems(error, model, words)
            lost += found
            dropped = {problem.field for problem in found} & set(left)
            # A refusal that names nothing typed would come back for ever: then everything typed goes.
            left = {name: value for name, value in left.items() if name not in dropped} if dropped else {}


def as_text(value: Any) -> str:
    """An answer as it stands in a link, on the command line and in the cell of a table."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple) and all(isinstance(cell, str) for cell in value[0]):
            return json.dumps(value, ensure_ascii=False)
        return ";".join("/".join(as_text(part) for part in item) if isinstance(item, tuple) else as_text(item)
                        for item in value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat()[:7] if isinstance(value, date) else str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
