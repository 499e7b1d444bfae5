"""Advisers' pages and batches in a real browser: nothing for axe, no sideways scrolling, live answers, copies of the question."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.screens import SCREENS, fits, open_details, violations
from tests.own_page import beside_the_house
from tests.turns import in_turn
from workflows.store import runs
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture(scope="module")
def claire(house):
    return house.add("adviser", "Claire Dubois")


@pytest.fixture(scope="module")
def served(claire):
    with beside_the_house("zz_seen", claire.email):
        yield "/zz_seen"


@pytest.fixture(scope="module")
def ran(house):
    """A run that failed and one that is under way."""
    now, store = datetime.now(UTC), house.store()
    with store.write() as tx:
        runs.beat(tx, runs.begin(tx, "near_limit", now, "x", "f0").id, now, rows=240, done=97)
        bad = runs.begin(tx, "expense_register", now - timedelta(days=1), "x", "f1")
        runs.end(tx, bad.id, now, "failed", rows=212, done=209, refused=1, failed=2)
    folder = house.home / "batches" / "expense_register" / "f1"
    folder.mkdir(parents=True)
    (folder / "failed.csv").write_text("ligne,nom,erreur\n12,Ana Peeters,TimeoutError: 300 s\n", "utf-8-sig")
    store.close()


@pytest.mark.parametrize(("role", "place", "width", "language"), in_turn([("staff", "/batches"), ("administrator", "/pages")], SCREENS))
def test_axe_finds_nothing_and_nothing_runs_off_the_side(visit, chromium, house, address, ran, served, role, place, width, language):
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="fr-BE")
    house.sign_in(context, address, house.add(role))
    page = visit(f"lang={language}", place, context=context).page
    assert violations(page) == []
    open_details(page)
    assert fits(page) and violations(page) == []
    if place == "/batches":
        assert "97" in page.inner_text("#batch-near_limit") and page.locator("#batch-near_limit button").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_an_advisers_page_answers_live_refuses_at_its_field_and_hands_out_its_question(chromium, visit, house, address, claire, served, width):
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="fr-BE", permissions=["clipboard-read", "clipboard-write"])
    house.sign_in(context, address, claire)
    one = visit("new=1&lang=fr", served, context=context).open_now()
    one.type("day_rate", "400")
    one.page.locator(".tile .amount", has_text="44\u202f000,00").wait_for()
    assert violations(one.page) == [] and fits(one.page)
    one.type("day_rate", "9999")
    one.page.locator(".box-day_rate [role=alert]").wait_for()
    one.type("day_rate", "400")
    one.page.locator(".box-day_rate.refused").wait_for(state="detached")
    one.page.locator("summary", has_text=FR("room.batch")).click()
    one.page.get_by_role("button", name=FR("equal.row")).click()
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("navigator.clipboard.readText()") == "name\tlanguage\tday_rate\n\tfr\t400\n"
