"""No question is without effect, and each moves the result in the direction that it must."""

import pytest

from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions

BASE = {"situation": "none", "turnover": 45_000, "days": 110, "expenses": 3_000}


def nets(**answers) -> dict[str, float]:
    answer = compare(SimulationQuestions(**{**BASE, **answers}), scan=False)
    return {name: way.net_year for name, way in answer.ways.items()}


MOVES = [
    # (answers before, answers after, way, direction)
    ({}, {"turnover": 50_000}, "cooperative", "more"), ({}, {"turnover": 50_000}, "self_employed", "more"),
    ({}, {"expenses": 5_000}, "cooperative", "less"), ({}, {"expenses": 9_000}, "self_employed", "less"),
    ({"turnover": 24_000}, {"turnover": 24_000, "days": 60}, "cooperative", "less"),  # better paid days: less work bonus
    ({}, {"kind": "artist"}, "cooperative", "other"),
    ({}, {"year": 2025}, "cooperative", "less"), ({}, {"year": 2024}, "self_employed", "less"),
    ({}, {"household": "couple_one_income"}, "cooperative", "more"),
    ({}, {"household": "couple_one_income"}, "self_employed", "more"),
    ({}, {"household": "couple_two_incomes", "partner_net": 30_000}, "cooperative", "other"),
    ({"household": "couple_two_incomes", "partner_net": 2_000}, {"household": "couple_two_incomes", "partner_net": 40_000},
     "self_employed", "less"),
    ({}, {"children": 1}, "cooperative", "more"), ({}, {"children": 3}, "self_employed", "more"),
    ({}, {"municipal_rate": 0.09}, "cooperative", "less"), ({}, {"municipal_rate": 0}, "self_employed", "more"),
    ({}, {"region": "brussels"}, "self_employed", "more"), ({}, {"region": "wallonia"}, "self_employed", "less"),
    ({}, {"own_costs": 6_000}, "self_employed", "less"), ({}, {"fund_fee": 0.0305}, "self_employed", "more"),
    ({"expenses": 3_000}, {"expenses": 3_000, "purchases": 2_000}, "self_employed", "more"),
    ({"turnover": 18_000}, {"turnover": 18_000, "private_share": 1}, "self_employed", "more"),
    ({}, {"coefficient": 1.5}, "cooperative", "more"), ({}, {"coefficient": 1.6}, "cooperative", "less"),
    ({}, {"contracts": "1500/1000;3000/2000"}, "cooperative", "more"),
    ({"situation": "job", "turnover": 5_000, "expenses": 0}, {"situation": "job", "job_gross": 50_000, "turnover": 5_000,
      "expenses": 0}, "complementary", "less"),
    ({}, {"situation": "job", "job_gross": 36_000}, "cooperative", "less"),
    ({}, {"admin_hours_self_employed": 60, "admin_hour_value": 30}, "self_employed", "less"),
    ({}, {"admin_hours_cooperative": 10, "admin_hour_value": 30}, "cooperative", "less"),
    ({}, {"turnover_by_month": [0] * 6 + [5_000] * 6}, "cooperative", "other"),
    ({"kind": "artist"}, {"kind": "performer"}, "cooperative", "same"),  # the flat withholding is an advance only
    ({}, {"committee": "jc337"}, "cooperative", "other"),
    ({"private_share": 1, "turnover": 18_000}, {"private_share": 1, "turnover": 18_000, "same_price": "excluding_vat"},
     "self_employed", "less"),
    ({}, {"copyright_share": 0.3}, "cooperative", "more"), ({}, {"copyright_share": 0.3}, "self_employed", "more"),
    ({"copyright_share": 0.3}, {"copyright_share": 0.3, "copyright_lump_sums_ended": "yes"}, "cooperative", "less"),
    ({"children": 2}, {"children": 2, "young_children": 2}, "self_employed", "more"),
    ({"children": 2}, {"children": 2, "shared_children": 2}, "self_employed", "less"),
    ({"children": 2}, {"children": 2, "disabled_children": 1}, "self_employed", "more"),
    ({}, {"other_dependants": 1}, "self_employed", "more"), ({}, {"disabled": "yes"}, "cooperative", "more"),
    ({}, {"costs_scale": "liberal"}, "self_employed", "other"),
    ({}, {"voluntary_pension_share": 1}, "self_employed", "less"),
    ({}, {"advance_payments_share": 0}, "self_employed", "less"),
    ({"advance_payments_share": 0}, {"advance_payments_share": 0, "first_time": "yes"}, "self_employed", "more"),
    ({}, {"tax_reform_applies": "yes"}, "self_employed", "more"),
    ({"turnover": 30_000, "days": 200}, {"turnover": 30_000, "days": 200, "fiscal_bonus_raised": "yes"}, "cooperative", "more"),
    ({"household": "couple_two_incomes", "partner_net": 5_000},
     {"household": "couple_two_incomes", "partner_net": 5_000, "exempt_amounts_apart": "yes"}, "self_employed", "less"),
    ({}, {"company_salary": 30_000}, "company", "other"), ({}, {"company_costs": 6_000}, "company", "less"),
    ({"company_salary": 5_000}, {"company_salary": 5_000, "company_starter": "yes"}, "company", "more"),
    ({}, {"exit_route": "ordinary"}, "company", "less"), ({"year": 2025}, {"year": 2025, "exit_route": "liquidation_reserve"}, "company", "other"),
    ({}, {"exit_route": "liquidation_reserve"}, "company", "same"),  # harmonised from 2026: 18 % both ways
    ({"company_salary": 46_000, "turnover": 150_000},
     {"company_salary": 46_000, "turnover": 150_000, "remuneration_raised": "yes"}, "company", "less"),
    ({}, {"association_costs": 3_000}, "association", "less"),
    ({"situation": "benefits", "daily_benefit": 60}, {"situation": "benefits", "daily_benefit": 60, "benefit_days": 100},
     "cooperative", "more"),
]
NO_AMOUNT = {"hold", "compare_with", "lost_benefit_days", "municipality", "wanted_net", "last_months", "last_month"}
"""Questions that choose what is shown, or are answered in words and tables: each has a test of its own."""


@pytest.mark.parametrize(("before", "after", "way", "direction"), MOVES)
def test_the_input_moves_the_result_in_the_right_direction(before, after, way, direction):
    if "turnover_by_month" in after:
        base = {key: value for key, value in BASE.items() if key != "turnover"}
        answer = compare(SimulationQuestions(**{**base, **after}), scan=False).ways[way].net_year
        assert answer != nets(**before)[way]
        return
    change = nets(**after)[way] - nets(**before)[way]
    assert {"more": change > 0.5, "less": change < -0.5, "other": abs(change) > 0.5, "same": abs(change) < 0.005}[direction], change


def test_every_question_is_in_the_list_above():
    moved = {name for before, after, *_ in MOVES for name in {**before, **after}} | NO_AMOUNT
    assert moved == set(SimulationQuestions.model_fields)


def test_holding_the_day_rate_moves_the_curve_but_not_the_own_point():
    days = compare(SimulationQuestions(**BASE), scan=False)
    rate = compare(SimulationQuestions(**BASE, hold="day_rate"), scan=False)
    assert days.ways["cooperative"].net_year == rate.ways["cooperative"].net_year
    assert days.curve.nets["cooperative"] != rate.curve.nets["cooperative"]


def test_hours_without_their_value_are_not_counted_and_said():
    answer = compare(SimulationQuestions(**BASE, admin_hours_self_employed=60), scan=False)
    assert answer.ways["self_employed"].own_time is None
    assert answer.ways["self_employed"].net_year == nets()["self_employed"]
