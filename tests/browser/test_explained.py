"""Any amount opens its path, down to the dated figure and its page; the parts that follow from a comparison unfold."""

import re

import pytest

from workflows.law.names import names
from workflows.simulation.difference import difference
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR, NL = speak("fr"), speak("nl")
ASKED = "situation=none&turnover=48000&expenses=3000"


def window(one):
    return one.page.locator("dialog.explain[open]")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_amount_opens_its_path_and_each_step_of_it_the_next(visit, width):
    one = visit(f"{ASKED}&lang=nl", width=width)
    one.page.locator("details[data-key=part-cooperative] summary").click()
    one.page.locator("details[data-key=part-cooperative] .why", has_text=NL.formats.money(-3_120)).click()
    box = window(one)
    box.get_by_role("heading", name=re.compile(names().of("cooperative_contribution", "nl"))).wait_for()
    assert f"{names().of('turnover', 'nl')}" in box.locator(".formula").inner_text()
    said = box.inner_text()
    assert NL.formats.percent(0.065) in said and NL("status.confirmed") in said and "Smart" in said
    assert NL.formats.number(3_120) in box.locator(".amount").inner_text()
    box.get_by_role("button", name=NL("explain.close")).click()
    one.page.locator("details[data-key=part-cooperative] .why").last.click()
    box.get_by_role("heading", name=re.compile(names().of("net_year", "nl"))).wait_for()
    box.locator(".why").first.click()
    box.get_by_role("heading", name=re.compile(names().of("pay_taxable_year", "nl"))).wait_for()
    box.get_by_role("button", name=NL("explain.back")).click()
    box.get_by_role("heading", name=re.compile(names().of("net_year", "nl"))).wait_for()
    one.page.keyboard.press("Escape")
    assert window(one).count() == 0


def test_the_page_of_the_rule_is_one_link_away(visit):
    one = visit(f"{ASKED}&lang=fr")
    one.page.locator("details[data-key=part-cooperative] summary").click()
    one.page.locator("details[data-key=part-cooperative] .why", has_text=FR.formats.money(-3_120)).click()
    with one.context.expect_page() as opened:
        window(one).get_by_role("link", name=FR("explain.book")).click()
    assert opened.value.url.endswith("/law/cooperative_contribution?lang=fr")
    assert names().of("cooperative_contribution", "fr") in opened.value.locator("h1").inner_text()
    opened.value.close()


def test_where_the_difference_comes_from_sums_to_the_cent_on_the_page(visit):
    one = visit(f"{ASKED}&lang=fr")
    one.unfold(FR("section.difference"))
    found = difference(Ways(Setting(SimulationQuestions(situation="none", turnover=48_000, expenses=3_000), _law())),
                       "cooperative", "self_employed")
    one.page.get_by_role("cell", name=FR.formats.signed(found.total), exact=True).first.wait_for()
    shown = one.page.locator(".rest .fold.unfolded table").first.inner_text()
    assert all(FR.formats.signed(line.difference) in shown for line in found.lines)


def test_a_warning_stands_beside_the_result_once_the_months_are_typed(visit):
    months = ";".join(["4000"] * 12)
    one = visit(f"{ASKED}&last_months={months}&lang=fr")
    said = one.page.locator(".top").get_by_text(FR("insight.warning.year", turnover=FR.formats.money(48_000)))
    said.wait_for()
    assert said.is_visible()


def test_a_wanted_net_says_what_it_takes_in_each_way(visit):
    one = visit(f"{ASKED}&wanted_net=2000&lang=fr")
    one.unfold(FR("section.wanted"))
    one.page.locator(".rest .fold p", has_text=FR.formats.money(24_000)).first.wait_for()
    assert one.page.locator(".rest .fold p", has_text=FR("way.company.in")).count() >= 1


def _law():
    from workflows.law.library import shelf
    return shelf()
