"""The document of an order: a PDF in the client's language, with the same order as data inside."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.law.parameters import Shelf
from workflows.orders.order import Order
from workflows.orders.paper import KEY, paper
from workflows.report.fonts import SIGN, drawn
from workflows.report.pdf import pdf
from workflows.words.catalogue import speak


def order_pdf(order: Order, law: Shelf, attachments: Mapping[str, bytes] = {}) -> bytes:
    """The order on paper, made for the day it was issued on. `attachments`: XML by file name, carried inside."""
    words, content = speak(order.language), paper(order, law)
    lost = _lost(content)
    content["small"] = [*([words(KEY + "lost", sign=SIGN)] if lost else []),
                        *([words(KEY + "claimed", names=", ".join(attachments))] if attachments else [])]
    content["attachments"] = [{"name": name, "mime": "text/xml", "relationship": "data",
                               "description": words(KEY + "data")} for name in attachments]
    return pdf("order", content, order.issued_on, attachments=dict(attachments))


def undrawable(order: Order, law: Shelf) -> str:
    """The signs of an order that no bundled font has, each once: what the member is told before it is sent.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> undrawable(example(subject="Fête 🎨 中 🎨"), shelf())
    '🎨中'
    """
    return _lost(paper(order, law))


def _lost(content: Any) -> str:
    return "".join(dict.fromkeys(sign for text in _texts(content) for sign in drawn(text)[1]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
