"""Every page of the site, in three languages, on a wide screen and on a phone: no barrier, and nothing wider than the screen."""

import pytest

from tests.browser.screens import SCREENS, fits, open_details, too_small, violations
from tests.own_page import beside_the_house
from tests.site_pages import ADVISER, BESIDES, GUEST, PLACES, go, live
from tests.turns import in_turn
from workflows.pages.registry import PAGES

pytestmark = pytest.mark.browser
OWN = "/zz_walked"
ALL = dict(sorted({**PLACES, **BESIDES, OWN: ADVISER}.items(), key=lambda of: live(of[0])))
"""Those with a calculator last: a server that has just started loads them meanwhile."""
FINGERS = """main button, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=range]), main select, main summary"""


@pytest.fixture(scope="module")
def people(house):
    """Somebody of each role; the adviser wrote a page."""
    found = {role: house.add(role, "Ana Peeters") for role in {*ALL.values()} - {GUEST}}
    with beside_the_house(OWN.strip("/"), found[ADVISER].email):
        yield found


@pytest.fixture(scope="module")
def browsers(chromium, house, address, people):
    """A browser for each role, a guest's too."""
    found = {role: chromium.new_context() for role in {*ALL.values()}}
    for role, person in people.items():
        house.sign_in(found[role], address, person)
    yield found
    for context in found.values():
        context.close()


@pytest.fixture
def browser_of_somebody_new(chromium, house, address):
    """Opens one. Who opens more pages with a calculator than four within 20 seconds waits until the server has room for them."""
    def new(role):
        context = chromium.new_context()
        house.sign_in(context, address, house.add(role))
        return context

    return new


@pytest.mark.parametrize(("place", "width", "language"), in_turn(ALL, SCREENS))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browsers, browser_of_somebody_new, address, people, place, width, language):
    role = ALL[place]
    context = browser_of_somebody_new(role) if place.strip("/") in PAGES else browsers[role]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 844})
    go(page, address, place, language, people[role].id if role != GUEST else "")
    assert page.evaluate("document.documentElement.lang") == language
    assert fits(page) and violations(page) == []
    if not live(place) and open_details(page):
        assert fits(page) and violations(page) == [], "unfolded"
        assert too_small(page, FINGERS, 30) == [], "a finger needs room"
    page.close()
    if context is not browsers[role]:
        context.close()
