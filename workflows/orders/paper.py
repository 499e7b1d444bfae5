"""An order in the client's words: every sentence and amount of the document, as plain values for the template."""

from itertools import count
from typing import Any

from workflows.law.parameters import Shelf
from workflows.orders.lines import Line
from workflows.orders.order import Order
from workflows.orders.paper_parties import mentions, parties
from workflows.orders.paper_terms import attestation, instalments, percent, sentences, terms
from workflows.orders.shown import shown, subtotal, unit_in_words
from workflows.orders.totals import Taxed, Totals, totals
from workflows.words.catalogue import Words, speak

COLUMNS = ("text", "quantity", "price", "vat", "amount")


def paper(order: Order, law: Shelf) -> dict[str, Any]:
    """What `data/templates/order.typ` reads, in the language of the client.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> paper(example(), shelf())["sums"][-1]
    ['Total TVA comprise', '958,21\\xa0€']
    """
    words, sums = speak(order.language), totals(order.lines, order.day, law)
    owed = words.formats.owed
    return {"language": order.language, "region": None if order.language == "en" else "BE", "title": order.title,
            "keywords": [one for one in (words("orders.document.kind"), order.number, order.client.name) if one],
            "head": _head(order, words), "parties": parties(order, words), "facts": _facts(order, words),
            "columns": ["#", *(words(f"orders.document.column.{name}") for name in COLUMNS)],
            "parts": _parts(order, law, words, sums),
            "taxes": _taxes(order, law, words, sums),
            "sums": [[words(f"orders.document.totals.{name}"), owed(amount)]
                     for name, amount in (("net", sums.net), ("vat", sums.tax), ("gross", sums.gross))],
            "attestation": attestation(order, law, words, sums), "instalments": instalments(order, words, sums),
            "note": [words("orders.document.note"), order.note] if order.note else None, "terms": terms(order, words),
            "mentions": mentions(order.seller, words), "page": words("orders.document.page"),
            "on_paper": words("orders.document.on_paper"), "sign": words("orders.document.sign")}


def _head(order: Order, words: Words) -> dict[str, str]:
    number, day = order.number, words.formats.date(order.day)
    return {"kind": words("orders.document.kind"), "subject": order.subject,
            "number": words("orders.document.number", number=number) if number else words("orders.document.unsent"),
            "revision": words("orders.document.revision", revision=order.revision) if order.revision > 1 else "",
            "line": " · ".join(filter(None, (order.worker.name, order.client.name, day, number)))}


def _facts(order: Order, words: Words) -> list[list[str]]:
    first, last = words.formats.date(order.day), words.formats.date(order.until)
    days = first if order.day == order.until else words("orders.document.from_to", first=first, last=last)
    place = ", ".join(order.place.lines) if order.place else words("orders.document.place.client")
    return [[words("orders.document.dates"), days], [words("orders.document.place"), place],
            [words("orders.document.issued"), words.formats.date(order.issued_on)],
            [words("orders.document.valid"), words.formats.date(order.valid_until)],
            *([[words("orders.document.reference"), order.client_reference]] if order.client_reference else [])]


def _parts(order: Order, law: Shelf, words: Words, sums: Totals) -> list[dict[str, Any]]:
    """Work, what is passed on, and the cooperative's share where it is shown; numbered through."""
    taxed, split, numbers = {one.treatment: one for one in sums.taxed}, shown(order, law), count(1)
    said = words("orders.document.apart.said", rate=words.formats.percent(float(sums.contribution_rate)))
    parts = ((words("orders.document.work"), "", split.work), (words("orders.document.passed"), "", split.passed),
             (words("orders.document.apart"), said, split.apart))
    return [{"title": title, "note": note,
             "rows": [[str(next(numbers)), *_row(line, taxed[line.vat], words)] for line in lines],
             "subtotal": [words("orders.document.subtotal"), words.formats.exact(subtotal(lines), 2, 2)]}
            for title, note, lines in parts if lines]


def _row(line: Line, taxed: Taxed, words: Words) -> list[str]:
    price = words.formats.exact(line.price, 2, 4)
    return [line.text, words.formats.exact(line.quantity), unit_in_words(line.unit, line.quantity, words),
            words("orders.document.by_hour", price=price) if line.unit == "minute" else price,
            percent(taxed, words) if taxed.figure else words(f"orders.document.vat.{line.vat}.short"),
            words.formats.exact(line.amount, 2, 2)]


def _taxes(order: Order, law: Shelf, words: Words, sums: Totals) -> dict[str, Any]:
    exact = words.formats.exact
    return {"title": words("orders.document.totals"),
            "columns": [words(f"orders.document.totals.{name}") for name in ("treatment", "base", "tax")],
            "rows": [[words(f"orders.document.vat.{one.treatment}", rate=percent(one, words)), exact(one.net, 2, 2),
                      exact(one.tax, 2, 2)] for one in sums.taxed],
            "sentences": sentences(order, law, words, sums)}
