"""What is wrong with an answer, as sentences in the person's language that name the field and the way out."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from workflows.questions.base import Questions
from workflows.words.catalogue import Words

_NUMBERS = {"float_parsing", "float_type", "int_parsing", "int_type", "finite_number", "int_parsing_size"}
_SAME = {**dict.fromkeys(_NUMBERS, "number"), "int_from_float": "whole_number", "date_type": "month",
         "date_parsing": "month", "date_from_datetime_parsing": "month", "bool_parsing": "yes_no", "bool_type": "yes_no",
         "tuple_type": "list", "missing": "list", "too_long": "too_many", "literal_error": "choice",
         "string_type": "text", "date_from_datetime_inexact": "month"}


NAMES = ("year", "number")
"""Units of numbers that only name something: no sign stands between their thousands."""


@dataclass(frozen=True)
class Problem:
    """One refusal: the field's name in the model, and the sentence for the person."""

    field: str
    sentence: str


def problems(error: ValidationError, model: type[Questions], words: Words) -> tuple[Problem, ...]:
    """One sentence for each field that is wrong, in the order of the model."""
    found: dict[str, Problem] = {}
    for detail in error.errors():
        field = (detail.get("ctx") or {}).get("field") or (str(detail["loc"][0]) if detail["loc"] else "")
        found.setdefault(field, Problem(field, _sentence(field, detail, model, words)))
    order = [*model.model_fields]
    return tuple(sorted(found.values(), key=lambda p: order.index(p.field) if p.field in order else len(order)))


def label(field: str, model: type[Questions], words: Words) -> str:
    """What the field is called on the form."""
    key = f"{model.page}.{field}.label"
    return words(key) if key in words else field


def show(value: Any, field: str, model: type[Questions], words: Words) -> str:
    """A value as the person would write it: money, percentage, or the name of a choice."""
    about = (model.model_fields[field].json_schema_extra or {}) if field in model.model_fields else {}
    unit = about.get("unit", "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if unit == "share":
            return words.formats.percent(value)
        if unit.startswith("EUR"):
            return words.formats.money(value)
        return words.formats.number(value, about.get("digits", 2)) if unit not in NAMES else str(value)
    key = f"{model.page}.{field}.{value}"
    return words(key) if key in words else str(value)


def choices(field: str, model: type[Questions]) -> tuple[Any, ...]:
    """The values that a field of choices takes, None left out; empty for other fields.

    >>> from workflows.simulation.questions import SimulationQuestions
    >>> choices("kind", SimulationQuestions)
    ('employee', 'artist', 'performer')
    """
    annotation = model.model_fields[field].annotation
    options = [annotation, *get_args(annotation)]
    for option in options:
        if get_origin(option) is Literal:
            return get_args(option)
    return ()


def _sentence(field: str, detail: Mapping[str, Any], model: type[Questions], words: Words) -> str:
    kind, context = detail["type"], dict(detail.get("ctx") or {})
    known = field in model.model_fields
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(field, list(model.model_fields), n=1)
        return words("error.unknown_close", field=_short(field), close=close[0]) if close \
            else words("error.unknown", field=_short(field), known=", ".join(model.model_fields))
    values = {"label": label(field, model, words), "field": field, "value": _short(detail.get("input"))}
    for name, value in context.items():
        if name not in values and name != "error":
            # A whole number is a count or a year, whatever the field's unit is; bounds of amounts are floats.
            values[name] = show(value, field, model, words) if known and not isinstance(value, int) else value
    if kind == "literal_error":
        values["choices"] = ", ".join(str(choice) for choice in choices(field, model))
    key = f"error.{_SAME.get(kind, kind)}"
    return words(key if key in words else "error.other", **values)


def _short(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
