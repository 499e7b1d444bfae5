"""Who sells, who orders and who works, with every mention that Belgian law wants on a commercial document."""

from typing import Any

from workflows.orders.identifiers import in_fours, written
from workflows.orders.order import Order
from workflows.orders.parties import Address, Seller
from workflows.words.catalogue import Words

KEY = "orders.document."


def parties(order: Order, words: Words) -> list[dict[str, Any]]:
    """Seller, client and worker: a role, a name, lines below it."""
    return [{"role": words(KEY + "seller"), "name": _named(order.seller, words), "lines": _seller(order.seller, words)},
            {"role": words(KEY + "client"), "name": order.client.name, "lines": _client(order, words)},
            {"role": words(KEY + "worker"), "name": order.worker.name, "lines": _workers(order, words)}]


def mentions(seller: Seller, words: Words) -> str:
    """The seller in one line, for the foot of every page.

    >>> from workflows.orders.examples import SELLER
    >>> from workflows.words.catalogue import speak
    >>> print(mentions(SELLER, speak("nl")))
    Coopérative Exemple SC · Rue Coenraets 72, 1060 Bruxelles · Ondernemingsnr. 0403.019.261 · RPR Bruxelles · BE68 5390 0754 7034
    """
    return " · ".join((_named(seller, words), ", ".join(_address(seller.address, words)),
                       words(KEY + "enterprise", number=written(seller.number)),
                       words(KEY + "register", court=seller.court), in_fours(seller.iban)))


def _named(seller: Seller, words: Words) -> str:
    return f"{seller.name} {seller.legal_form}".strip() + (f", {words(KEY + 'liquidation')}" if seller.in_liquidation else "")


def _address(address: Address, words: Words) -> list[str]:
    return [*address.lines, *([words.formats.country(address.country)] if address.country != "BE" else [])]


def _seller(seller: Seller, words: Words) -> list[str]:
    first, *rest = _address(seller.address, words) or [""]
    return [f"{words(KEY + 'seat')} {first}", *rest,
            f"{words(KEY + 'enterprise', number=written(seller.number))} · {words(KEY + 'register', court=seller.court)}",
            words(KEY + "vat", number=f"BE {written(seller.number)}"),
            f"IBAN {in_fours(seller.iban)}" + (f" · BIC {seller.bic}" if seller.bic else ""),
            *filter(None, (seller.email, seller.website))]


def _client(order: Order, words: Words) -> list[str]:
    client = order.client
    vat = f"BE {written(client.vat[2:])}" if client.vat.startswith("BE") else client.vat
    return [*_address(client.address, words),
            *([words(KEY + "enterprise", number=written(client.number))] if client.number else []),
            *([words(KEY + "vat", number=vat)] if client.vat else []),
            *([words(KEY + "contact", name=client.contact)] if client.contact else []),
            *filter(None, (client.email, client.phone))]


def _workers(order: Order, words: Words) -> list[str]:
    also = [worker.name for worker in order.workers if worker != order.worker]
    return [*([order.worker.email] if order.worker.email else []), *([f"{words(KEY + 'also')} {', '.join(also)}"] if also else [])]
