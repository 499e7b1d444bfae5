"""Figures of the workshop's notes of 2015 that no other test holds to the cent."""

from datetime import date

import pytest

from workflows.cash.flow import cash_flow
from workflows.cash.questions import CashFlowQuestions
from workflows.law.library import shelf
from workflows.orders.answer import as_json, purchase_order
from workflows.orders.lines import UNITS
from workflows.orders.questions import OrderQuestions
from workflows.orders.sheet import order_sheet
from workflows.reform.treasury import treasury
from workflows.reform.treasury_json import as_json as treasury_json
from workflows.reform.treasury_questions import TreasuryQuestions
from workflows.simulation.argument import argument
from workflows.simulation.argument_questions import ArgumentQuestions
from workflows.simulation.setting import OPEN
from workflows.simulation.timeline import MONTHS
from workflows.words.catalogue import speak


def order(*lines, **said) -> dict:
    asked = {"client_name": "Mobilis", "client_email": "a@example.org", "subject": "Site", "day": "2026-01-01", **said}
    return as_json(purchase_order(OrderQuestions(lines=[list(line) for line in lines], **asked)))


@pytest.mark.claims("T024")
@pytest.mark.parametrize(("unit", "quantity", "price", "net"), [("minute", "30", "80", "40.00"), ("hour", "0,5", "80", "40.00"), ("half_day", "1", "180", "180.00"),
                                                                ("day", "0,5", "350", "175.00"), ("lump_sum", "1", "499,99", "499.99"), ("month", "12", "15", "180.00")])
def test_work_is_ordered_in_the_unit_it_is_done_in(unit, quantity, price, net):
    assert unit in UNITS and order(("Travail", quantity, unit, price))["net"] == net


@pytest.mark.claims("T025")
def test_half_an_hour_on_the_phone_invents_no_day_and_says_what_happens_instead():
    answer = order(("Conseil", "0,5", "hour", "80"))
    assert answer["net"] == "40.00" and answer["earned"]["days"] == "0"
    assert "n’inventent aucun jour" in order_sheet(answer, speak("fr")).verdict[0]
    hours = shelf()["shortest_contract_hours"].on(date(2026, 1, 1))
    assert hours.value == 3 and hours.status == "assumption", "where a contract is made, its shortest length is a dated figure"


@pytest.mark.claims("T026")
@pytest.mark.parametrize(("invoicing", "amounts"), [("monthly", ["15.00"] * 12), ("quarterly", ["45.00"] * 4), ("yearly", ["180.00"])])
def test_maintenance_of_fifteen_euros_a_month(invoicing, amounts):
    answer = order(("Entretien", "12", "month", "15"), until="2026-12-31", invoicing=invoicing)
    assert [one["net"] for one in answer["instalments"]] == amounts
    assert (answer["net"], answer["contribution"], answer["earned"]["budget"]) == ("180.00", "11.70", "168.30")


@pytest.mark.claims("T011")
def test_an_advance_and_a_lease_stand_in_the_cash_plan_with_what_they_cost():
    plan = {"paths": 500, "months": 12}
    none = cash_flow(CashFlowQuestions(**plan))
    both = cash_flow(CashFlowQuestions(**plan, leasing=50, leasing_months=12, advance=1_000, advance_month=2))
    assert sum(both.lines["leasing"]) == -600 and both.lines["advance"][1] == 1_000 and sum(both.lines["advance"]) == 0
    assert none.balances[-1] - both.balances[-1] == pytest.approx(600, abs=0.01)


@pytest.mark.claims("T050")
@pytest.mark.parametrize(("turnover", "contribution"), [(23_076.92, 1_500), (46_153.85, 3_000), (61_538.46, 4_000)])
def test_the_accountant_of_an_association_against_six_and_a_half_percent(turnover, contribution):
    found = argument(ArgumentQuestions(turnover=turnover, market_quote=1_500))
    assert found.contribution == contribution and round(contribution / 0.065, 2) == turnover
    assert "guarantee" in found.market.leaves_out and "defence" in found.market.leaves_out


@pytest.mark.claims("T038")
def test_the_need_grows_by_thirty_days_of_payments_with_each_term():
    need = [treasury_json(treasury(TreasuryQuestions(terms=f"{days}/100%", pay_days=9, turnover=1_000_000)))["need"]["average"] for days in (30, 60, 90)]
    for days, found in zip((30, 60, 90), need, strict=True):
        assert found == pytest.approx(1_000_000 / 365 * 0.935 * (days - 9), rel=1e-3)


@pytest.mark.claims("T085")
def test_the_same_activity_stands_under_at_least_three_statuses_over_thirty_six_months():
    assert MONTHS == 36
    for situation, ways in OPEN.items():
        assert len({"cooperative", *ways}) >= 3, situation
