"""Dated figures as plain JSON values, and the words for their dates: names and keys are a contract."""

from datetime import date
from typing import Any

from workflows.law.parameters import Figure, Parameter
from workflows.words.catalogue import Words


def figure(f: Figure) -> dict[str, Any]:
    """Dates, status and source of a figure."""
    return {"valid_from": None if f.at_least else f.first.isoformat(),
            "since_at_least": f.first.isoformat() if f.at_least else None,
            "valid_to": f.last.isoformat() if f.last else None, "status": f.status,
            "source": f.source.titles["en"], "url": f.source.url, "grade": f.source.grade,
            "checked_on": f.checked_on.isoformat()}


def parameter(p: Parameter, on: date | None = None) -> dict[str, Any]:
    """A parameter with its figures, or only the one in force on a day."""
    figures = p.figures if on is None else (p.on(on),)
    return {"name": p.id, "label": p.name, "about": p.about, "unit": p.unit,
            "figures": [{"value": plain(f.value), "doubt": f.doubt, **figure(f)} for f in figures]}


def plain(value: Any) -> Any:
    """A value of the law for JSON: no tuples, and "none" where there is no ceiling."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return "none" if value == float("inf") else value


def since(of: dict[str, Any], words: Words) -> str:
    """From when on the figure holds, in words; `of` is what `figure` made.

    >>> from workflows.words.catalogue import speak
    >>> since({"since_at_least": None, "valid_from": "2026-03-01"}, speak("en"))
    'from 1 March 2026'
    """
    key, day = ("figure.at_least", of["since_at_least"]) if of["since_at_least"] else ("figure.from", of["valid_from"])
    return words(key, day=words.formats.date(date.fromisoformat(day)))


def status_of(figure: Figure) -> str:
    """confirmed, computed, assumption, or doubtful where somebody wrote down a doubt about it."""
    return "doubtful" if figure.doubt and figure.status != "assumption" else figure.status


def checked(of: dict[str, Any], words: Words) -> str:
    """The day on which somebody last looked at the figure's source."""
    return words.formats.date(date.fromisoformat(of["checked_on"]))


def word(value: str, unit: str, words: Words) -> str:
    """A figure that is no number: a day, a choice, or one that nobody has given yet.

    >>> from workflows.words.catalogue import speak
    >>> word("2027-01-22", "day", speak("en")), word("open", "day", speak("en")), word("unknown", "rate", speak("en"))
    ('22 January 2027', 'not announced', 'unknown')
    """
    if unit == "day" and value != "open":
        return words.formats.date(date.fromisoformat(value))
    key = f"figure.choice.{value}"
    return words(key if key in words else "figure.unknown")
