"""Who sells, who orders and who works, with every mention that Belgian law wants on a commercial document."""

from typing import Any

from workflows.orders.identifiers import in_fours, written
from workflows.orders.order import Order
from workflows.orders.parties import Address, Client, Seller
from workflows.words.catalogue import Words


def parties(order: Order, words: Words) -> list[dict[str, Any]]:
    """Seller, client and worker: a role, a name, lines below it."""
    named = ((words("orders.document.seller"), _named(order.seller, words), _seller(order.seller, words)),
             (words("orders.document.client"), order.client.name, _client(order.client, words)),
             (words("orders.document.worker"), order.worker.name, _workers(order, words)))
    return [{"role": role, "name": name, "lines": [line for line in lines if line]} for role, name, lines in named]


def mentions(seller: Seller, words: Words) -> str:
    """The seller in one line, for the foot of every page.

    >>> from workflows.orders.examples import SELLER
    >>> from workflows.words.catalogue import speak
    >>> mentions(SELLER, speak("nl")).split(" · ")[:4]
    ['Coopérative Exemple SC', 'Rue Coenraets 72, 1060 Bruxelles', 'Ondernemingsnr. 0403.019.261', 'RPR Bruxelles']
    """
    return " · ".join((_named(seller, words), ", ".join(_address(seller.address, words)), *_registered(seller, words),
                       in_fours(seller.iban)))


def _named(seller: Seller, words: Words) -> str:
    name = f"{seller.name} {seller.legal_form}".strip()
    return f"{name}, {words('orders.document.liquidation')}" if seller.in_liquidation else name


def _registered(seller: Seller, words: Words) -> tuple[str, str]:
    return (words("orders.document.enterprise", number=written(seller.number)),
            words("orders.document.register", court=seller.court))


def _address(address: Address, words: Words) -> list[str]:
    return [*address.lines, *([words.formats.country(address.country)] if address.country != "BE" else [])]


def _seller(seller: Seller, words: Words) -> list[str]:
    first, *rest = _address(seller.address, words) or [""]
    account = f"IBAN {in_fours(seller.iban)}" + (f" · BIC {seller.bic}" if seller.bic else "")
    return [f"{words('orders.document.seat')} {first}", *rest, " · ".join(_registered(seller, words)),
            _vat(seller.vat, words), account, seller.email, seller.website]


def _client(client: Client, words: Words) -> list[str]:
    return [*_address(client.address, words),
            words("orders.document.enterprise", number=written(client.number)) if client.number else "",
            _vat(client.vat, words), words("orders.document.contact", name=client.contact) if client.contact else "",
            client.email, client.phone]


def _vat(number: str, words: Words) -> str:
    if not number:
        return ""
    return words("orders.document.vat", number=f"BE {written(number[2:])}" if number.startswith("BE") else number)


def _workers(order: Order, words: Words) -> list[str]:
    also = ", ".join(worker.name for worker in order.workers if worker != order.worker)
    return [order.worker.email, f"{words('orders.document.also')} {also}" if also else ""]
