"""An order for the accounting that invoices it: Peppol BIS Billing 3, and the same as a table.

Atelier issues no legal invoice number: the accounting has its own, and hands it in. The order's number goes along as the
client's reference of the purchase order (BT-13).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workflows.law.owed import ZERO
from workflows.law.parameters import Shelf
from workflows.orders.lines import UNITS, Line
from workflows.orders.order import Order
from workflows.orders.shown import shown
from workflows.orders.totals import totals
from workflows.orders.ubl_parts import (
    OUTSIDE,
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
    tax_scheme,
    tax_total,
    who_works,
)
from workflows.orders.vat import TREATMENTS, rate
from workflows.orders.xml import money, node, plain, text
from workflows.people.refusal import Refusal
from workflows.words.cells import inert

BILLING = ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
           "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")
COMMERCIAL, TRANSFER = "380", "30"


class OutsideAlone(Refusal):
    """Work outside Belgian tax needs an invoice of its own (BR-O-11)."""


def invoice_xml(orders: Order | Sequence[Order], number: str, invoiced_on: date, law: Shelf) -> bytes | None:
    """The data of the invoice `number` for one order, or for several of one client together.

    None for a client without a Belgian enterprise number: Peppol cannot reach it. Tax is rounded once for the whole invoice.
    """
    together = (orders,) if isinstance(orders, Order) else tuple(orders)
    first, *others = together
    client, seller = first.client, first.seller
    if any((one.client.number, one.seller.number) != (client.number, seller.number) for one in others):
        raise ValueError("an invoice has one client and one seller")
    if not client.number:
        return None
    taxed = merged(part for one in together for part in totals(one.lines, one.day, law).taxed)
    outside = {TREATMENTS[one.treatment].category == OUTSIDE for one in taxed}
    if outside == {True, False}:
        raise OutsideAlone("orders.error.outside_alone")
    seller_vat, client_vat = ("", "") if True in outside else (seller.vat, client.vat)
    net, tax = sum((one.net for one in taxed), ZERO), sum((one.tax for one in taxed), ZERO)
    lines = [(one, place, line) for one in together for place, line in enumerate(shown(one, law).lines, 1)]
    longest = max(together, key=lambda one: one.payment_days)
    return document(
        "Invoice", text("cbc:CustomizationID", BILLING[0]), text("cbc:ProfileID", BILLING[1]), text("cbc:ID", number),
        text("cbc:IssueDate", invoiced_on), text("cbc:DueDate", due_on(longest, invoiced_on)),
        text("cbc:InvoiceTypeCode", COMMERCIAL), text("cbc:Note", "\n".join(map(note, together))),
        text("cbc:DocumentCurrencyCode", "EUR"),
        text("cbc:BuyerReference", _listed(one.client_reference for one in together)),
        node("cac:InvoicePeriod", text("cbc:StartDate", min(one.day for one in together)),
             text("cbc:EndDate", max(one.until for one in together))),
        node("cac:OrderReference", text("cbc:ID", _listed(one.number for one in together))),
        node("cac:AccountingSupplierParty", node(
            "cac:Party", endpoint(seller.number), node("cac:PartyName", text("cbc:Name", seller.name)),
            address("cac:PostalAddress", seller.address), tax_scheme(seller_vat), entity(seller.name, seller.number),
            contact(first.worker.name, "", first.worker.email or seller.email))),
        node("cac:AccountingCustomerParty", node(
            "cac:Party", endpoint(client.number), node("cac:PartyName", text("cbc:Name", client.name)),
            address("cac:PostalAddress", client.address), tax_scheme(client_vat), entity(client.name, client.number),
            contact(client.contact, client.phone, client.email))),
        node("cac:Delivery", text("cbc:ActualDeliveryDate", max(one.until for one in together))),
        node("cac:PaymentMeans", text("cbc:PaymentMeansCode", TRANSFER), node(
            "cac:PayeeFinancialAccount", text("cbc:ID", seller.iban),
            node("cac:FinancialInstitutionBranch", text("cbc:ID", seller.bic)))),
        node("cac:PaymentTerms", text("cbc:Note", payment(longest))),
        tax_total(taxed, first.language, coded=True), sums_up("cac:LegalMonetaryTotal", net, net + tax),
        *(_line(number, *one, law, named=bool(others)) for number, one in enumerate(lines, 1)))


def due_on(order: Order, invoiced_on: date) -> date:
    """The last day to pay an invoice of that date."""
    return invoiced_on + timedelta(days=order.payment_days)


def invoice_rows(order: Order, invoiced_on: date, law: Shelf) -> list[dict[str, Any]]:
    """One row for each line, with all that an accounting needs to invoice it, whoever the client is.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> row = invoice_rows(example(), date(2026, 3, 9), shelf())[1]
    >>> row["order"], row["line"], row["quantity"], row["unit_code"], row["price"], row["price_per"], row["net"]
    ('2026-0001', 2, '30', 'MIN', '80.0000', '60', '40.00')
    """
    client = order.client
    about = {"order": order.number, "revision": order.revision, "invoice_date": invoiced_on.isoformat(),
             "due_date": due_on(order, invoiced_on).isoformat(), "client": client.name, "client_number": client.number,
             "client_vat": client.vat, "client_country": client.address.country,
             "client_reference": order.client_reference, "worker": order.worker.name, "subject": order.subject,
             "work_from": order.day.isoformat(), "work_until": order.until.isoformat()}
    return [{**about, **_row(order, place, line, law)} for place, line in enumerate(shown(order, law).lines, 1)]


NUMBERS = ("quantity", "price", "price_per", "net", "vat_percent")
"""Columns of amounts that are written out, below zero too."""


def invoice_csv(rows: list[dict[str, Any]]) -> bytes:
    """Rows as a table for a spreadsheet: UTF-8 with its mark, semicolons. No cell begins a formula."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]) if rows else [], delimiter=";", lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: value if name in NUMBERS else inert(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _row(order: Order, place: int, line: Line, law: Shelf) -> dict[str, Any]:
    code, many = UNITS[line.unit]
    percent = rate(line.vat, order.day, law)[0]
    return {"line": place, "text": line.text, "kind": line.kind, "quantity": plain(line.quantity * many), "unit_code": code,
            "price": f"{line.price:f}", "price_per": plain(line.per * many), "net": f"{line.amount:.2f}",
            "vat_category": TREATMENTS[line.vat].category, "vat_percent": plain(percent * Decimal(100)),
            "vat_reason": TREATMENTS[line.vat].reason}


def _line(number: int, order: Order, place: int, line: Line, law: Shelf, named: bool) -> str:
    """A line; `named`: it says which order and whose work it is."""
    about = f"{order.number} · {who_works(order)}" if named else ""
    return node("cac:InvoiceLine", text("cbc:ID", number), text("cbc:Note", about), quantity("cbc:InvoicedQuantity", line),
                money("cbc:LineExtensionAmount", line.amount),
                node("cac:OrderLineReference", text("cbc:LineID", place if not named else "")),
                item(order, place, line, law), line_price(line))


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, texts)))
