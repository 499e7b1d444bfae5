"""The register of a year: every note is in it, and the totals are the sums by hand."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pypdf import PdfReader

from tests.expenses import Office
from workflows.cli.main import main
from workflows.expenses.register import UnknownMember, register, register_pdf
from workflows.store.engine import open_store
from workflows.words.catalogue import LANGUAGES, speak


@pytest.fixture
def office(tmp_path):
    made = Office.at(open_store(f"sqlite:///{tmp_path / 'atelier.db'}"), tmp_path)
    made.now = datetime(2026, 4, 20, 9, tzinfo=UTC)
    return made


@pytest.fixture
def year(office):
    """January: 100.00 and 20.50; March: 184.50, and 50 that only waits; April of another member: 12.00."""
    ana, zoe, els = (office.person(role, name) for role, name in (
        ("member", "Ana Peeters"), ("member", "Zoë Łuczak"), ("staff", "Els Maes")))
    for at, (who, day, amount, done) in enumerate([
            (ana, "5/1/2026", "100", "book"), (ana, "31/1/2026", "20,50", "approve"), (ana, "2/3/2026", "184,50", "book"),
            (ana, "3/3/2026", "50", ""), (zoe, "1/4/2026", "12", "book")]):
        id = office.write(who, f"{at}" * 32, day=day, amount=amount, receipt=b"%PDF-1.7 " + str(at).encode())
        office.submit(who, id)
        if done:
            office.approve(els, id)
        if done == "book":
            office.book(els, id)
    office.write(ana, "f" * 32, day="4/3/2026", amount="7")
    return ana


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_the_totals_by_month_are_the_sums_by_hand(office, year):
    found = register(office.store, 2026, "ana@example.org")
    assert found.months() == ((1, 2, Decimal("120.50"), Decimal("120.50")), (3, 1, Decimal("184.50"), Decimal("184.50")))
    assert found.total() == (3, Decimal("305.00"), Decimal("305.00")) and len(found.rows) == 4
    everybody = register(office.store, 2026)
    assert everybody.total() == (4, Decimal("317.00"), Decimal("317.00")) and everybody.who == ""
    assert register(office.store, 2025).rows == ()
    with pytest.raises(UnknownMember):
        register(office.store, 2026, "nobody@example.org")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_has_every_note_its_receipt_and_the_totals(office, year, language):
    words, found = speak(language), register(office.store, 2026)
    content = register_pdf(found, words, date(2026, 4, 21))
    paper = text_of(content).replace(" ", "")
    for row in found.rows:
        assert words.formats.owed(row.paid_back).replace("\xa0", "") in paper and row.receipt in paper
    assert words.formats.owed(Decimal("317.00")).replace("\xa0", "") in paper and "ZoëŁuczak" in paper
    assert content == register_pdf(found, words, date(2026, 4, 21)), "the same bytes for the same notes"
    assert b"pdfaid" in content and b"pdfuaid" in content


def test_an_empty_year_and_a_thousand_notes_are_documents_too(office, year):
    from dataclasses import replace
    assert register_pdf(register(office.store, 2025), speak("fr"), date(2026, 4, 21)).startswith(b"%PDF")
    one = register(office.store, 2026)
    many = replace(one, rows=one.rows * 200)
    assert len(PdfReader(io.BytesIO(register_pdf(many, speak("fr"), date(2026, 4, 21)))).pages) > 20


def test_the_command_writes_it_and_says_what_is_wrong(office, year, tmp_path, monkeypatch, capsys):
    office.store.close()
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path))
    file = tmp_path / "a.pdf"
    assert main(["expenses", "register", "--year", "2026", "--person", "ana@example.org", "-o", str(file), "--lang", "en"]) == 0
    assert "4 notes in" in capsys.readouterr().out and "Ana Peeters" in text_of(file.read_bytes())
    for said, about in ((["--year", "soon"], "soon"), (["--year", "2026", "--person", "x@example.org"], "x@example.org"),
                        (["--year", "2026", "-o", str(tmp_path / "no" / "a.pdf")], "could not be written")):
        assert main(["expenses", "register", *said, "--lang", "en"]) == 2
        assert about in capsys.readouterr().err
