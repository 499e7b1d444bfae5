"""The path behind the amounts as a table: rule, period, value, what it received, the dated figures it read."""

from html import escape

from widgets.cards import fold, scroll
from widgets.values import period_of, value_text
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


def _name(name: str, words: Words) -> str:
    return names().of(name, words.language)
