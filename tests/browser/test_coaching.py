"""A quarter's talk: the member on a phone and the adviser at a desk work on one diagnosis, agree on an action, and both sign."""

import re
from datetime import timedelta

import pytest

from tests.browser.keeping import draft_of, until_kept
from tests.browser.screens import fits, some_screens, violations
from tests.browser.test_expense import PHONE
from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.sheet import tiles
from workflows.store import coaching
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


def test_member_and_adviser_work_on_one_diagnosis_and_both_sign(chromium, visit, house, address, ana):
    claire = house.add("adviser", "Claire Dubois")
    house.assign(ana, claire)
    phone = chromium.new_context(**PHONE, locale="fr-BE")
    house.sign_in(phone, address, ana)
    one = visit("lang=fr", "/coaching", context=phone)
    top = {css: one.page.locator(css).first.bounding_box()["y"] for css in (".plan-link", ".tiles", ".atelier table")}
    assert top[".plan-link"] < top[".tiles"] < top[".atelier table"], "the plan and the table first"
    shown = one.page.evaluate("""() => [...document.querySelectorAll('.atelier svg[role=img]')].filter(e => e.checkVisibility())
        .map(e => e.querySelector('title').textContent)""")
    assert shown == [FR("coaching.projection.title")], "radar and tornado wait to be unfolded"
    assert fits(one.page) and violations(one.page) == []
    one.type("wanted_net", "1 800")
    needed = tiles(as_json(coach(CoachingQuestions(wanted_net=1_800))), FR)[1].amount
    one.page.locator(".tiles .amount", has_text=re.compile(re.escape(needed))).first.wait_for()
    id = draft_of(one)
    until_kept(house, ana, id, wanted_net="1 800")
    desk = chromium.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    house.sign_in(desk, address, claire)
    two = visit(f"draft={id}&lang=fr", "/coaching", context=desk)
    drawn = two.page.evaluate("[...document.querySelectorAll('.atelier svg[role=img]')].filter(e => e.checkVisibility()).length")
    assert drawn == 2 and violations(two.page) == [], "a wide screen draws the tornado at once"
    two.type("day_rate", "420")
    one.until("document.querySelector('.field-day_rate input').value === '420'")
    one.page.locator(".plan-link").click()
    assert fits(one.page) and violations(one.page) == []
    one.page.locator("summary", has_text=FR("coaching.action.add")).click()
    one.page.fill("[name=title]", "Relever le tarif")
    one.page.fill("[name=measure]", "trois devis")
    one.page.fill("[name=due]", "2099-12-31")
    one.page.locator("form[action$='/action'] button").click()
    one.page.get_by_text(FR("coaching.error.due")).wait_for()
    assert one.page.input_value("[name=title]") == "Relever le tarif", "what was typed stays"
    one.page.fill("[name=due]", (house.now() + timedelta(days=30)).date().isoformat())
    one.page.locator("form[action$='/action'] button").click()
    one.page.get_by_text(FR("coaching.done.action")).wait_for()
    one.page.get_by_role("button", name=FR("coaching.keep")).click()
    one.page.locator("button.main", has_text=FR("coaching.sign")).click()
    one.page.get_by_text(FR("coaching.done.sign")).wait_for()
    two.page.goto(f"{address}/coaching/{ana.id}?lang=fr")
    two.page.locator("button.main", has_text=FR("coaching.sign")).click()
    two.page.get_by_text(FR("coaching.done.sign")).wait_for()
    assert violations(two.page) == []
    store = house.store()
    with store.read() as tx:
        (report,), marks = coaching.snapshots(tx, ana.id), coaching.signatures(tx, ana.id)
    store.close()
    assert {(mark.stands_as, mark.person, mark.sha256) for mark in marks} == {
        ("member", ana.id, report.sha256), ("adviser", claire.id, report.sha256)}


@some_screens
def test_the_plan_reads_in_every_language_on_every_screen(chromium, visit, house, address, ana, width, language):
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="fr-BE")
    house.sign_in(context, address, ana)
    one = visit(f"lang={language}", f"/coaching/{ana.id}", context=context)
    assert one.page.get_by_text(speak(language)("coaching.plan.first")).is_visible()
    for summary in one.page.locator("summary").all():
        summary.click()
    assert violations(one.page) == [] and fits(one.page)
