"""Every page that is shown as a sheet, as a person uses it: on a wide screen and on a phone, in three languages."""

import re

import pytest
from pypdf import PdfReader

from tests.browser.screens import WIDTHS, fits, too_small, unfold_all, violations
from tests.browser.test_reach import ROOM
from tests.pages import SHEETS, named
from tests.turns import in_turn
from workflows.pages.registry import PAGES, load
from workflows.questions.link import to_link
from workflows.words.catalogue import LANGUAGES, speak

pytestmark = pytest.mark.browser
FR = speak("fr")
TOPICS = [page for page in PAGES.values() if page.sheet]
every_topic = pytest.mark.parametrize("page", TOPICS, ids=named)


def sheet_of(page, answers, language="fr"):
    return load(page.sheet)(page.answered(page.model(**answers)), speak(language))


def shows(one, page, answers, language="fr"):
    """Waits until tiles and headline are those of these answers."""
    sheet = sheet_of(page, answers, language)
    one.page.locator(".headline").filter(has_text=sheet.verdict[0]).first.wait_for()
    assert one.page.locator(".tile .amount").all_inner_texts() == [tile.amount for tile in sheet.tiles]
    return sheet


@pytest.mark.parametrize(("page", "width"), in_turn(TOPICS, WIDTHS), ids=lambda value: getattr(value, "name", None))
def test_unfolded_and_with_an_error_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, page, width):
    one = visit("lang=nl", place=f"/{page.name}", width=width)
    shows(one, page, {}, "nl")
    unfold_all(one)
    text = next(name for name, field in one_text_fields(page))
    one.type(text, "veel te 🎨")
    one.page.locator(f".box-{text} [role=alert]").wait_for()
    assert violations(one.page) == []
    assert fits(one.page)
    assert too_small(one.page, ROOM, 36) == [], "a finger needs room"


def one_text_fields(page):
    return [(name, field) for name, field in page.model.model_fields.items() if field.json_schema_extra["unit"] not in
            ("", "year", "EUR/list", "weight/month", "EUR/month", "client", "text", "rows", "skills", "guests", "tables")]


@pytest.mark.parametrize(("page", "answers"), [
    # The last answers of each page; its defaults open in every other test.
    pytest.param(page, answers, marks=pytest.mark.slow if (page, answers) != [one for one in SHEETS if one[0] is page][-1] else ())
    for page, answers in SHEETS], ids=named)
def test_a_link_opens_the_answer_and_the_language_changes(visit, page, answers):
    one = visit(to_link(page.model(**answers)), place=f"/{page.name}")
    for language in LANGUAGES:
        one.choose(language.upper())
        shows(one, page, answers, language)
    cut = one.page.evaluate("""() => [...document.querySelectorAll('.atelier button, .tile .amount, .tile b, h1, h2')]
        .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
        .map(e => e.textContent)""")
    assert cut == []
    assert one.page.locator(".top [role=alert]").count() == 0


@every_topic
def test_the_pdf_says_what_the_page_says(visit, tmp_path, page):
    one = visit(place=f"/{page.name}")
    sheet = shows(one, page, {})
    with one.page.expect_download() as download:
        one.choose(FR("room.pdf"))
    download.value.save_as(tmp_path / "answer.pdf")
    said = re.sub(r"\s", "", "".join(each.extract_text() for each in PdfReader(tmp_path / "answer.pdf").pages))
    for tile in sheet.tiles:
        assert re.sub(r"\s", "", tile.amount) in said


def test_typing_undo_reset_and_a_reload_keep_their_promises(visit):
    page = PAGES["fee_reform"]
    one = visit(place="/fee_reform")
    one.type("cap", "2.000")
    shows(one, page, {"cap": 2_000})
    one.until("location.search.includes('draft=')")
    one.choose(FR("room.undo"))
    shows(one, page, {})
    one.type("tiers", "25.000/6,5 %; 50.000/5 %")
    shows(one, page, {"tiers": "25000/6.5%;50000/5%"})
    one.choose("NL")
    shows(one, page, {"tiers": "25000/6.5%;50000/5%"}, "nl")
    assert one.field("tiers").input_value() == "25.000/6,5 %; 50.000/5 %", "what does not need to be rewritten stays"
    one.until("!Object.keys(localStorage).some(k => k.startsWith('atelier.pending'))")
    again = visit(place="/fee_reform", context=one.context)
    shows(again, page, {"tiers": "25000/6.5%;50000/5%"})
    again.choose(FR("room.reset"))
    shows(again, page, {})


def test_a_column_is_pasted_or_read_from_a_file_and_a_wrong_line_is_named(visit, tmp_path):
    page = PAGES["fee_reform"]
    one = visit(place="/fee_reform")
    one.unfold(FR("fee_reform.group.population"))
    box = one.page.locator(".field-turnovers textarea")
    box.fill("1000\nbeaucoup\n90000")
    box.press("Tab")
    problem = one.page.locator(".box-turnovers [role=alert]")
    problem.wait_for()
    assert "ligne 2" in problem.inner_text() and "beaucoup" in problem.inner_text()
    shows(one, page, {})
    (tmp_path / "members.csv").write_bytes("chiffre d’affaires\n1.000\n90.000,50\n".encode("cp1252"))
    with one.page.expect_file_chooser() as chooser:
        one.page.get_by_role("button", name=FR("field.file")).click()
    chooser.value.set_files(tmp_path / "members.csv")
    shows(one, page, {"turnovers": [1_000, 90_000.5]})
    assert one.page.locator(".box-turnovers [role=alert]").count() == 0


def test_a_hostile_link_opens_the_page_with_sentences(visit):
    one = visit("cap=%3Cscript%3E&tiers=1/2/3&turnovers=x&seed=-1&nonsense=1&law=1999-01-01", place="/fee_reform")
    shows(one, PAGES["fee_reform"], {})
    alert = one.page.locator(".top [role=alert]").inner_text()
    assert all(FR(f"fee_reform.{field}.label") in alert for field in ("cap", "tiers", "seed")) and "nonsense" in alert
    assert "Traceback" not in one.page.content()
