"""The document of an order: a PDF in the client's language, with the same order as data inside."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from workflows.law.parameters import Shelf
from workflows.orders.order import Order
from workflows.orders.order_x import FILE_NAME, LEVEL, order_x
from workflows.orders.paper import paper
from workflows.orders.ubl import order_xml
from workflows.report.fonts import SIGN, drawn
from workflows.report.hybrid import marked_as_order
from workflows.report.pdf import pdf
from workflows.words.catalogue import speak

UBL_NAME = "order-ubl.xml"


def order_pdf(order: Order, law: Shelf, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """The order on paper, made for the day it was issued on: equal orders are equal bytes.

    `attachments`: files by name to carry inside; None: the order as data (`data_files`).
    """
    words, content = speak(order.language), paper(order, law)
    files = data_files(order, law) if attachments is None else dict(attachments)
    lost = undrawable(order)
    content["small"] = [*([words("orders.document.lost", sign=SIGN)] if lost else []),
                        *([words("orders.document.claimed", names=", ".join(files))] if files else [])]
    content["attachments"] = [{"name": name, "mime": "text/xml" if name.endswith(".xml") else "application/octet-stream",
                               "relationship": "data" if name == FILE_NAME else "supplement",
                               "description": words("orders.document.data")} for name in files]
    made = pdf("order", content, order.issued_on, attachments=files)
    return marked_as_order(made, FILE_NAME, LEVEL) if FILE_NAME in files else made


def data_files(order: Order, law: Shelf) -> dict[str, bytes]:
    """The order as data by file name: Order-X for everybody, UBL where the client has a Belgian enterprise number.

    A draft has none: without a number nobody could answer to it.

    >>> from dataclasses import replace
    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> list(data_files(example(), shelf())), list(data_files(example(client=replace(example().client, number="")), shelf()))
    (['order-x.xml', 'order-ubl.xml'], ['order-x.xml'])
    """
    if not order.number:
        return {}
    ubl = order_xml(order, law)
    return {FILE_NAME: order_x(order, law), **({UBL_NAME: ubl} if ubl else {})}


def undrawable(order: Order) -> str:
    """The signs of an order that no bundled font has, each once: what the member is told before it is sent.

    >>> from workflows.orders.examples import example
    >>> undrawable(example(subject="Fête 🎨 中 🎨"))
    '🎨中'
    """
    return "".join(dict.fromkeys(sign for text in _texts(asdict(order)) for sign in drawn(text)[1]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
