"""The path behind the amounts as a table: rule, period, value, what it received, the dated figures it read."""

from datetime import date
from html import escape

from widgets.cards import fold, scroll
from workflows.law.explain import Step
from workflows.law.names import names
from workflows.words.catalogue import Words


def path_table(way: str, path: tuple[Step, ...], words: Words) -> str:
    """One table of a way, unfolding under its name."""
    head = "".join(f'<th scope="col">{escape(words(f"sheet.column.{name}"))}</th>'
                   for name in ("rule", "period", "value", "reads"))
    rows = "".join(_row(step, words) for step in reversed(path))
    table = scroll(words(f"way.{way}"), f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return fold(f"path-{way}", words(f"way.{way}"), f'<p class="quiet">{escape(words("sheet.path.intro"))}</p>{table}')


def _row(step: Step, words: Words) -> str:
    said = [f"{_name(name, words)} = {value_text(value, words)}" for name, value in step.inputs]
    said += [f"{_name(use.name, words)} = {value_text(use.figure.value, words)} ({words(f'status.{use.figure.status}')}, "
             f"{use.figure.source.titles[words.language]}, {words.formats.date(use.figure.first)})" for use in step.figures]
    return (f'<tr><th scope="row">{escape(_name(step.rule, words))}</th><td>{escape(period_of(step.day, words))}</td>'
            f'<td class="n">{escape(value_text(step.value, words))}</td><td>{"<br>".join(map(escape, said))}</td></tr>')


def period_of(day: date, words: Words) -> str:
    """The month whose law was asked for, or the year."""
    return words.formats.month(day.month) if day.month != 12 or day.day == 1 else str(day.year)


def _name(name: str, words: Words) -> str:
    return names().of(name, words.language)


def value_text(value, words: Words) -> str:
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
