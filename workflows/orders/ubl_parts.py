"""What the UBL documents of an order have in common: parties, lines, tax and totals."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from workflows.law.owed import ZERO, cents
from workflows.law.parameters import Shelf
from workflows.orders.lines import UNITS, Line
from workflows.orders.order import Order
from workflows.orders.parties import Address
from workflows.orders.totals import Taxed
from workflows.orders.vat import TREATMENTS, rate
from workflows.orders.xml import HEAD, money, node, price, text
from workflows.words.catalogue import speak

ENTERPRISE = "0208"
"""The scheme of Belgian enterprise numbers in the list of electronic addresses."""

OUTSIDE = "O"
"""The category of what is outside the tax: it has no rate, and no VAT number stands beside it (BR-O-02)."""

_NAMES = ('xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
          'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"')


def document(kind: str, *parts: str) -> bytes:
    """A whole UBL document: its kind names the root and its namespace."""
    space = f"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2"
    return f'{HEAD}<{kind} xmlns="{space}" {_NAMES}>{"".join(parts)}</{kind}>\n'.encode()


def endpoint(number: str) -> str:
    """The electronic address of a Belgian enterprise."""
    return text("cbc:EndpointID", number, schemeID=ENTERPRISE)


def address(tag: str, place: Address) -> str:
    """A postal address."""
    return node(tag, text("cbc:StreetName", place.street), text("cbc:CityName", place.city),
                text("cbc:PostalZone", place.postcode),
                node("cac:Country", text("cbc:IdentificationCode", place.country)))


def entity(name: str, number: str) -> str:
    """The name and number of an enterprise in the register."""
    return node("cac:PartyLegalEntity", text("cbc:RegistrationName", name),
                text("cbc:CompanyID", number, schemeID=ENTERPRISE))


def tax_scheme(vat: str) -> str:
    """The VAT number of a party."""
    return node("cac:PartyTaxScheme", text("cbc:CompanyID", vat), _SCHEME) if vat else ""


def contact(name: str, phone: str, email: str) -> str:
    """Whom to ask."""
    return node("cac:Contact", text("cbc:Name", name), text("cbc:Telephone", phone), text("cbc:ElectronicMail", email))


def category(tag: str, treatment: str, percent: Decimal, *reasons: str) -> str:
    """The tax category of a line or a sum. What lies outside the tax has no rate, not even zero."""
    about = TREATMENTS[treatment].category
    rated = "" if about == OUTSIDE else text("cbc:Percent", percent * 100)
    return node(tag, text("cbc:ID", about), rated, *reasons, _SCHEME)


def merged(taxed: Iterable[Taxed]) -> tuple[Taxed, ...]:
    """The tax as EN 16931 counts it: it knows no treatments, so those of one category and one rate are one sum."""
    found: dict[tuple[str, Decimal], Taxed] = {}
    for one in taxed:
        alike = TREATMENTS[one.treatment].category, one.rate
        net = one.net + (found[alike].net if alike in found else 0)
        found[alike] = replace(found.get(alike, one), net=net, tax=cents(net * one.rate))
    return tuple(found.values())


def tax_total(taxed: Iterable[Taxed], language: str, coded: bool) -> str:
    """The tax and its parts, with the sentence that says why none is charged; `coded`: with its code too."""
    parts = tuple(taxed)
    return node("cac:TaxTotal", money("cbc:TaxAmount", sum((one.tax for one in parts), ZERO)), *(
        node("cac:TaxSubtotal", money("cbc:TaxableAmount", one.net), money("cbc:TaxAmount", one.tax),
             category("cac:TaxCategory", one.treatment, one.rate, *_reasons(one, language, coded))) for one in parts))


def sums_up(tag: str, net: Decimal, gross: Decimal) -> str:
    """The totals of a document: there are neither allowances nor charges beside its lines."""
    return node(tag, money("cbc:LineExtensionAmount", net), money("cbc:TaxExclusiveAmount", net),
                money("cbc:TaxInclusiveAmount", gross), money("cbc:PayableAmount", gross))


def quantity(tag: str, line: Line) -> str:
    """How much, in the unit of the list that Peppol uses: half days are halves of a day."""
    code, many = UNITS[line.unit]
    return text(tag, line.quantity * many, unitCode=code)


def line_price(line: Line) -> str:
    """The price, and for how many units it is: an hour of minutes, half a day."""
    code, many = UNITS[line.unit]
    base = line.per * many
    return node("cac:Price", price("cbc:PriceAmount", line.price),
                text("cbc:BaseQuantity", base, unitCode=code) if base != 1 else "")


def item(order: Order, number: int, line: Line, law: Shelf) -> str:
    """What is ordered on a line. A name has one row; the rest of a long text is its description."""
    name, _, more = line.text.strip().partition("\n")
    return node("cac:Item", text("cbc:Description", more), text("cbc:Name", name or "—"),
                node("cac:SellersItemIdentification", text("cbc:ID", f"{order.number}/{number}")),
                category("cac:ClassifiedTaxCategory", line.vat, rate(line.vat, order.day, law)[0]))


def note(order: Order) -> str:
    """Who works and for what, which one must see in every list; and what was noted."""
    return "\n".join(filter(None, (who_works(order), order.note)))


def who_works(order: Order) -> str:
    """Who does the work, and its subject, in the client's language."""
    names = ", ".join(dict.fromkeys(worker.name for worker in (order.worker, *order.workers)))
    return f"{speak(order.language)('orders.document.worker')} {names} · {order.subject}"


def payment(order: Order) -> str:
    """The term of payment, in the client's language."""
    return speak(order.language)("orders.document.payment.days", days=order.payment_days)


def _reasons(taxed: Taxed, language: str, coded: bool) -> tuple[str, ...]:
    about = TREATMENTS[taxed.treatment]
    if not about.reason:
        return ()
    said = text("cbc:TaxExemptionReason", speak(language)(about.sentence))
    return (text("cbc:TaxExemptionReasonCode", about.reason), said) if coded else (said,)


_SCHEME = node("cac:TaxScheme", text("cbc:ID", "VAT"))
