"""The page behind a client's link as HTML: the order in the words of its document, and one form to answer it."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from workflows.law.parameters import Shelf
from workflows.orders.answering import LONGEST_NAME, LONGEST_REASON, Shown
from workflows.orders.paper import paper
from workflows.orders.states import OPEN
from workflows.server.home import site_assets, templates
from workflows.words.catalogue import CLIENT_LANGUAGES, Words, speak

FIELDS = ("name", "function", "reason", "may_decide", "attests")
"""What a client types or ticks."""


def answer_page(shown: Shown, law: Shelf, base: str, token: str, words: Words, typed: Mapping[str, str] = {},
                problem: str = "", field: str = "", done: str = "") -> str:
    """The order, to be answered while it can be. `typed`: what stands in the fields; `problem`: what `field` lacks."""
    order = shown.order
    read = replace(order, client=replace(order.client, language=words.language))
    first, last = words.formats.date(order.day), words.formats.date(order.until)
    work = words("answer.work_day", day=first) if order.day == order.until else words("answer.work", first=first, last=last)
    return _render("answer.html.j2", words, base, order=order, paper=paper(read, law), work=work, nonce=shown.nonce,
                   typed={name: typed.get(name, "") for name in FIELDS}, problem=problem, field=field, done=done,
                   open=shown.row.state in OPEN and not done, state=shown.row.state,
                   document=f"{base}order/{quote(token)}/document?lang={words.language}",
                   longest_name=LONGEST_NAME, longest_reason=LONGEST_REASON)


def word_page(sentence: str, base: str, words: Words) -> str:
    """A page that says one thing to a client."""
    return _render("answer_said.html.j2", words, base, sentence=sentence)


def _render(template: str, words: Words, base: str, **values) -> str:
    names = [(code, speak(code)("answer.language.name")) for code in CLIENT_LANGUAGES]
    style = f"{base}assets/{site_assets()}/answer.css"
    return templates().get_template(template).render(words=words, languages=names, style=style, **values)
