"""Nothing typed is lost: saved by the page's script, with the kernel gone, with the line gone, between two people."""

import re
import time

import pytest

from tests.browser.keeping import draft_of, kept, saved
from tests.servers import kernels_below
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


def lost(house, who, draft, fault, **typed) -> list[str]:
    """The fields that were typed and are not there; how many is said."""
    there = kept(house, who, draft)
    missing = [name for name, value in typed.items() if there.get(name) != value]
    print(f"{fault}: {len(typed)} fields typed, {len(missing)} lost")
    return missing


@pytest.mark.claims("T020")
def test_a_key_is_saved_within_a_second_and_found_again(at_home, house, ana):
    one = at_home(ana)
    field = one.field("turnover")
    field.press("Control+A")
    field.type("31 234,56")
    pressed = time.monotonic()
    one.until("location.search.includes('draft=')", 10)
    draft = draft_of(one)
    until = time.monotonic() + 5
    while kept(house, ana, draft).get("turnover") != "31 234,56" and time.monotonic() < until:
        time.sleep(0.02)
    assert kept(house, ana, draft)["turnover"] == "31 234,56", f"not saved {time.monotonic() - pressed:.1f} s after the last key"
    saved(one)
    one.choose(FR("simulation.situation.pension"))
    one.page.locator(".field-kind select").select_option(label=FR("simulation.kind.artist"))
    one.type("days", "beaucoup")
    saved(one)
    one.until("!Object.keys(localStorage).some(k => k.startsWith('atelier.pending'))")
    assert kept(house, ana, draft) == {"turnover": "31 234,56", "situation": "pension", "kind": "artist", "days": "beaucoup"}
    one.page.context.clear_cookies(name="atelier_guest")
    one.page.evaluate("localStorage.clear()")
    one.page.reload()
    one.open_now()
    assert one.shown("turnover") == "31 234,56"
    assert one.shown("days") == "beaucoup"
    one.page.locator(".box-days [role=alert]").wait_for()
    again = at_home(ana, "lang=fr")
    assert draft_of(again) == draft, "without a link the page opens what was worked on last"


def test_slider_undo_reset_and_a_month_are_kept_too(at_home, house, ana):
    one = at_home(ana)
    one.page.locator(".slider-turnover .noUi-handle").focus()
    one.page.keyboard.press("ArrowRight")
    one.shows(turnover=24_100)
    saved(one)
    draft = draft_of(one)
    one.page.get_by_role("button", name=FR.formats.money(50_000, cents=False), exact=True).click()
    one.shows(turnover=50_000)
    one.until("!Object.keys(localStorage).some(k => k.startsWith('atelier.pending'))")
    one.choose(FR("room.undo"))
    one.shows(turnover=24_100)
    until = time.monotonic() + 6
    while kept(house, ana, draft).get("turnover") != "24 100" and time.monotonic() < until:
        time.sleep(0.1)
    assert kept(house, ana, draft)["turnover"].replace("\u202f", " ") == "24 100"


@pytest.mark.claims("T019")
def test_with_the_kernel_killed_typing_is_saved_all_the_same(at_home, house, ana, server):
    before = kernels_below(server)
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    draft = draft_of(one)
    for kernel in kernels_below(server) - before:
        kernel.kill()
    one.type("turnover", "45 678,90")
    until = time.monotonic() + 5
    while kept(house, ana, draft)["turnover"] != "45 678,90" and time.monotonic() < until:
        time.sleep(0.05)
    assert lost(house, ana, draft, "kernel killed", turnover="45 678,90") == []
    one.page.locator(".status", has_text=FR("site.kernel_gone")).wait_for(timeout=30_000)
    one.errors[:] = [error for error in one.errors if error != "Cannot send"]
    one.page.reload()
    one.open_now()
    assert one.shown("turnover") == "45 678,90"


def test_with_the_line_gone_the_page_says_so_and_sends_later(at_home, house, ana):
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    draft = draft_of(one)
    one.page.route("**/save*", lambda route: route.abort())
    one.type("turnover", "45 678,90")
    one.page.locator(".status", has_text=FR("save.offline")).wait_for()
    assert kept(house, ana, draft)["turnover"] == "31 234,56"
    one.page.unroute("**/save*")
    one.page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(one)
    assert kept(house, ana, draft)["turnover"] == "45 678,90"


def test_what_could_not_be_sent_is_sent_at_the_next_visit(at_home, house, ana):
    one = at_home(ana)
    one.page.route("**/save*", lambda route: route.abort())
    one.type("turnover", "45 678,90")
    one.page.locator(".status", has_text=FR("save.offline")).wait_for()
    one.page.close()
    again = at_home(ana)
    again.until("location.search.includes('draft=')")
    again.open_now()
    again.shows(turnover=45_678.9)
    assert kept(house, ana, draft_of(again)) == {"turnover": "45 678,90"}


