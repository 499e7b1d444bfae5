"""Parts that every sheet has: what was asked, the dated figures behind the answer, what is doubtful."""

from datetime import date
from typing import Any

from workflows.law.as_json import checked, word
from workflows.law.library import names_of_figures, shelf
from workflows.questions.base import Questions
from workflows.questions.link import too_long
from workflows.questions.problems import label, show
from workflows.report.sheet import Section, Table
from workflows.words.catalogue import Words

MANY = 12
"""A list of more entries is counted, not written out."""


def asked(model: type[Questions], said: dict[str, Any], words: Words) -> tuple[tuple[str, str], ...]:
    """(question, answer) for everything that was said or stands by default, nothing that was left empty."""
    return tuple((label(name, model, words), _shown(value, name, model, words)) for name, value in said.items()
                 if value not in (None, [], ""))


def figures(answer: dict[str, Any], words: Words) -> Section:
    """Every dated figure behind an answer, with its value, status and source."""
    names, parameters, dates = names_of_figures(words.language), shelf().parameters, answer["law_dates"]
    columns = tuple(words(f"sheet.column.{name}") for name in ("figure", "value", "status", "source", "checked"))
    rows = tuple((names.get(f["name"], f["name"]), value(f["value"], parameters[f["name"]].unit, words),
                  words(f"status.{f['status']}"), names.get(f["source"], f["source"]), checked(f, words))
                 for f in dates["figures"])
    said = words("sheet.law.edition", edition=edition(answer, words),
                 oldest=words.formats.date(date.fromisoformat(dates["oldest_checked_on"])))
    return Section(words("sheet.behind"), (said,), Table(columns, rows, (1,)), folded=True)


def notes(model: type[Questions], answer: dict[str, Any], words: Words) -> tuple[str, ...]:
    """What is doubtful in the figures, and what the link cannot carry."""
    names = names_of_figures(words.language)
    doubts = tuple(words("sheet.doubt", name=names.get(d["name"], d["name"]), doubt=d["doubt"][words.language])
                   for d in answer["doubts"])
    left = tuple(words("sheet.not_in_link", label=label(name, model, words))
                 for name in too_long(model.again(answer["questions"])))
    return doubts + left


def edition(answer: dict[str, Any], words: Words) -> str:
    """The day of the law of an answer, written out."""
    return words.formats.date(date.fromisoformat(answer["law_dates"]["edition"]))


def value(amount: Any, unit: str, words: Words) -> str:
    """A dated figure as people write it."""
    if isinstance(amount, (list, tuple)):
        return "; ".join(value(part, unit, words) for part in amount)
    if isinstance(amount, str):
        return word(amount, unit, words)
    if unit in ("rate", "share"):
        return words.formats.percent(amount)
    # A kilometre is paid in hundredths of a cent.
    whole_cents = unit.startswith("EUR") and unit != "EUR/km"
    return words.formats.money(amount) if whole_cents else words.formats.number(amount, 4)


def _shown(said, name, model, words):
    if not isinstance(said, list):
        return show(said, name, model, words)
    if len(said) > MANY:
        return words("sheet.asked.many", n=words.formats.number(len(said)))
    if all(isinstance(item, str) for item in said):
        return "; ".join(show(item, name, model, words) for item in said)
    units = model.unit(name).split("/")
    return "; ".join("/".join(_part(part, unit, words) for part, unit in zip(item, units)) if isinstance(item, list)
                     else _part(item, units[0], words) for item in said)


def _part(amount, unit, words):
    return words.formats.amount(amount) if unit == "EUR" else value(amount, unit, words)
