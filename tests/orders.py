"""Orders for tests: drawn ones of every kind that can be, and the arithmetic of their XML, checked without the project."""

import random
import xml.etree.ElementTree as tree
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from workflows.orders.examples import example
from workflows.orders.identifiers import WrongNumber, enterprise_number
from workflows.orders.lines import UNITS, Line
from workflows.orders.order import Order, with_deposit
from workflows.orders.parties import Address, Client, Worker
from workflows.orders.vat import possible

CENT = Decimal("0.01")
TEXTS = ("Conception", "Réglage & mise au point", "Ontwerp <nieuw>", "Beratung “vor Ort”", "Teksten\nmet een tweede rij", "🎨 fresque",
         "#panic(\"x\") *a* $c$ [d]", "Κατασκευή", "Реставрация", "a" * 300, "Zwischen\u0007zeichen", "-1+1", " ")


def number(draw: random.Random) -> str:
    """An enterprise number that passes the check."""
    while True:
        base = draw.randrange(2_000_000, 20_000_000)
        try:
            return enterprise_number(f"{base:08d}{97 - base % 97:02d}")
        except WrongNumber:
            continue


def client(draw: random.Random, belgian: bool = False) -> Client:
    """An enterprise here, with or without VAT, a private person, or an enterprise elsewhere."""
    language = draw.choice(("fr", "nl", "en", "de"))
    here = Address("Rue Haute 1", draw.choice(("1000", "4700", "")), draw.choice(("Bruxelles", "Eupen & Raeren")))
    kind = "enterprise" if belgian else draw.choice(("enterprise", "private", "union", "far"))
    if kind == "enterprise":
        own = number(draw)
        return Client("Mobilis & fils", draw.choice(("", "a@example.org")), here, own, draw.choice(("", "BE" + own)), language,
                      contact=draw.choice(("", "Jeanne <Martin>")), phone=draw.choice(("", "+32 2 555 12 34")))
    if kind == "private":
        return Client("An De Smet", "an@example.org", here, language=language, private=True)
    country, vat = ("NL", "NL004495445B01") if kind == "union" else ("CH", "")
    return Client("Elders", "x@example.org", Address("Straat 1", "1000 AA", "Elders", country), vat=vat, language=language)


def line(draw: random.Random, treatments: tuple[str, ...]) -> Line:
    """A line in any unit, at any price that has four decimals."""
    quantity = draw.choice((Decimal(draw.randrange(1, 40)), Decimal(draw.randrange(1, 99_999)) / 1000, Decimal("0.5")))
    price = draw.choice((Decimal(draw.randrange(1, 2_000)), Decimal(draw.randrange(1, 9_999_999)) / 10_000))
    return Line(draw.choice(TEXTS), quantity, draw.choice(tuple(UNITS)), price, draw.choice(treatments),
                draw.choice(("work", "work", "purchase", "expense")))


def drawn(seed: int, belgian: bool = False, changed: dict | None = None) -> Order:
    """One of the orders that can be: the same for the same seed."""
    draw = random.Random(seed)
    whom = client(draw, belgian)
    day = date(2026, 1, 1) + timedelta(days=draw.randrange(365))
    lines = tuple(line(draw, possible(whom)) for _ in range(draw.choice((1, 2, 3, 8))))
    order = example(client=whom, lines=lines, day=day, until=day + timedelta(days=draw.randrange(40)), number=f"2026-{seed:04d}",
                    issued_on=day - timedelta(days=9), valid_until=day + timedelta(days=21), revision=draw.choice((1, 1, 3)),
                    subject=draw.choice(TEXTS[:-1]), note=draw.choice(("", "Deux\nlignes & plus", "\u0000\ufffe")),
                    client_reference=draw.choice(("", "PO <7>")), shows_contribution=draw.random() < 0.5,
                    workers=draw.choice(((), (Worker("Łukasz Żak"), Worker("Zoë")))), payment_days=draw.choice((0, 30, 90)),
                    place=draw.choice((None, Address("", "", "Oostende"))),
                    instalments=draw.choice(((), with_deposit(Decimal("1200"), Decimal("0.4")))))
    return Order(**{**vars(order), **(changed or {})})


def local(element: tree.Element) -> str:
    return element.tag.rpartition("}")[2]


def every(root: tree.Element, name: str) -> list[tree.Element]:
    return [one for one in root.iter() if local(one) == name]


def value(root: tree.Element, *path: str) -> Decimal:
    """The number at the end of a path of names; 1 where there is none, as for the quantity that a price is for."""
    for name in path:
        root = next((one for one in root if local(one) == name), None)
        if root is None:
            return Decimal(1)
    return Decimal(root.text)


def wrong(content: bytes) -> list[str]:
    """What does not add up in an Order, OrderResponse, Invoice or Order-X; [] where all does."""
    root = tree.fromstring(content)
    found = [f"{local(one)} is empty" for one in root.iter() if not len(one) and not (one.text or "").strip()]
    if local(root) == "SCRDMCCBDACIOMessageStructure":
        lines = [(value(one, "SpecifiedLineTradeDelivery", "RequestedQuantity"),
                  value(one, "SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "ChargeAmount"),
                  value(one, "SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "BasisQuantity"),
                  value(one, "SpecifiedLineTradeSettlement", "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"))
                 for one in every(root, "IncludedSupplyChainTradeLineItem")]
        head = every(root, "SpecifiedTradeSettlementHeaderMonetarySummation")[0]
        net, tax, gross = (value(head, name) for name in ("TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount"))
        ids = [one.text for one in every(root, "LineID")]
    else:
        names = ("InvoicedQuantity",) if local(root) == "Invoice" else ("Quantity",)
        lines = [(value(one, *names), value(one, "Price", "PriceAmount"), value(one, "Price", "BaseQuantity"),
                  value(one, "LineExtensionAmount")) for one in every(root, "InvoiceLine") + every(root, "LineItem")]
        head = (every(root, "LegalMonetaryTotal") + every(root, "AnticipatedMonetaryTotal"))[0]
        net, gross = value(head, "TaxExclusiveAmount"), value(head, "PayableAmount")
        tax = value(every(root, "TaxTotal")[0], "TaxAmount")
        parts = [(value(one, "TaxableAmount"), value(one, "TaxAmount"), value(one, "TaxCategory", "Percent") if every(one, "Percent")
                  else Decimal(0)) for one in every(root, "TaxSubtotal")]
        found += [f"tax of {base}" for base, part, rate in parts if abs(part - base * rate / 100) > CENT]
        found += ["tax by category"] if parts and (sum(p[1] for p in parts), sum(p[0] for p in parts)) != (tax, net) else []
        ids = [value(one, "ID") for one in every(root, "InvoiceLine") + every(root, "LineItem")]
    found += [f"line {at}" for at, (quantity, price, per, amount) in enumerate(lines, 1)
              if (quantity * price / per).quantize(CENT, ROUND_HALF_UP) != amount]
    found += ["sum of lines"] if sum(amount for *_, amount in lines) != net else []
    found += ["total"] if net + tax != gross else []
    return found + (["line numbers"] if len(set(ids)) != len(ids) or not ids else [])