def test_signed_out_elsewhere_nothing_is_lost(at_home, house, ana, address):
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    draft = draft_of(one)
    one.context.clear_cookies(name="atelier_session")
    one.type("turnover", "45 678,90")
    one.page.locator(".status", has_text=FR("save.signed_out")).wait_for()
    house.sign_in(one.context, address, ana)
    saved(one)
    assert kept(house, ana, draft)["turnover"] == "45 678,90"


def test_what_a_guest_typed_is_theirs_after_signing_in(visit, house, ana, address):
    one = visit()
    one.type("turnover", "31 234,56")
    one.choose(FR("simulation.situation.none"))
    one.shows(turnover=31_234.56, situation="none")
    one.until("localStorage.getItem('atelier.simulation.v1')?.includes('none')")
    one.page.get_by_role("link", name=FR("sign_in.title")).click()
    one.page.goto(f"{address}/enter/{house.link(ana)}?lang=fr")
    one.page.locator("input[name=password]").fill("three small green boats")
    one.page.get_by_role("button", name=FR("enter.do")).click()
    one.page.locator("h2", has_text=FR("drafts.title")).wait_for()
    one.page.locator("main li a").first.click()
    one.open_now().shows(turnover=31_234.56, situation="none")
    assert one.page.evaluate("localStorage.getItem('atelier.simulation.v1')") is None, "the next person at this browser sees nothing"


def test_history_goes_back_to_any_moment_and_a_deleted_draft_returns(at_home, house, ana, address):
    one = at_home(ana)
    for amount in ("10 000", "20 000", "30 000"):
        one.type("turnover", amount)
        one.until("!Object.keys(localStorage).some(k => k.startsWith('atelier.pending'))")
    draft = draft_of(one)
    one.page.goto(f"{address}/drafts/{draft}?lang=fr")
    rows = one.page.locator("tbody tr")
    assert rows.count() == 3 and "Ana Peeters" in rows.first.inner_text()
    rows.nth(1).get_by_role("button").click()
    rows.nth(3).wait_for()
    assert kept(house, ana, draft)["turnover"] == "20 000"
    one.page.goto(f"{address}/drafts?lang=fr")
    one.page.get_by_role("button", name=re.compile(FR("draft.delete"))).click()
    one.page.locator("h2", has_text=FR("drafts.gone")).wait_for()
    one.page.get_by_role("button", name=re.compile(FR("draft.restore"))).click()
    one.page.get_by_role("link", name=re.compile(FR("page.simulation.title"))).first.click()
    one.open_now()
    assert one.shown("turnover") == "20 000"


def test_a_draft_is_nobody_elses_business(at_home, house, ana, address):
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    bram = house.add("member", "Bram Claes")
    other = at_home(bram, place="/account")
    for place in (f"/simulation?draft={draft_of(one)}", f"/drafts/{draft_of(one)}"):
        answer = other.page.goto(address + place)
        assert answer.status == 404 and "31 234" not in other.page.content()


def test_a_hidden_answer_does_not_count_in_the_first_answer_either(at_home, house, ana, address):
    one = at_home(ana, "situation=benefits&turnover=24000&daily_benefit=60&benefit_days=200&v=1")
    one.choose(FR("simulation.situation.none"))
    one.shows(situation="none")
    saved(one)
    first = one.page.request.get(f"{address}/simulation?draft={draft_of(one)}&lang=fr").text()
    assert one.page.locator(".tile.cooperative .amount .wide").inner_text() in first
    assert kept(house, ana, draft_of(one))["daily_benefit"] == "60", "what is hidden is kept all the same"


def test_with_the_kernel_busy_typing_is_saved_all_the_same(at_home, house, ana, server):
    before = kernels_below(server)
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    draft, busy = draft_of(one), kernels_below(server) - before
    for kernel in busy:
        kernel.suspend()
    one.type("turnover", "45 678,90")
    until = time.monotonic() + 5
    while kept(house, ana, draft)["turnover"] != "45 678,90" and time.monotonic() < until:
        time.sleep(0.05)
    for kernel in busy:
        kernel.resume()
    assert lost(house, ana, draft, "kernel busy", turnover="45 678,90") == []
    one.shows(turnover=45_678.9)


def test_a_browser_that_is_closed_right_after_a_key_loses_nothing(at_home, house, ana):
    one = at_home(ana)
    one.type("turnover", "31 234,56")
    saved(one)
    draft = draft_of(one)
    one.field("turnover").fill("45 678,90")
    one.page.close(run_before_unload=False)
    until = time.monotonic() + 5
    while kept(house, ana, draft)["turnover"] != "45 678,90" and time.monotonic() < until:
        time.sleep(0.05)
    assert lost(house, ana, draft, "browser closed", turnover="45 678,90") == []
