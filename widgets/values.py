"""Values of rules and figures, and the periods that they hold for, as people read them."""

from datetime import date
from typing import Any

from workflows.law.library import shelf
from workflows.words.catalogue import Words


def period_of(day: date, words: Words) -> str:
    """The month whose law was asked for, or the year."""
    return words.formats.month(day.month) if day.month != 12 or day.day == 1 else str(day.year)


def value_text(value: Any, words: Words) -> str:
    """A value of a rule or a figure as people read it."""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, (int, float)):
        if value == float("inf"):
            return "∞"
        return words.formats.number(value, 6) if abs(value) < 10 else words.formats.amount(value)
    if isinstance(value, (tuple, list)):
        return " / ".join(value_text(part, words) for part in value)
    return str(value)


def figure_text(name: str, value: Any, words: Words) -> str:
    """The value of a dated figure in its own unit: money, percentage, or as it is."""
    unit = shelf().parameters[name].unit if name in shelf() else ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if unit == "rate":
            return words.formats.percent(value, 4)
        if unit.startswith("EUR") and value != float("inf"):
            return words.formats.money(value, cents=not float(value).is_integer())
    return value_text(value, words)
