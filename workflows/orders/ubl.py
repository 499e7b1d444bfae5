"""An order as Peppol shapes it: the order itself (T01), and the agreement after its acceptance (T110).

The cooperative sells, so it never sends the order over Peppol in its client's name: the file travels inside the PDF. The
agreement is the seller's to send.
"""

from datetime import date

from workflows.law.parameters import Shelf
from workflows.orders.lines import Line
from workflows.orders.order import Order
from workflows.orders.shown import shown
from workflows.orders.totals import totals
from workflows.orders.ubl_parts import (
    address,
    contact,
    document,
    endpoint,
    entity,
    item,
    line_price,
    merged,
    note,
    payment,
    quantity,
    sums_up,
    tax_total,
)
from workflows.orders.xml import money, node, text

ORDER = ("urn:fdc:peppol.eu:poacc:trns:order:3", "urn:fdc:peppol.eu:poacc:bis:order_only:3")
AGREEMENT = ("urn:fdc:peppol.eu:poacc:trns:order_agreement:3", "urn:fdc:peppol.eu:poacc:bis:order_agreement:3")


def order_xml(order: Order, law: Shelf) -> bytes | None:
    """The order as UBL; None for a client without a Belgian enterprise number, for whom an address would be invented."""
    client, seller = order.client, order.seller
    if not client.number:
        return None
    sums, lines = totals(order.lines, order.day, law), shown(order, law).lines
    return document(
        "Order", _opening(ORDER, order.number, order.issued_on), text("cbc:OrderTypeCode", "220"),
        text("cbc:Note", note(order)),
        text("cbc:DocumentCurrencyCode", "EUR"), text("cbc:CustomerReference", order.client_reference),
        node("cac:ValidityPeriod", text("cbc:EndDate", order.valid_until)),
        node("cac:BuyerCustomerParty", node(
            "cac:Party", endpoint(client.number), node("cac:PartyName", text("cbc:Name", client.name)),
            address("cac:PostalAddress", client.address), entity(client.name, client.number),
            contact(client.contact, client.phone, client.email))),
        node("cac:SellerSupplierParty", node(
            "cac:Party", endpoint(seller.number), node("cac:PartyName", text("cbc:Name", seller.name)),
            address("cac:PostalAddress", seller.address), entity(seller.name, seller.number),
            contact(order.worker.name, "", order.worker.email or seller.email))),
        _delivery(order), node("cac:PaymentTerms", text("cbc:Note", payment(order))),
        node("cac:TaxTotal", money("cbc:TaxAmount", sums.tax)),
        sums_up("cac:AnticipatedMonetaryTotal", sums.net, sums.gross),
        *(_line(order, number, line, law) for number, line in enumerate(lines, 1)))


def agreement_xml(order: Order, accepted_on: date, law: Shelf) -> bytes | None:
    """What seller and client agreed on, after the client's yes; None for a client without a Belgian enterprise number."""
    client, seller = order.client, order.seller
    if not client.number:
        return None
    sums, lines = totals(order.lines, order.day, law), shown(order, law).lines
    return document(
        "OrderResponse", _opening(AGREEMENT, f"{order.number}/{order.revision}", accepted_on, order.number),
        text("cbc:Note", note(order)),
        text("cbc:DocumentCurrencyCode", "EUR"), text("cbc:CustomerReference", order.client_reference),
        node("cac:OrderReference", text("cbc:ID", order.number)),
        node("cac:SellerSupplierParty", node(
            "cac:Party", endpoint(seller.number), address("cac:PostalAddress", seller.address),
            entity(seller.name, seller.number), contact(order.worker.name, "", order.worker.email or seller.email))),
        node("cac:BuyerCustomerParty", node(
            "cac:Party", endpoint(client.number), address("cac:PostalAddress", client.address),
            entity(client.name, client.number))),
        tax_total(merged(sums.taxed), order.language, coded=False), sums_up("cac:LegalMonetaryTotal", sums.net, sums.gross),
        *(_line(order, number, line, law) for number, line in enumerate(lines, 1)))


def _opening(kind: tuple[str, str], number: str, day: date, sales_order: str = "") -> str:
    customization, profile = kind
    return (text("cbc:CustomizationID", customization) + text("cbc:ProfileID", profile) + text("cbc:ID", number)
            + text("cbc:SalesOrderID", sales_order) + text("cbc:IssueDate", day))


def _delivery(order: Order) -> str:
    place = order.place or order.client.address
    return node("cac:Delivery", node("cac:DeliveryLocation", address("cac:Address", place)),
                node("cac:RequestedDeliveryPeriod", text("cbc:StartDate", order.day), text("cbc:EndDate", order.until)))


def _line(order: Order, number: int, line: Line, law: Shelf) -> str:
    return node("cac:OrderLine", node(
        "cac:LineItem", text("cbc:ID", number), quantity("cbc:Quantity", line),
        money("cbc:LineExtensionAmount", line.amount), line_price(line), item(order, number, line, law)))
