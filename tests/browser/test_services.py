"""The pages of the services in a browser: three languages, a wide screen and a phone, a reader of screens, and on paper."""

import pytest
from pypdf import PdfReader

from tests.browser.screens import fits, open_details, some_screens, too_small, violations
from tests.browser.test_every_page import FINGERS
from tests.site_pages import SERVICES
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture
def sam(house):
    return house.add("staff", "Sam Staf")


@some_screens
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(at_home, sam, language, width):
    page = at_home(sam, place="/services", query=f"lang={language}").page
    page.set_viewport_size({"width": width, "height": 844})
    address = page.url.split("/services")[0]
    for place in SERVICES:
        page.goto(f"{address}{place}{'&' if '?' in place else '?'}lang={language}")
        open_details(page)
        assert fits(page) and violations(page) == [], place
        assert too_small(page, FINGERS, 30) == [], f"{place}: a finger needs room"


@pytest.mark.claims("T104")
@pytest.mark.parametrize("place", ["/services", "/feedback", "/workshops"])
def test_the_first_key_leads_past_the_menu(at_home, sam, place):
    page = at_home(sam, place=place).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_an_evening_is_planned_and_a_question_recorded_by_keyboard_and_form(at_home, sam):
    page = at_home(sam, place="/workshops", query="lang=fr").page
    page.get_by_label("Texte (FR)").fill("Les services")
    page.get_by_label("Texte (NL)").fill("De diensten")
    page.get_by_label("Jour").fill("2026-12-07")
    page.get_by_role("button", name=FR("workshops.plan")).click()
    page.get_by_role("link", name="Les services", exact=True).click()
    page.get_by_text(FR("workshops.ask"), exact=True).click()
    page.get_by_label("Texte (FR)").first.fill("Arrêter les vans ?")
    page.get_by_label("Texte (NL)").first.fill("De bestelwagens stoppen?")
    page.get_by_role("button", name=FR("workshops.keep")).first.click()
    page.get_by_text(FR("workshops.record"), exact=True).first.click()
    page.get_by_label(FR("workshops.column.consensus")).select_option("premature")
    page.get_by_role("button", name=FR("workshops.keep")).first.click()
    page.get_by_text(FR("workshops.consensus.premature")).first.wait_for()
    assert violations(page) == []


def test_a_message_with_a_photo_is_sent_from_a_phone(at_home, ana, tmp_path):
    (tmp_path / "ticket.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000)
    page = at_home(ana, place="/feedback", query="lang=fr").page
    page.get_by_label(FR("feedback.kind.satisfaction")).check()
    page.get_by_label(FR("feedback.text")).fill("Bien aiguillé")
    page.locator("input[type=file]").set_input_files(tmp_path / "ticket.png")
    page.get_by_role("button", name=FR("feedback.send")).click()
    page.get_by_text(FR("services.done")).wait_for()
    assert page.get_by_label(FR("feedback.text")).input_value() == ""


def test_a_service_prints_without_its_forms(at_home, sam, tmp_path):
    page = at_home(sam, place="/services/van", query="lang=fr").page
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    said = "".join(part.extract_text() for part in PdfReader(tmp_path / "print.pdf").pages)
    assert "Location d’une camionnette" in said and FR("services.rate.do") not in said
