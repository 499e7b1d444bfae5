"""What stands below the totals: what the law wants said about tax, what the client declares, when to pay, how to answer."""

from decimal import Decimal
from typing import Any

from workflows.law.owed import shared
from workflows.law.parameters import Shelf
from workflows.orders.identifiers import in_fours
from workflows.orders.order import Order
from workflows.orders.totals import Taxed, Totals
from workflows.orders.vat import TREATMENTS, rate
from workflows.words.catalogue import Words

OLD_HOME_YEARS = "vat_old_home_years"


def percent(taxed: Taxed, words: Words) -> str:
    """The rate of a sum, as it is written."""
    return words.formats.percent(float(taxed.rate))


def sentences(order: Order, law: Shelf, words: Words, sums: Totals) -> list[str]:
    """The sentence of each treatment that needs one."""
    years = law[OLD_HOME_YEARS].on(order.day).value
    return [words(TREATMENTS[one.treatment].sentence, rate=percent(one, words), years=years)
            for one in sums.taxed if TREATMENTS[one.treatment].sentence]


def attestation(order: Order, law: Shelf, words: Words, sums: Totals) -> dict[str, Any] | None:
    """What the client declares about a home, to tick and sign; None where nothing needs it."""
    taxed = next((one for one in sums.taxed if TREATMENTS[one.treatment].needs_attestation), None)
    if taxed is None:
        return None
    said = {"rate": percent(taxed, words), "years": law[OLD_HOME_YEARS].on(order.day).value,
            "standard": words.formats.percent(float(rate("standard", order.day, law)[0]))}
    return {"ticks": [words(f"orders.document.attestation.{name}", **said) for name in ("age", "home", "user")],
            **{name: words(f"orders.document.attestation.{name}", **said) for name in ("title", "ask", "means")}}


def instalments(order: Order, words: Words, sums: Totals) -> dict[str, Any] | None:
    """When which part is invoiced, without and with tax; None where all is invoiced at once."""
    if not order.instalments:
        return None
    nets, exact = [one.net for one in order.instalments], words.formats.exact
    grosses = shared(sums.gross, nets) if sum(nets) > 0 else [Decimal(0)] * len(nets)
    return {"title": words("orders.document.instalments.title"),
            "columns": [words(f"orders.document.instalments.{name}") for name in ("when", "net", "gross")],
            "rows": [[words(f"orders.document.instalments.{one.when}", day=words.formats.date(one.day) if one.day else ""),
                      exact(one.net, 2, 2), exact(gross, 2, 2)]
                     for one, gross in zip(order.instalments, grosses, strict=True)]}


def terms(order: Order, words: Words) -> dict[str, Any]:
    """How to pay and how to answer, and what this document is not."""
    seller, reach = order.seller, ", ".join(filter(None, (order.worker.name, order.worker.email)))
    return {"title": words("orders.document.terms"), "sentences": [
        words("orders.document.payment", days=order.payment_days, iban=in_fours(seller.iban), seller=seller.name),
        words("orders.document.answer", day=words.formats.date(order.valid_until), worker=reach),
        words("orders.document.no_contract")]}
