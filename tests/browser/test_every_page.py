"""Every page of the site, in three languages, on a wide screen and on a phone: no barrier, and nothing wider than the screen."""

import pytest

from tests.browser.test_reach import violations
from tests.site_pages import GUEST, PLACES, go
from workflows.words.catalogue import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def people(house):
    return {role: house.add(role, "Ana Peeters") for role in {*PLACES.values()} - {GUEST}}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(chromium, house, address, people, place, width):
    context = chromium.new_context(viewport={"width": width, "height": 844})
    person = people.get(PLACES[place])
    if person:
        house.sign_in(context, address, person)
    for language in LANGUAGES:
        page = context.new_page()
        go(page, address, place, language, person.id if person else "")
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width, language
        assert violations(page) == [], language
        page.close()
    context.close()
