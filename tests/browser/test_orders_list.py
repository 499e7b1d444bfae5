"""The list of orders as a member and an adviser use it: found by words and states, acted on, by keyboard, on a phone."""

import pytest

from tests.browser.screens import fits, open_details, some_screens, violations
from tests.order_site import OrderSite
from workflows.orders import commands
from workflows.orders.answering import code_of
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture(scope="module")
def site(address, house):
    found = OrderSite(address, house)
    yield found
    found.office.store.close()


@pytest.fixture
def claire(site):
    return site.people.add("adviser", "Claire Dubois")


@pytest.fixture
def ana(site, claire):
    return site.people.add("member", "Ana Peeters", adviser=claire)


@pytest.fixture
def five(site, ana):
    """Five orders of Ana's in five states, the oldest first."""
    sent = site.sent(ana, subject="Affiche", client_name="Mobilis")
    site.office.answer(site.sent(ana, subject="Site", client_name="Café Löwe"))
    site.office.answer(site.sent(ana, subject="Traduction", client_name="Théâtre de Poche"), "refuse")
    review = site.office.write(ana, ana.id[:31] + "a", subject="Atelier slam")
    commands.ask_review(site.office.house, ana, review, site.office.later())
    draft = site.office.write(ana, ana.id[:31] + "b", subject="Livret", client_email=None)
    return sent, review, draft


def titles(page) -> list[str]:
    return page.locator("table.orders td:first-child b").all_inner_texts()


def test_words_and_states_find_orders_without_opening_any(at_home, ana, five):
    page = at_home(ana, place="/orders").page
    assert titles(page) == ["Livret", "Atelier slam", "Traduction", "Site", "Affiche"]
    page.get_by_label(FR("orders.search")).fill("theatre TRAD")
    page.get_by_label(FR("orders.search")).press("Enter")
    page.wait_for_url("**q=theatre**")
    assert titles(page) == ["Traduction"]
    page.get_by_label(FR("orders.search")).fill("")
    page.get_by_role("button", name=FR("field.search.do")).click()
    chips = page.get_by_role("navigation", name=FR("orders.filter"))
    chips.get_by_role("link", name=FR("orders.state.accepted")).click()
    chips.get_by_role("link", name=FR("orders.state.sent")).click()
    page.wait_for_url("**state=**state=**")
    assert titles(page) == ["Site", "Affiche"]
    assert [text.split() for text in chips.locator("[aria-current]").all_inner_texts()] == [["Envoyée", "1"], ["Acceptée", "1"]]


@pytest.mark.claims("T017")
def test_an_advisers_list_begins_with_what_waits_longest_and_changes_when_the_client_answers(at_home, site, claire, five):
    visit = at_home(claire, place="/orders")
    assert titles(visit.page) == ["Affiche", "Atelier slam", "Livret", "Traduction", "Site"]
    site.office.answer(five[0])
    visit.page.reload()
    assert titles(visit.page)[0] == "Atelier slam"
    row = visit.page.locator("tr", has_text="Affiche")
    assert FR("orders.state.accepted") in row.inner_text() and "847,00" in row.inner_text()


def test_everything_is_done_by_keyboard(at_home, site, claire, ana, five):
    page = at_home(claire, place="/orders").page
    act = page.locator("tr", has_text="Atelier slam").locator("summary")
    act.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() in (FR("orders.step.give_back"), FR("orders.step.send"), FR("orders.step.withdraw"))
    page.locator("tr", has_text="Atelier slam").get_by_role("button", name=FR("orders.step.send")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text(FR("orders.done.send")).wait_for()
    assert site.row(five[1]).state == "sent" and site.row(five[1]).number
    link = page.locator("tr", has_text="Livret").get_by_role("link")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_text(FR("orders.lacks")).wait_for()
    assert "Adresse mail du client" in page.inner_text("main")


def test_an_adviser_notes_what_the_client_said_on_the_phone(at_home, site, claire, five):
    page = at_home(claire, place=f"/orders/{five[0]}").page
    page.get_by_text(FR("orders.answer.title")).click()
    page.get_by_label(FR("orders.channel.code")).check()
    page.get_by_label(FR("orders.answer.code")).fill(code_of(site.office.links[five[0]]))
    page.get_by_label(FR("orders.answer.name")).fill("Jeanne Martin")
    page.get_by_label(FR("orders.answer.may_decide", client="Mobilis")).check()
    page.get_by_role("button", name=FR("orders.answer.accept")).click()
    page.get_by_text(FR("orders.done.accept")).wait_for()
    history = page.locator("table").last.inner_text()
    assert site.row(five[0]).state == "accepted" and "Jeanne Martin" in history and "Claire Dubois" in history


@some_screens
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(at_home, claire, five, language, width):
    page = at_home(claire, place="/orders", query=f"lang={language}").page
    page.set_viewport_size({"width": width, "height": 844})
    for place in ("/orders", "/orders?q=none", *(f"/orders/{id}" for id in five)):
        page.goto(f"{page.url.split('/orders')[0]}{place}{'&' if '?' in place else '?'}lang={language}")
        open_details(page)
        assert fits(page) and violations(page) == [], place
