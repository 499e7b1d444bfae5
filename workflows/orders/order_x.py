"""An order as Order-X 1.0, profile COMFORT: the data that a PDF carries for whoever reads it by machine."""

from datetime import date

from workflows.law.owed import PRICE
from workflows.law.parameters import Shelf
from workflows.orders.lines import UNITS, Line
from workflows.orders.order import Order
from workflows.orders.parties import Address
from workflows.orders.shown import shown
from workflows.orders.totals import totals
from workflows.orders.ubl_parts import ENTERPRISE, OUTSIDE, payment, who_works
from workflows.orders.vat import TREATMENTS, rate
from workflows.orders.xml import HEAD, node, text
from workflows.words.catalogue import speak

FILE_NAME, LEVEL = "order-x.xml", "COMFORT"
ORDER, ORIGINAL, REPLACES, ANSWER_WANTED = "220", "9", "5", "AC"

_SPACES = " ".join(f'xmlns:{prefix}="urn:un:unece:uncefact:data:{name}"' for prefix, name in (
    ("rsm", "SCRDMCCBDACIOMessageStructure:100"), ("udt", "standard:UnqualifiedDataType:128"),
    ("ram", "standard:ReusableAggregateBusinessInformationEntity:128")))


def order_x(order: Order, law: Shelf) -> bytes:
    """The order as Order-X, for every client: those without an enterprise number are reached by mail (scheme EM)."""
    root = "rsm:SCRDMCCBDACIOMessageStructure"
    return (f"{HEAD}<{root} {_SPACES}>" + node(
        "rsm:ExchangedDocumentContext",
        node("ram:GuidelineSpecifiedDocumentContextParameter", text("ram:ID", f"urn:order-x.eu:1p0:{LEVEL.lower()}")))
        + _document(order)
        + node("rsm:SupplyChainTradeTransaction",
               *(_line(order, number, line, law) for number, line in enumerate(shown(order, law).lines, 1)),
               _agreement(order), _delivery(order), _settlement(order, law))
        + f"</{root}>\n").encode()


def _document(order: Order) -> str:
    words = speak(order.language)
    said = (who_works(order), order.note, words("orders.document.no_contract"))
    return node("rsm:ExchangedDocument", text("ram:ID", order.number), text("ram:Name", words("orders.document.kind")),
                text("ram:TypeCode", ORDER), _moment("ram:IssueDateTime", order.issued_on),
                text("ram:PurposeCode", REPLACES if order.revision > 1 else ORIGINAL),
                text("ram:RequestedResponseTypeCode", ANSWER_WANTED),
                *(node("ram:IncludedNote", text("ram:Content", one)) for one in said),
                node("ram:EffectiveSpecifiedPeriod", _moment("ram:EndDateTime", order.valid_until)))


def _line(order: Order, number: int, line: Line, law: Shelf) -> str:
    name, _, more = line.text.strip().partition("\n")
    code, many = UNITS[line.unit]
    category = TREATMENTS[line.vat].category
    percent = rate(line.vat, order.day, law)[0] * 100
    return node(
        "ram:IncludedSupplyChainTradeLineItem",
        node("ram:AssociatedDocumentLineDocument", text("ram:LineID", number)),
        node("ram:SpecifiedTradeProduct", text("ram:SellerAssignedID", f"{order.number}/{number}"),
             text("ram:Name", name or "—"), text("ram:Description", more)),
        node("ram:SpecifiedLineTradeAgreement", node(
            "ram:NetPriceProductTradePrice", f"<ram:ChargeAmount>{line.price.quantize(PRICE):f}</ram:ChargeAmount>",
            text("ram:BasisQuantity", line.per * many, unitCode=code))),
        node("ram:SpecifiedLineTradeDelivery", text("ram:RequestedQuantity", line.quantity * many, unitCode=code)),
        node("ram:SpecifiedLineTradeSettlement",
             node("ram:ApplicableTradeTax", text("ram:TypeCode", "VAT"), text("ram:CategoryCode", category),
                  "" if category == OUTSIDE else text("ram:RateApplicablePercent", percent)),
             node("ram:SpecifiedTradeSettlementLineMonetarySummation",
                  f"<ram:LineTotalAmount>{line.amount:.2f}</ram:LineTotalAmount>")))


def _agreement(order: Order) -> str:
    seller, client, worker = order.seller, order.client, order.worker
    return node("ram:ApplicableHeaderTradeAgreement", text("ram:BuyerReference", order.client_reference),
                node("ram:SellerTradeParty", text("ram:Name", seller.name), _legal(seller.number),
                     _contact(worker.name, "", worker.email or seller.email), _address(seller.address),
                     _reached(seller.number, seller.email), _tax(seller.vat)),
                node("ram:BuyerTradeParty", text("ram:Name", client.name), _legal(client.number),
                     _contact(client.contact, client.phone, client.email), _address(client.address),
                     _reached(client.number, client.email), _tax(client.vat)),
                node("ram:QuotationReferencedDocument", text("ram:IssuerAssignedID", order.number)))


def _delivery(order: Order) -> str:
    place = order.place or order.client.address
    period = node("ram:OccurrenceSpecifiedPeriod", _moment("ram:StartDateTime", order.day),
                  _moment("ram:EndDateTime", order.until))
    return node("ram:ApplicableHeaderTradeDelivery",
                node("ram:ShipToTradeParty", text("ram:Name", order.client.name), _address(place)),
                node("ram:RequestedDeliverySupplyChainEvent", period))


def _settlement(order: Order, law: Shelf) -> str:
    sums = totals(order.lines, order.day, law)
    return node("ram:ApplicableHeaderTradeSettlement", text("ram:OrderCurrencyCode", "EUR"),
                node("ram:SpecifiedTradePaymentTerms", text("ram:Description", payment(order))),
                node("ram:SpecifiedTradeSettlementHeaderMonetarySummation",
                     f"<ram:LineTotalAmount>{sums.net:.2f}</ram:LineTotalAmount>",
                     f"<ram:TaxBasisTotalAmount>{sums.net:.2f}</ram:TaxBasisTotalAmount>",
                     f'<ram:TaxTotalAmount currencyID="EUR">{sums.tax:.2f}</ram:TaxTotalAmount>',
                     f"<ram:GrandTotalAmount>{sums.gross:.2f}</ram:GrandTotalAmount>"))


def _moment(tag: str, day: date) -> str:
    return node(tag, text("udt:DateTimeString", f"{day:%Y%m%d}", format="102"))


def _legal(number: str) -> str:
    return node("ram:SpecifiedLegalOrganization", text("ram:ID", number, schemeID=ENTERPRISE))


def _contact(name: str, phone: str, email: str) -> str:
    return node("ram:DefinedTradeContact", text("ram:PersonName", name),
                node("ram:TelephoneUniversalCommunication", text("ram:CompleteNumber", phone)),
                node("ram:EmailURIUniversalCommunication", text("ram:URIID", email)))


def _address(place: Address) -> str:
    return node("ram:PostalTradeAddress", text("ram:PostcodeCode", place.postcode), text("ram:LineOne", place.street),
                text("ram:CityName", place.city), text("ram:CountryID", place.country))


def _reached(number: str, email: str) -> str:
    scheme, at = (ENTERPRISE, number) if number else ("EM", email)
    return node("ram:URIUniversalCommunication", text("ram:URIID", at, schemeID=scheme))


def _tax(vat: str) -> str:
    return node("ram:SpecifiedTaxRegistration", text("ram:ID", vat, schemeID="VA"))
