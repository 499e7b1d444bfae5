"""Two people on one draft: each sees what the other changes, and what was replaced can be put back."""

import time

import pytest

from tests.browser.keeping import draft_of, kept, saved, until_kept
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture
def both(at_home, house, ana):
    """Ana's browser and her adviser's on one draft of hers, and the draft."""
    claire = house.add("adviser", "Claire Dubois")
    house.assign(ana, claire)
    hers = at_home(ana)
    hers.type("turnover", "31 234,56")
    saved(hers)
    draft = draft_of(hers)
    advisers = at_home(claire, f"draft={draft}")
    return hers, advisers, draft


def test_two_people_on_one_draft_see_each_other_and_lose_nothing(both, house, ana):
    hers, advisers, draft = both
    assert advisers.shown("turnover") == "31 234,56"
    advisers.page.locator(".status", has_text=FR("save.owner", name="Ana Peeters")).wait_for()
    advisers.type("turnover", "50 000")
    done = time.monotonic()
    hers.until("document.querySelector('.field-turnover input').value.replace(/\\s/g, ' ') === '50 000'")
    assert time.monotonic() - done < 6, "the other sees it"
    note = hers.page.locator(".others p").first
    note.wait_for()
    assert "Claire Dubois" in note.inner_text() and "31" in note.inner_text(), "who, and what one had oneself"
    note.get_by_role("button").first.click()
    advisers.until("document.querySelector('.field-turnover input').value.replace(/\\s/g, ' ') === '31 234,56'")
    assert kept(house, ana, draft)["turnover"] == "31 234,56"
    assert "Ana Peeters" in advisers.page.locator(".others p").first.inner_text()
    # Both at once, one of them with the line down: the later wins, the other is told and can put it back.
    advisers.page.route("**/save*", lambda route: route.abort())
    advisers.page.route("**/events*", lambda route: route.abort())
    advisers.type("turnover", "60 000")
    hers.type("turnover", "40 000")
    until_kept(house, ana, draft, turnover="40 000")
    advisers.page.unroute("**/save*")
    advisers.page.unroute("**/events*")
    advisers.page.evaluate("window.dispatchEvent(new Event('online'))")
    lost = advisers.page.locator(".others p", has_text=FR("told.replaced", who="Ana Peeters", field="", value="").split("«")[0].strip()[:20])
    lost.first.wait_for()
    assert kept(house, ana, draft)["turnover"] == "60 000"
    hers.until("document.querySelector('.field-turnover input').value.replace(/\\s/g, ' ') === '60 000'")
    lost.first.get_by_role("button").first.click()
    hers.until("document.querySelector('.field-turnover input').value.replace(/\\s/g, ' ') === '40 000'")


def test_a_change_heard_late_changes_nothing_and_can_still_be_put_back(both, house, ana):
    hers, advisers, draft = both
    # What others change reaches the adviser only after the answer to the adviser's own, later save.
    advisers.page.route("**/events*", lambda route: route.abort("connectionreset"))
    advisers.page.reload()
    advisers.open_now()
    advisers.page.route("**/save*", lambda route: route.abort())
    advisers.type("turnover", "60 000")
    hers.type("turnover", "40 000")
    until_kept(house, ana, draft, turnover="40 000")
    advisers.page.unroute("**/save*")
    advisers.page.evaluate("window.dispatchEvent(new Event('online'))")
    advisers.page.locator(".others p").first.wait_for()
    with advisers.page.expect_response("**/events*"):
        advisers.page.unroute("**/events*")
    advisers.page.wait_for_timeout(1500)
    assert advisers.shown("turnover") == "60 000" and advisers.page.locator(".others p").count() == 1
    advisers.page.locator(".others p").first.get_by_role("button").first.click()
    hers.until("document.querySelector('.field-turnover input').value.replace(/\\s/g, ' ') === '40 000'")
