"""What stands in a form's entry, read as an answer: the one reading for the form, the server and its checks."""

from collections.abc import Mapping
from typing import Any

from workflows.questions.base import TEXTS, Questions
from workflows.questions.problems import choices
from workflows.words.typed import NotANumber, read_number


def entered(model: type[Questions], name: str, raw: Any) -> Any:
    """The answer behind an entry: a number where it is one, the text itself where it is not, None where it is empty.

    `raw` is what the entry holds: text, a choice, a list of ticked choices, or the texts of twelve months.

    >>> from workflows.simulation.questions import SimulationQuestions as Q
    >>> entered(Q, "turnover", "24 000,50"), entered(Q, "private_share", "7"), entered(Q, "turnover", "much")
    (24000.5, 0.07, 'much')
    >>> entered(Q, "turnover_by_month", ["1000", *[""] * 11])[:2], entered(Q, "turnover_by_month", [""] * 12)
    ((1000.0, 0.0), None)
    """
    if raw is None:
        return None
    unit, field = model.unit(name), model.model_fields[name]
    if isinstance(raw, (list, tuple)):
        if unit == "choices":
            return tuple(raw)
        if unit in ("rows", "guests"):
            return tuple(tuple(str(cell) for cell in row) for row in raw if isinstance(row, (list, tuple))) or None
        texts = [str(part).strip() for part in raw]
        return tuple(_amount(text) for text in texts) if any(texts) else None
    if choices(name, model):
        return None if raw == "" else raw
    text = str(raw).strip()
    if not text:
        return None
    if isinstance(field.default, tuple) or unit in TEXTS:
        return text
    digits = (field.json_schema_extra or {}).get("digits", 2)
    try:
        number = read_number(text.rstrip("%"), money=unit.startswith("EUR") or digits == 0)
    except NotANumber:
        return text
    return round(number / 100, 8) if unit == "share" else number


def typed(model: type[Questions], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The answers behind entries by name, where they differ from the default; names that the model lacks are left out."""
    read = {name: entered(model, name, value) for name, value in raw.items() if name in model.model_fields}
    return {name: value for name, value in read.items() if value is not None and value != model.model_fields[name].default}


def _amount(text: str) -> float | str:
    try:
        return read_number(text, money=True) if text else 0.0
    except NotANumber:
        return text
