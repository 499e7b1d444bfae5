"""One amount explained: its formula in words, what it received, the dated figures it read, and the page of the law book.

What it received opens in the same way, so that a person walks down to the last source.
"""

from collections.abc import Callable
from html import escape

from widgets.values import figure_text, period_of, value_text
from workflows.law.as_json import status_of
from workflows.law.explain import Step, Use, base_name
from workflows.law.formula import in_words
from workflows.law.names import names
from workflows.report.badge import badge
from workflows.words.catalogue import Words


def explained(way: str, found: tuple[Step, ...], rule: Callable | None, known: set[str], words: Words) -> str:
    """The inside of the window for one amount. `known`: what can be opened further; `found`: one step per legal period."""
    name = _name(found[0].rule, words)
    formula = in_words(rule, words, lambda part: _name(part, words)) if rule else ""
    said = f'<p class="formula">{escape(name)} = {escape(formula)}</p>' if formula else ""
    return said + "".join(_step(way, step, known, words, len(found) > 1) for step in found) + (
        f'<p><a href="law/{base_name(found[0].rule)}?lang={words.language}" target="_blank" rel="noopener">'
        f'{escape(words("explain.book"))}</a></p>')


def _step(way: str, step: Step, known: set[str], words: Words, several: bool) -> str:
    rows = "".join(_received(way, name, value, known, words) for name, value in step.inputs)
    rows += "".join(_figure(use, words) for use in step.figures)
    when = f"<h3>{escape(period_of(step.day, words))}</h3>" if several else ""
    return (f'{when}<p class="amount">{escape(value_text(step.value, words))}</p>'
            f'<table><tbody>{rows}</tbody></table>')


def _received(way: str, name: str, value, known: set[str], words: Words) -> str:
    shown = escape(value_text(value, words))
    if name in known:
        shown = why(way, name, value_text(value, words), words)
    return f'<tr><th scope="row">{escape(_name(name, words))}</th><td class="n">{shown}</td></tr>'


def _figure(use: Use, words: Words) -> str:
    figure, language = use.figure, words.language
    source = escape(figure.source.titles[language])
    if figure.source.url.startswith("https://"):
        source = f'<a href="{escape(figure.source.url)}" target="_blank" rel="noopener noreferrer">{source}</a>'
    doubt = f'<br><span class="doubt">{escape(figure.doubt[language])}</span>' if figure.doubt else ""
    about = words("explain.figure", day=words.formats.date(figure.first), checked=words.formats.date(figure.checked_on))
    return (f'<tr><th scope="row"><a href="law/{use.name}?lang={language}" target="_blank" rel="noopener">'
            f'{escape(_name(use.name, words))}</a></th>'
            f'<td class="n">{escape(figure_text(use.name, figure.value, words))}</td></tr><tr class="source">'
            f'<td colspan="2">{badge(status_of(figure), words)} {source}<br>{escape(about)}{doubt}</td></tr>')


def why(way: str, name: str, shown: str, words: Words) -> str:
    """An amount that opens its own path."""
    return opens(way, name, shown, escape(shown), words)


def opens(way: str, name: str, shown: str, inside: str, words: Words) -> str:
    """As `why`, for an amount that stands there as HTML; `shown` is how a screen reader says it."""
    label = words("explain.open", name=_name(name, words), amount=shown)
    return (f'<button type="button" class="why" data-explain="{way}:{name}" aria-label="{escape(label)}">'
            f"{inside}</button>")


def _name(name: str, words: Words) -> str:
    return names().of(name, words.language)
