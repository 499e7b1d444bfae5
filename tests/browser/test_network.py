"""The network in a browser: on a phone and wide, in three languages, without barriers; an evening planned and a round kept."""

import pytest

from tests.browser.screens import fits, some_screens, violations
from tests.members import Network
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")
PLACES = ("/network", "/directory", "/directory/me", "/partners", "/mentors", "/exchanges", "/wall", "/network/others")


@pytest.fixture(scope="module")
def ana(house):
    """Somebody with a profile, among others."""
    store = house.store()
    net = Network(store, house.now())
    person, _ = net.member("Ana Peeters", "directory", "wall", "logo", disciplines="graphiste", offers="Affiches", seeks="site web",
                           wants_mentor="1", seniority="1")
    net.member("Bob Martin", disciplines="webbouwer", offers="Sites", seeks="affiches", seniority="20", mentors="2")
    net.member("Cem Aydin", disciplines="fotograaf", ago=500)
    store.close()
    return person


@some_screens
def test_every_page_fits_and_has_no_barrier(visit, chromium, house, address, ana, width, language):
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="fr-BE")
    house.sign_in(context, address, ana)
    one = visit(f"lang={language}", "/network", context=context)
    for place in PLACES:
        one.page.goto(f"{address}{place}?lang={language}")
        assert one.page.evaluate("document.documentElement.lang") == language
        assert fits(one.page) and violations(one.page) == [], place


def test_on_a_phone_somebody_is_found_and_hours_are_noted(visit, chromium, house, address, ana):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="fr-BE", has_touch=True)
    house.sign_in(context, address, ana)
    page = visit("lang=fr", "/directory", context=context).page
    page.get_by_label(FR("directory.search")).fill("web develper")
    page.get_by_role("button", name=FR("field.search.do")).click()
    page.get_by_text("Bob Martin").wait_for()
    page.goto(f"{address}/exchanges?lang=fr")
    page.get_by_label(FR("exchanges.other")).select_option(label="Bob Martin")
    page.get_by_label(FR("exchanges.hours")).fill("1,25")
    page.get_by_label(FR("exchanges.about")).fill("Relecture")
    page.get_by_role("button", name=FR("exchanges.do")).click()
    page.get_by_text(FR("network.done.hours")).wait_for()
    assert "+1,25 h" in page.inner_text("main") and "Votre solde : 0 h" in page.inner_text("main")


def test_an_evening_is_typed_planned_and_a_round_that_was_held_stays(visit, chromium):
    one = visit("lang=fr&rounds=3", "/network_evening", context=chromium.new_context(viewport={"width": 1280, "height": 900}))
    for at in range(6):
        one.page.locator(".lines .row").nth(at).locator("input").first.fill(f"P{at}")
    one.page.locator(".lines input").first.press("Tab")
    one.page.get_by_text("Tour 3 ·").wait_for()
    before = one.page.locator("section.part", has_text="Tour 1 ·").locator("tbody").inner_text()
    one.page.get_by_role("button", name=FR("network_evening.hold", round=1)).click()
    one.page.get_by_text("· tenu").wait_for()
    one.page.locator(".lines .row").nth(6).locator("input").first.fill("En retard")
    one.page.locator(".lines .row").nth(6).locator("input").nth(4).fill("2")
    one.page.locator(".lines .row").nth(6).locator("input").nth(4).press("Tab")
    one.page.locator("section.part", has_text="Tour 2 ·").get_by_text("En retard").wait_for()
    assert one.page.locator("section.part", has_text="Tour 1 ·").locator("tbody").inner_text() == before
