"""An order in the client's words: every sentence and amount of the document, as plain values for the template."""

from decimal import Decimal
from itertools import count
from typing import Any

from workflows.law.parameters import Shelf
from workflows.orders.amounts import shared
from workflows.orders.identifiers import in_fours
from workflows.orders.lines import Line
from workflows.orders.order import Order
from workflows.orders.paper_parties import mentions, parties
from workflows.orders.shown import shown, subtotal, unit_in_words
from workflows.orders.totals import Taxed, Totals, totals
from workflows.orders.vat import TREATMENTS, rate
from workflows.words.catalogue import Words, speak

KEY = "orders.document."
OLD_HOME_YEARS = "vat_old_home_years"


def paper(order: Order, law: Shelf) -> dict[str, Any]:
    """What `data/templates/order.typ` reads, in the language of the client.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> paper(example(), shelf())["sums"][-1]
    ['Total TVA comprise', '956,41\\xa0€']
    """
    words = speak(order.language)
    sums = totals(order.lines, order.day, law)
    return {"language": order.language, "region": None if order.language == "en" else "BE", "title": order.title,
            "keywords": [words(KEY + "kind"), *filter(None, (order.number, order.client.name, order.worker.name))],
            "head": _head(order, words), "parties": parties(order, words), "facts": _facts(order, words),
            "parts": _parts(order, law, words, sums), "columns": _columns(words), "taxes": _taxes(order, law, words, sums),
            "sums": [[words(KEY + "totals.net"), words.formats.owed(sums.net)],
                     [words(KEY + "totals.vat"), words.formats.owed(sums.tax)],
                     [words(KEY + "totals.gross"), words.formats.owed(sums.gross)]],
            "attestation": _attestation(order, law, words, sums), "instalments": _instalments(order, words, sums),
            "terms": _terms(order, words), "note": [words(KEY + "note"), order.note] if order.note else None,
            "mentions": mentions(order.seller, words),
            "words": {"on_paper": words(KEY + "on_paper"), "sign": words(KEY + "sign"), "page": words(KEY + "page")}}


def _head(order: Order, words: Words) -> dict[str, str]:
    number = words(KEY + "number", number=order.number) if order.number else words(KEY + "unsent")
    day = words.formats.date(order.day)
    return {"kind": words(KEY + "kind"), "number": number, "subject": order.subject,
            "revision": words(KEY + "revision", revision=order.revision) if order.revision > 1 else "",
            "line": " · ".join(filter(None, (order.worker.name, order.client.name, day, order.number)))}


def _facts(order: Order, words: Words) -> list[list[str]]:
    first, last = words.formats.date(order.day), words.formats.date(order.until)
    place = ", ".join(order.place.lines) if order.place else words(KEY + "place.client")
    facts = [[words(KEY + "dates"), first if order.day == order.until else words(KEY + "from_to", first=first, last=last)],
             [words(KEY + "place"), place], [words(KEY + "issued"), words.formats.date(order.issued_on)],
             [words(KEY + "valid"), words.formats.date(order.valid_until)]]
    return facts + ([[words(KEY + "reference"), order.client_reference]] if order.client_reference else [])


def _columns(words: Words) -> list[str]:
    return ["#", *(words(f"{KEY}column.{name}") for name in ("text", "quantity", "price", "vat", "amount"))]


def _parts(order: Order, law: Shelf, words: Words, sums: Totals) -> list[dict[str, Any]]:
    by_treatment = {one.treatment: one for one in sums.taxed}
    split = shown(order, law)
    said = words(KEY + "apart.said", rate=words.formats.percent(float(sums.contribution_rate)))
    numbers = count(1)
    return [{"title": words(KEY + name), "note": said if name == "apart" else "",
             "rows": [[str(next(numbers)), *_row(line, by_treatment[line.vat], words)] for line in lines],
             "subtotal": [words(KEY + "subtotal"), words.formats.exact(subtotal(lines), 2, 2)]}
            for name, lines in (("work", split.work), ("passed", split.passed), ("apart", split.apart)) if lines]


def _row(line: Line, taxed: Taxed, words: Words) -> list[str]:
    price = words.formats.exact(line.price, 2, 4)
    return [line.text, words.formats.exact(line.quantity), unit_in_words(line.unit, line.quantity, words),
            words(KEY + "by_hour", price=price) if line.unit == "minute" else price,
            _percent(taxed, words) if taxed.figure else words(f"{KEY}vat.{line.vat}.short"),
            words.formats.exact(line.amount, 2, 2)]


def _percent(taxed: Taxed, words: Words) -> str:
    return words.formats.percent(float(taxed.rate))


def _taxes(order: Order, law: Shelf, words: Words, sums: Totals) -> dict[str, Any]:
    """The tax by treatment, and the sentence that the law wants for some."""
    years = law[OLD_HOME_YEARS].on(order.day).value
    keys = {one.treatment: TREATMENTS[one.treatment].sentence for one in sums.taxed}
    return {"title": words(KEY + "totals"),
            "columns": [words(f"{KEY}totals.{name}") for name in ("treatment", "base", "tax")],
            "rows": [[words(f"{KEY}vat.{one.treatment}", rate=_percent(one, words)), words.formats.exact(one.net, 2, 2),
                      words.formats.exact(one.tax, 2, 2)] for one in sums.taxed],
            "sentences": [words(keys[one.treatment], rate=_percent(one, words), years=years)
                          for one in sums.taxed if keys[one.treatment]]}


def _attestation(order: Order, law: Shelf, words: Words, sums: Totals) -> dict[str, Any] | None:
    """What the client declares about a home, to tick and sign; None where nothing needs it."""
    taxed = next((one for one in sums.taxed if TREATMENTS[one.treatment].needs_attestation), None)
    if taxed is None:
        return None
    years, standard = law[OLD_HOME_YEARS].on(order.day).value, rate("standard", order.day, law)[0]
    said = {"rate": _percent(taxed, words), "years": years, "standard": words.formats.percent(float(standard))}
    return {"ticks": [words(f"{KEY}attestation.{name}", **said) for name in ("age", "home", "user")],
            **{name: words(f"{KEY}attestation.{name}", **said) for name in ("title", "ask", "means")}}


def _instalments(order: Order, words: Words, sums: Totals) -> dict[str, Any] | None:
    if not order.instalments:
        return None
    nets = [one.net for one in order.instalments]
    grosses = shared(sums.gross, nets) if sum(nets) > 0 else [Decimal(0)] * len(nets)
    return {"title": words(KEY + "instalments.title"),
            "columns": [words(f"{KEY}instalments.{name}") for name in ("when", "net", "gross")],
            "rows": [[words(f"{KEY}instalments.{one.when}", day=words.formats.date(one.day) if one.day else ""),
                      words.formats.exact(one.net, 2, 2), words.formats.exact(gross, 2, 2)]
                     for one, gross in zip(order.instalments, grosses, strict=True)]}


def _terms(order: Order, words: Words) -> dict[str, Any]:
    seller, worker = order.seller, order.worker
    reach = f"{worker.name}, {worker.email}" if worker.email else worker.name
    return {"title": words(KEY + "terms"), "sentences": [
        words(KEY + "payment", days=order.payment_days, iban=in_fours(seller.iban), seller=seller.name),
        words(KEY + "answer", day=words.formats.date(order.valid_until), worker=reach), words(KEY + "no_contract")]}
