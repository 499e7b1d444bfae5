"""Properties that hold for any situation: sums, one call for many, monotony outside named thresholds."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflows.law.book import BOOK
from workflows.law.library import shelf
from workflows.law.payslip import TARGETS, PayslipQuestions, payslip, rule_inputs
from workflows.simulation.as_json import as_json
from workflows.simulation.compare import compare
from workflows.simulation.graphs import STATUSES
from workflows.simulation.paths import path
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import WAYS, Ways

some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
yes_no = st.sampled_from(["no", "yes"])
amounts = st.integers(0, 12_000_000).map(lambda cents: cents / 100)


@st.composite
def situations(draw):
    turnover = draw(amounts)
    expenses = draw(st.one_of(st.none(), st.integers(0, 2_000_000).map(lambda cents: cents / 100)))
    household = draw(st.sampled_from(["single", "couple_one_income", "couple_two_incomes"]))
    situation = draw(st.sampled_from([None, "job", "benefits", "studies", "pension", "assisting", "none"]))
    children = draw(st.integers(0, 6))
    return SimulationQuestions(
        turnover=turnover, expenses=expenses, household=household, situation=situation,
        kind=draw(st.sampled_from(["employee", "artist", "performer"])), year=draw(st.sampled_from([2024, 2025, 2026])),
        days=draw(st.integers(0, 260)), children=children, shared_children=draw(st.integers(0, children)),
        young_children=draw(st.integers(0, children)), disabled_children=draw(st.integers(0, children)),
        other_dependants=draw(st.integers(0, 2)), disabled=draw(yes_no), costs_scale=draw(st.sampled_from(["trade", "liberal"])),
        copyright_share=draw(st.sampled_from([0, 0.2, 1])), voluntary_pension_share=draw(st.sampled_from([0, 0.5, 1])),
        advance_payments_share=draw(st.sampled_from([0, 1])), tax_reform_applies=draw(yes_no), first_time=draw(yes_no),
        company_salary=draw(st.one_of(st.none(), st.integers(0, 60_000))), remuneration_raised=draw(yes_no),
        exit_route=draw(st.sampled_from(["vvprbis", "liquidation_reserve", "ordinary"])),
        committee=draw(st.sampled_from(["other", "jc337"])), copyright_lump_sums_ended=draw(yes_no), private_share=draw(st.sampled_from([0, 0.5, 1])),
        region=draw(st.sampled_from([None, "brussels", "flanders", "wallonia"])),
        hold=draw(st.sampled_from(["days", "day_rate"])))


@some
@given(situations())
def test_the_parts_sum_to_what_the_year_leaves(questions):
    for way in compare(questions, scan=False).ways.values():
        parts = way.received_in_year + way.holiday_pay + way.assessment - (way.own_time or 0) + way.details.get("exit_net", 0)
        assert abs(parts - way.net_year) < 0.005, way
        assert round(way.net_year, 2) == way.net_year
        assert abs(way.kept_of_100 - 100 * (1 - way.marginal_rate)) < 1e-6


@some
@given(situations())
def test_one_turnover_alone_and_among_many_gives_the_same_cents(questions):
    ways = Ways(Setting(questions, shelf()))
    many = np.array([0.0, questions.turnover_of_year, 17_500.0, 120_000.0, 499_999.0])
    for way in WAYS:
        together = ways.evaluate(way, many, ("net_year",))["net_year"]
        alone = float(ways.evaluate(way, questions.turnover_of_year, ("net_year",))["net_year"])
        assert round(float(together[1]), 2) == round(alone, 2)


@some
@given(situations())
def test_the_path_ends_in_the_amount_it_explains(questions):
    for way, found in compare(questions, scan=False).ways.items():
        last = {step.rule: step.value for step in path(questions, way)}
        assert abs(last["net_year"] - found.net_year) < 0.005
        assert abs(last["received_in_year"] - found.received_in_year) < 0.005


@some
@given(situations())
def test_json_has_no_numbers_that_json_does_not_know(questions):
    answer = as_json(compare(questions, scan=False))
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer, "no infinity, no tuple, nothing that a script would lose"


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["employee", "worker", "artist"]), st.sampled_from(["single", "couple_one_income", "couple_two_incomes"]),
       st.sampled_from(["2024-01", "2024-04", "2024-06", "2025-01", "2025-06", "2026-02", "2026-03", "2026-05", "2026-11"]),
       st.integers(0, 9), st.booleans())
def test_a_thousand_payslips_at_once_equal_a_thousand_payslips(kind, household, month, children, disabled):
    gross = np.round(np.linspace(0, 12_000, 1_000), 2)
    asked = PayslipQuestions(month=month, kind=kind, household=household, children=children, disabled=disabled)
    found = BOOK.evaluate(TARGETS, {**rule_inputs(asked), "gross": gross}, shelf(), asked.month)
    for at in (0, 1, 137, 500, 731, 999):
        one = payslip(asked.model_copy(update={"gross": float(gross[at])}))
        assert all(abs(getattr(one, name) - round(float(np.broadcast_to(found[name], gross.shape)[at]), 2)) < 1e-9
                   for name in TARGETS)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(["employee", "worker"]), st.sampled_from(["2024-06", "2026-01", "2026-08"]))
def test_no_line_of_a_payslip_is_absurd(cents, kind, month):
    slip = payslip(PayslipQuestions(month=month, gross=cents / 100, kind=kind))
    assert 0 <= slip.work_bonus <= slip.employee_contribution <= slip.questions.gross * 0.1412 + 0.01
    assert 0 <= slip.withholding_tax <= slip.taxable and 0 <= slip.special_contribution <= 60.94
    assert slip.net <= slip.questions.gross + 0.005


def _legal_reason(ways, way, at: float) -> str:
    """Why a euro more may leave less at this turnover; empty where no law says so."""
    asked = {"complementary": "complementary_base", "pensioner": "pensioner_base", "student": "student_base"}.get(way)
    two = np.array([at, at + 1])
    if way in STATUSES and ways.evaluate(way, two, ("franchised",))["franchised"].tolist() == [True, False]:
        return "the VAT franchise ends"
    if asked and way != "student" and ways.evaluate(way, two, (asked,))[asked].tolist()[0] == 0:
        return "contributions begin: the threshold of the status"
    if way == "student" and ways.evaluate(way, two, (asked,))[asked].tolist()[1] >= 17_374.08:
        return "the full contributions of a student begin"
    return ""


@pytest.mark.parametrize("way", WAYS)
def test_net_grows_with_turnover_except_where_the_law_itself_jumps(way):
    """Falls of more than 5 cents from one euro to the next, each with its legal reason."""
    ways = Ways(Setting(SimulationQuestions(situation="none", private_share=1.0, expenses=2_000, days=260), shelf()))
    net = ways.evaluate(way, np.arange(0, 60_001, dtype=float), ("net_year",))["net_year"]
    falls = np.flatnonzero(np.diff(net) < -0.05)
    if way == "amateur":
        assert len(falls) == 1 and abs(net[falls[0]] - 30 * falls[0] / 260 + 2_000) < 0.01, "above the day's maximum it is a wage"
        return
    reasons = {int(at): _legal_reason(ways, way, float(at)) for at in falls}
    assert all(reasons.values()), reasons
    assert len(falls) <= 3
