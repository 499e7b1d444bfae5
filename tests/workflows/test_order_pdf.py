"""The document of an order: every mention in four languages, claims kept, nothing lost in silence, the same bytes for the same order."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from pypdf import PdfReader

from tests.orders import drawn
from workflows.law.library import shelf
from workflows.orders.document import data_files, order_pdf, undrawable
from workflows.orders.examples import SELLER, example
from workflows.orders.lines import Line
from workflows.orders.order import Instalment, Order, with_deposit
from workflows.orders.parties import Address, Client, Worker
from workflows.report.fonts import SIGN
from workflows.report.fonts import drawn as as_drawn
from workflows.report.hybrid import marked_as_order
from workflows.words.catalogue import CLIENT_LANGUAGES, speak

LAW = shelf()
HOME = example(
    client=Client("An De Smet", "an@example.org", Address("Astridlaan 114", "9000", "Gent"), private=True, phone="+32 9 555 12 34"),
    subject="Schilderwerken", lines=(
        Line("Schilderen", Decimal(4), "day", Decimal("250"), "old_home"), Line("Advies", Decimal(30), "minute", Decimal(80)),
        Line("Verf", Decimal(1), "lump_sum", Decimal(100), "old_home", "purchase"),
        Line("Kilometers", Decimal("37.125"), "kilometre", Decimal("0.4326"), "standard", "expense")),
    instalments=with_deposit(Decimal("1156.06"), Decimal("0.4")), revision=2, workers=(Worker("Jan Maes"), Worker("Sofie Claes")),
    note="Sleutel bij de buren.\nHond.", client_reference="PO-77", place=Address("Dorp 3", "9050", "Gentbrugge"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def said(content: bytes) -> str:
    return squeezed("".join(pages(content)))


def speaking(order: Order, language: str) -> Order:
    return replace(order, client=replace(order.client, language=language))


@pytest.mark.parametrize(("language", "register", "kind", "total"), [
    ("fr", "RPM Bruxelles", "Bon de commande", "Total TVA comprise"), ("nl", "RPR Bruxelles", "Bestelbon", "Totaal incl. btw"),
    ("en", "RPM/RPR Bruxelles", "Purchase order", "Total including VAT"), ("de", "RJP Bruxelles", "Bestellschein", "Summe mit MwSt.")])
def test_every_mention_stands_on_it_in_the_language_of_the_client(language, register, kind, total):
    text, formats = said(order_pdf(speaking(HOME, language), LAW)), speak(language).formats
    for wanted in ("Coopérative Exemple SC", "Rue Coenraets 72", "1060 Bruxelles", "0403.019.261", register, "BE 0403.019.261",
                   "BE68 5390 0754 7034", "commandes@example.org", "www.example.org", kind, total, "2026-0001", "An De Smet",
                   "Astridlaan 114", "9000 Gent", "+32 9 555 12 34", "Ana Peeters", "ana@example.org", "Jan Maes, Sofie Claes",
                   "Schilderwerken", "PO-77", "Dorp 3, 9050 Gentbrugge", "Sleutel bij de buren.", formats.date(date(2026, 3, 20)),
                   formats.exact(Decimal("37.125")), formats.exact(Decimal("0.4326"), 2, 4), formats.owed(Decimal("1233.83")),
                   speak(language)("orders.document.no_contract"), speak(language)("orders.document.revision", revision=2),
                   speak(language)("orders.document.attestation.means", standard=formats.percent(0.21)),
                   speak(language)("orders.document.instalments.acceptance"), speak(language)("orders.document.passed"),
                   speak(language)("orders.vat.old_home.mention", rate=formats.percent(0.06), years=10)):
        assert squeezed(wanted) in text, wanted


def test_what_the_law_wants_said_stands_where_it_holds_and_only_there():
    for vat, sentence in (("exempt", "article 44"), ("reverse_union", "article 196"), ("outside", "hors de Belgique")):
        text = said(order_pdf(example(lines=(Line("Cours", Decimal(1), "day", Decimal(100), vat),)), LAW))
        assert squeezed(sentence) in text and "Attestation" not in text
    assert "enliquidation" not in said(order_pdf(example(), LAW))
    assert said(order_pdf(example(seller=replace(SELLER, in_liquidation=True)), LAW)).count("ExempleSC,enliquidation") == 2


def test_a_draft_says_that_it_has_no_number():
    content = order_pdf(example(number=""), LAW)
    assert squeezed("projet, sans numéro") in said(content) and data_files(example(number=""), LAW) == {}
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert list(opened.attachments) == []


@pytest.mark.claims("T052")
def test_the_contribution_is_inside_the_prices_or_shown_and_the_total_is_the_same():
    inside, shown = said(order_pdf(example(), LAW)), said(order_pdf(example(shows_contribution=True), LAW))
    assert squeezed("958,21 €") in inside and squeezed("958,21 €") in shown
    line = squeezed("Contribution à la coopérative, 6,5 %")
    assert line in shown and line not in inside


def test_twelve_instalments_of_a_year_of_maintenance_stand_in_a_table():
    months = tuple(Instalment("day", Decimal(15), date(2026, month, 28)) for month in range(1, 13))
    text = said(order_pdf(example(lines=(Line("Entretien", Decimal(12), "month", Decimal(15)),), instalments=months), LAW))
    assert "le28décembre202615,0018,15" in text and text.count("15,0018,15") == 12 and squeezed("217,80 €") in text


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-BE"), ("nl", "nl-BE"), ("en", "en"), ("de", "de-BE")])
def test_title_language_and_claims_are_found_after_the_last_edit(language, tag):
    order = speaking(example(), language)
    with pikepdf.open(io.BytesIO(order_pdf(order, LAW))) as opened:
        metadata = opened.Root.Metadata.read_bytes().decode()
        assert str(opened.Root.Lang) == tag and f"<rdf:li>{tag}</rdf:li>" in metadata
        assert opened.Root.ViewerPreferences.DisplayDocTitle and bool(opened.Root.MarkInfo.Marked)
        assert str(opened.docinfo["/Title"]) == order.title and order.number in str(opened.docinfo["/Keywords"])
        assert opened.Root.Metadata.get("/Filter") is None, "PDF/A wants metadata that can be read without a filter"
        with opened.open_metadata() as found:
            assert found.pdfa_status == "3A" and found["pdfuaid:part"] == "1" and found["dc:title"] == order.title
            space = "{urn:factur-x:pdfa:CrossIndustryDocument:1p0#}"
            assert [found[space + name] for name in ("DocumentType", "DocumentFileName", "Version", "ConformanceLevel")] == [
                "ORDER", "order-x.xml", "1.0", "COMFORT"]
        assert metadata.count("<pdfaExtension:schemas>") == 1 and opened.check_pdf_syntax() == []
    assert set(speak(language).keys) >= {"orders.document.kind"} and language in CLIENT_LANGUAGES


@pytest.mark.claims("T032")
def test_the_order_travels_inside_as_data():
    content, files = order_pdf(example(), LAW), data_files(example(), LAW)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert {name: opened.attachments[name].get_file().read_bytes() for name in opened.attachments} == files
        assert {str(one.UF): str(one.AFRelationship) for one in opened.Root.AF} == {
            "order-x.xml": "/Data", "order-ubl.xml": "/Supplement"}
        assert len(opened.Root.AF) == 2
    assert list(files) == ["order-x.xml", "order-ubl.xml"] and list(data_files(HOME, LAW)) == ["order-x.xml"]
    with pikepdf.open(io.BytesIO(order_pdf(example(), LAW, {"plan.txt": b"plan"}))) as opened:
        assert list(opened.attachments) == ["plan.txt"] and b"CrossIndustry" not in opened.Root.Metadata.read_bytes()


def test_a_file_that_typst_did_not_write_is_not_marked():
    empty = io.BytesIO()
    with pikepdf.new() as made:
        made.Root.Metadata = made.make_stream(b"<x/>")
        made.save(empty)
    with pytest.raises(ValueError, match="metadata"):
        marked_as_order(empty.getvalue(), "order-x.xml", "COMFORT")


def test_headings_and_header_rows_are_tagged():
    kinds, rows = [], []

    def walk(element):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            kinds.append(str(element.S))
            rows.extend([str(element.S)] if str(element.S) in ("/TH", "/TR") else [])
        kids = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else element
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, (pikepdf.Dictionary, pikepdf.Array)):
                walk(kid)

    with pikepdf.open(io.BytesIO(order_pdf(HOME, LAW))) as opened:
        walk(opened.Root.StructTreeRoot)
    assert kinds.count("/H1") == 1 and kinds.count("/H2") >= 5
    assert kinds.count("/Table") == kinds.count("/THead") == 4, "two parts, totals, instalments"
    assert kinds.count("/TH") >= 4 * 3


def test_only_bundled_fonts_are_embedded():
    reader = PdfReader(io.BytesIO(order_pdf(speaking(HOME, "de"), LAW)))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts} == {"Inter"}
    below = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all("/FontFile2" in one or "/FontFile3" in one for one in below)


def test_equal_orders_are_equal_bytes_in_this_process_and_in_another():
    code = ("import hashlib; from tests.workflows.test_order_pdf import HOME, LAW; from workflows.orders.document import order_pdf; "
            "print(hashlib.sha256(order_pdf(HOME, LAW)).hexdigest())")
    here = order_pdf(HOME, LAW)
    assert here == order_pdf(HOME, LAW) and here != order_pdf(replace(HOME, revision=3), LAW)
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert other.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_hundred_and_twenty_lines_are_tidy_pages_with_their_header():
    lines = tuple(Line(f"Ligne {at} : réglage", Decimal(at) / 8, "hour", Decimal("12.5"), kind="purchase" if at % 10 == 0 else "work")
                  for at in range(1, 121))
    found = pages(order_pdf(example(lines=lines), LAW))
    assert 4 <= len(found) <= 6
    for number, text in enumerate(found, 1):
        assert f"Page {number} de {len(found)}" in text and "0403.019.261" in text
        if "réglage" in text:
            assert "Description" in text and "Montant HTVA" in squeezed(text).replace("MontantHTVA", "Montant HTVA")
        assert number == 1 or squeezed(example().title) in squeezed(text)
    assert all(squeezed(f"Ligne {at} : réglage") in squeezed("".join(found)) for at in range(1, 121))


@pytest.mark.parametrize("name", ['#panic("x") *a* $c$ [d]', "_a_ `b` <c> @d \\e //f /*g*/", "= h -> i -- j ... k ~ l 1/2", "{{ x }} {page}"])
def test_what_looks_like_markup_is_printed_as_it_was_typed(name):
    order = example(subject=name, worker=Worker(name), note=name, lines=(Line(name, Decimal(1), "day", Decimal(1)),),
                    client=replace(example().client, name=name))
    assert said(order_pdf(order, LAW)).count(squeezed(name)) >= 5


@pytest.mark.parametrize(("name", "printed", "lost"), [
    ("Ana 🎨 Peeters", f"Ana {SIGN} Peeters", "🎨"), ("Zoë 👩🏽‍🚒 & 🛠️", f"Zoë {SIGN} & {SIGN}", "👩🛠"), ("מרים", SIGN * 4, "מרים"),
    ("محمد", SIGN * 4, "محد"), ("王伟", SIGN * 2, "王伟")])
def test_what_no_font_can_draw_becomes_a_sign_and_is_said(name, printed, lost):
    order = example(worker=Worker(name))
    text = said(order_pdf(order, LAW))
    assert squeezed(printed) in text and squeezed(speak("fr")("orders.document.lost", sign=SIGN)) in text
    assert undrawable(order) == lost


@pytest.mark.parametrize("name", ["Αθηνά Ξενάκη", "Софія Щербак", "Nguyễn Thị Ánh", "Łukasz Żółć", "Ștefan Țîrlea", "Ağaoğlu İnci", "Þóra Ðí"])
def test_names_of_europe_and_of_vietnam_are_drawn(name):
    order = example(worker=Worker(name))
    assert undrawable(order) == "" and squeezed(name) in said(order_pdf(order, LAW))


def test_controls_go_and_cannot_turn_an_amount_around():
    assert as_drawn("a\x00b\u202ec\u200bd\te\r\nf\u2028g\u3000h") == ("abcd e\nf\ng h", ())
    assert as_drawn("e\u0301") == ("é", ()), "an accent that was typed apart"
    text = said(order_pdf(example(subject="Total \u202e00,001 \x07€"), LAW))
    assert "Total00,001€" in text


def test_a_long_word_stays_on_the_page():
    order = example(subject="x" * 200, client=replace(example().client, name="W" * 120, email="m" * 90 + "@example.org"),
                    lines=(Line("y" * 300, Decimal("99999.999"), "minute", Decimal("999999.9999")),))
    content = order_pdf(order, LAW)
    for letter, most in (("x", 100), ("W", 60), ("m", 60), ("y", 60)):
        rows = [run for page in pages(content) for run in re.findall(f"{letter}+", page)]
        assert max(map(len, rows)) < most, letter
    assert said(content).count("y" * 300) == 1 and said(content).count("x" * 200) == 2, "nothing is lost; the title is repeated"


@pytest.mark.parametrize("seed", range(12))
def test_any_order_that_can_be_becomes_a_document(seed):
    order = drawn(seed)
    assert order.number in said(order_pdf(order, LAW))
