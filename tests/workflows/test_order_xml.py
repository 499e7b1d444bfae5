"""An order as data: it adds up, invents nothing, and passes the official rules where the dossier has them."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.official import judged
from tests.orders import drawn, every, local, tree, wrong
from workflows.law.library import shelf
from workflows.orders.examples import example
from workflows.orders.invoice import OutsideAlone, invoice_csv, invoice_rows, invoice_xml
from workflows.orders.lines import Line
from workflows.orders.order_x import order_x
from workflows.orders.parties import Client
from workflows.orders.shown import shown
from workflows.orders.totals import totals
from workflows.orders.ubl import agreement_xml, order_xml

LAW, DAY = shelf(), date(2026, 3, 9)
SEEDS = range(200)


def documents(order):
    """All that exists of an order as XML."""
    return [order_xml(order, LAW), agreement_xml(order, DAY, LAW), invoice_xml(order, "F-2026-17", DAY, LAW), order_x(order, LAW)]


def texts(content, name):
    return [one.text for one in every(tree.fromstring(content), name)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_document_adds_up_to_the_cent_and_comes_to_what_the_order_comes_to(seed):
    order = drawn(seed, belgian=seed % 2 == 0)
    sums = totals(order.lines, order.day, LAW)
    for content in documents(order) if order.client.number else [order_x(order, LAW)]:
        assert wrong(content) == []
        last = (texts(content, "PayableAmount") + texts(content, "GrandTotalAmount"))[0]
        assert Decimal(last) == sums.gross
        assert len(every(tree.fromstring(content), "Price") + every(tree.fromstring(content), "NetPriceProductTradePrice")) == len(
            shown(order, LAW).lines)


@pytest.mark.parametrize(("old", "new"), [
    (r"<cbc:PayableAmount currencyID=\"EUR\">\d+", '<cbc:PayableAmount currencyID="EUR">1'),
    (r"(<cbc:LineExtensionAmount currencyID=\"EUR\">)700.00", r"\g<1>700.01"), (r">350.0000<", ">350.0100<"),
    (r"(<cbc:Quantity unitCode=\"MIN\">)30<", r"\g<1>31<"), (r"(<cbc:BaseQuantity unitCode=\"MIN\">)60<", r"\g<1>1<"),
    (r"<cac:LineItem><cbc:ID>2<", "<cac:LineItem><cbc:ID>1<"), (r"Mobilis</cbc:Name>", "</cbc:Name>"),
    (r"(<cac:TaxTotal><cbc:TaxAmount currencyID=\"EUR\">)\d", r"\g<1>9"),
])
def test_our_own_check_of_the_arithmetic_sees_each_change(old, new):
    content = order_xml(example(), LAW).decode()
    changed, count = re.subn(old, new, content, count=1)
    assert count == 1 and wrong(content.encode()) == [] and wrong(changed.encode())


def test_half_days_are_halves_of_a_day_and_minutes_are_priced_by_the_hour():
    lines = (Line("Cours", Decimal(3), "half_day", Decimal("180")), Line("Appel", Decimal(30), "minute", Decimal(80)),
             Line("Entretien", Decimal(12), "month", Decimal(15)))
    content = order_xml(example(lines=lines), LAW)
    root = tree.fromstring(content)
    assert [(one.text, one.get("unitCode")) for one in every(root, "Quantity")] == [("1.5", "DAY"), ("30", "MIN"), ("12", "MON")]
    assert [(one.text, one.get("unitCode")) for one in every(root, "BaseQuantity")] == [("0.5", "DAY"), ("60", "MIN")]
    assert texts(content, "PriceAmount") == ["180.0000", "80.0000", "15.0000"]
    assert texts(content, "LineExtensionAmount")[-3:] == ["540.00", "40.00", "180.00"]


def test_nobody_gets_an_address_that_was_invented():
    person = example(client=Client("An De Smet", "an@example.org", language="nl", private=True))
    assert [order_xml(person, LAW), agreement_xml(person, DAY, LAW), invoice_xml(person, "F-1", DAY, LAW)] == [None, None, None]
    reached = every(tree.fromstring(order_x(person, LAW)), "URIUniversalCommunication")[1][0]
    assert (reached.get("schemeID"), reached.text) == ("EM", "an@example.org")
    assert invoice_rows(person, DAY, LAW)[0]["client_number"] == ""


def test_the_invoice_has_the_number_of_the_accounting_and_names_the_order():
    root = tree.fromstring(invoice_xml(example(client_reference="PO-77"), "V26/0412", DAY, LAW))
    assert root.find("{*}ID").text == "V26/0412" and root.find("{*}OrderReference/{*}ID").text == "2026-0001"
    assert root.find("{*}BuyerReference").text == "PO-77" and root.find("{*}DueDate").text == "2026-04-08"


def test_work_outside_the_tax_shares_no_invoice_and_stands_beside_no_vat_number():
    mixed = example(lines=(Line("a", Decimal(1), "day", Decimal(100), "outside"), Line("b", Decimal(1), "day", Decimal(100))))
    with pytest.raises(OutsideAlone):
        invoice_xml(mixed, "F-1", DAY, LAW)
    assert texts(invoice_xml(replace(mixed, lines=mixed.lines[:1]), "F-1", DAY, LAW), "Percent") == []
    assert b"PartyTaxScheme" not in invoice_xml(replace(mixed, lines=mixed.lines[:1]), "F-1", DAY, LAW)


def together():
    """Three orders of one client, at two rates, in two years."""
    lines = tuple(Line("a", Decimal(1), "day", Decimal("10.03"), vat) for vat in ("performance", "old_home", "standard"))
    first = example(lines=lines, client_reference="PO-1")
    return [first, replace(first, number="2026-0002", subject="Suite", client_reference="PO-2", payment_days=60),
            replace(first, number="2026-0003", day=date(2027, 1, 4), until=date(2027, 1, 5), shows_contribution=True)]


def test_orders_of_one_client_make_one_invoice_and_no_line_is_lost_or_doubled():
    orders = together()
    content = invoice_xml(orders, "F-1", date(2027, 1, 9), LAW)
    root = tree.fromstring(content)
    assert wrong(content) == [] and len(every(root, "InvoiceLine")) == 3 + 3 + len(shown(orders[2], LAW).lines)
    assert root.find("{*}OrderReference/{*}ID").text == "2026-0001, 2026-0002, 2026-0003"
    assert root.find("{*}BuyerReference").text == "PO-1, PO-2" and root.find("{*}DueDate").text == "2027-03-10"
    assert Decimal(texts(content, "TaxExclusiveAmount")[0]) == sum(totals(one.lines, one.day, LAW).net for one in orders)
    assert [note.partition(" · ")[0] for note in texts(content, "Note")[2:8]] == ["2026-0001"] * 3 + ["2026-0002"] * 3
    with pytest.raises(ValueError, match="one client"):
        invoice_xml([orders[0], drawn(1, belgian=True)], "F-1", DAY, LAW)


def test_two_treatments_at_one_rate_are_one_sum_for_the_accounting():
    lines = tuple(Line("a", Decimal(1), "day", Decimal("10.07"), vat) for vat in ("performance", "old_home", "standard"))
    parts = every(tree.fromstring(invoice_xml(example(lines=lines), "F-1", DAY, LAW)), "TaxSubtotal")
    assert [[one.text for one in part if local(one) == "TaxableAmount"] for part in parts] == [["20.14"], ["10.07"]]


def test_signs_that_no_xml_may_hold_are_left_out_and_the_others_stay():
    order = example(subject="a\x00b\x0b <&> 🎨 \ufffe", note="\x07", lines=(Line("x\nmore & more", Decimal(1), "day", Decimal(1)),))
    content = order_xml(order, LAW)
    assert texts(content, "Note")[0].endswith("ab <&> 🎨") and texts(content, "Description") == ["more & more"]


def test_the_table_for_the_accounting_says_the_same_and_no_cell_is_a_formula():
    order = drawn(3, belgian=True, changed={"subject": "=1+1", "client_reference": "@x"})
    rows = list(csv.DictReader(io.StringIO(invoice_csv(invoice_rows(order, DAY, LAW)).decode("utf-8-sig")), delimiter=";"))
    assert sum(Decimal(row["net"]) for row in rows) == totals(order.lines, order.day, LAW).net
    assert {row["subject"] for row in rows} == {"'=1+1"} and {row["client_reference"] for row in rows} == {"'@x"}
    assert [row["order"] for row in rows] == ["2026-0003"] * len(rows)


@pytest.fixture(scope="module")
def rules(shared):
    if not (shared / "orders" / "validate.py").exists():
        pytest.skip("ATELIER_SHARED has no checker of orders")
    return shared / "orders"


def official(rules, seeds):
    kept = [drawn(seed, belgian=True) for seed in seeds]
    contents = [content for order in kept for content in documents(order)[:3]]
    found = judged(rules, contents)
    assert len(found) == 3 * len(kept)
    return {at: one for at, one in enumerate(found) if one}


def test_the_official_rules_find_nothing_wrong(rules):
    assert official(rules, SEEDS[:20]) == {}


def test_the_official_rules_find_nothing_wrong_where_no_tax_is_charged(rules):
    alike = [example(lines=tuple(replace(line, vat=vat) for line in example().lines), shows_contribution=apart)
             for vat in ("exempt", "reverse_union", "outside") for apart in (False, True)]
    assert judged(rules, [content for order in alike for content in documents(order)[:3]]) == [[]] * 18


def test_the_official_rules_find_nothing_wrong_in_an_invoice_of_several_orders(rules):
    assert judged(rules, [invoice_xml(together(), "F-1", date(2027, 1, 9), LAW)]) == [[]]


@pytest.mark.slow
def test_the_official_rules_find_nothing_wrong_in_two_hundred_orders(rules):
    assert official(rules, SEEDS) == {}


MUTATIONS = {
    "a number that fails its check": (0, b"0202239951", b"0202239952"), "a scheme that is not in the list": (0, b'"0208"', b'"0299"'),
    "a total that is a euro off": (0, b">958.21</cbc:PayableAmount>", b">959.21</cbc:PayableAmount>"),
    "a unit that is not in the list": (0, b'"MIN"', b'"MINUTE"'), "an empty element": (0, b"<cac:ValidityPeriod>", b"<cac:Contract><cbc:ID/></cac:Contract><cac:ValidityPeriod>"),
    "a line number twice": (0, b"<cac:LineItem><cbc:ID>2<", b"<cac:LineItem><cbc:ID>1<"),
    "an agreement without a price": (1, b"PriceAmount", b"PriceAmounts"),
    "an agreement on another line amount": (1, b">700.00<", b">701.00<"),
    "an invoice without an order's number": (2, b"<cac:OrderReference><cbc:ID>2026-0001</cbc:ID></cac:OrderReference>", b""),
    "a price for another number of minutes": (2, b">60</cbc:BaseQuantity>", b">6</cbc:BaseQuantity>"),
    "tax of another rate": (2, b">21</cbc:Percent>", b">20</cbc:Percent>"), "a rate that is not the lines'": (2, b">166.30<", b">176.30<"),
}


def test_the_official_rules_see_each_change(rules):
    originals = documents(example())[:3]
    changed = [originals[kind].replace(old, new) for kind, old, new in MUTATIONS.values()]
    assert all(after not in originals for after in changed)
    found = judged(rules, [*originals, *changed])
    assert found[:3] == [[], [], []]
    assert [name for name, one in zip(MUTATIONS, found[3:], strict=True) if not one] == []
