"""Each input of the newer rules moves the amount that it must, in the right direction."""

from datetime import date

import pytest

from workflows.law.value import value_of

ON = date(2026, 12, 31)
WORK = {"turnover": 40_000.0, "expenses": 3_000.0}
COMPANY = {"turnover": 120_000.0, "company_salary": 45_000.0, "company_costs": 4_500.0}
FAMILY = {"children": 2, "has_partner": False}

MOVES = [
    # (rule, inputs, what changes, direction)
    ("student_contributions", WORK, {"expenses": 9_000.0}, "less"), ("starter_contributions", WORK, {"turnover": 50_000.0}, "more"),
    ("pensioner_contributions", WORK, {"turnover": 50_000.0}, "more"), ("assisting_spouse_contributions", WORK, {"expenses": 9_000.0}, "less"),
    ("pensioner_contributions", WORK, {"fund_fee": 0.0305}, "less"), ("student_contributions", WORK, {"liberal": True}, "more"),
    ("starter_profit", {"turnover": 9_000.0, "own_costs": 0.0}, {"liberal": True}, "more"),
    ("complementary_profit", {"turnover": 9_000.0, "own_costs": 0.0}, {"liberal": True}, "more"),
    ("voluntary_pension_premium", WORK, {"voluntary_pension_share": 0.5}, "more"),
    ("contributions_after_voluntary_pension", WORK, {"voluntary_pension_share": 1.0}, "less"),
    ("advance_payment_surcharge", {"self_employed_state_tax": 9_000.0}, {"advance_payments_share": 0.5}, "less"),
    ("advance_payment_surcharge", {"self_employed_state_tax": 9_000.0}, {"self_employed_state_tax": 12_000.0}, "more"),
    ("advance_payment_surcharge", {"self_employed_state_tax": 9_000.0}, {"first_three_years": True}, "less"),
    ("franchise_excess", {"turnover": 25_000.0}, {"turnover": 26_000.0}, "more"),
    ("family_exemption", FAMILY, {"disabled_children": 1}, "more"), ("family_exemption", FAMILY, {"shared_children": 1}, "less"),
    ("family_exemption", FAMILY, {"young_children": 1}, "more"), ("family_exemption", FAMILY, {"other_dependants": 1}, "more"),
    ("family_exemption", FAMILY, {"disabled": True}, "more"), ("family_exemption", FAMILY, {"has_partner": True}, "less"),
    ("withholding_reductions", FAMILY, {"disabled_children": 1}, "more"), ("withholding_reductions", FAMILY, {"other_dependants": 1}, "more"),
    ("cooperative_rights", {"turnover": 20_000.0, "employment_coefficient": 1.57}, {"copyright_share": 0.1}, "more"),
    ("cooperative_rights", {"turnover": 20_000.0, "employment_coefficient": 1.57, "copyright_share": 1.0}, {"employment_coefficient": 1.5}, "more"),
    ("self_employed_rights", {"turnover": 20_000.0}, {"copyright_share": 0.1}, "more"),
    ("copyright_allowed", {"asked_rights": 9_000.0, "asked_fee": 9_000.0}, {"asked_fee": 12_000.0}, "more"),
    ("copyright_tax", {"copyright_rights": 9_000.0}, {"copyright_lump_sums_ended": True}, "more"),
    ("copyright_tax", {"copyright_rights": 9_000.0}, {"region": 3}, "more"),
    ("company_profit_after_tax", COMPANY, {"company_expenses": 5_000.0}, "less"), ("corporate_tax", COMPANY, {"company_salary": 50_000.0}, "less"),
    ("corporate_tax", {**COMPANY, "company_salary": 30_000.0}, {"company_starter": True}, "less"),
    ("corporate_tax", COMPANY, {"remuneration_raised": True}, "more"), ("exit_net", COMPANY, {"exit_route": 1}, "more"),
    ("exit_net", COMPANY, {"exit_route": 2}, "more"), ("director_contributions", {"company_salary": 45_000.0}, {"company_salary": 60_000.0}, "more"),
    ("director_received", {"company_salary": 45_000.0}, {"fund_fee": 0.0305}, "more"), ("association_budget", WORK, {"expenses": 4_000.0}, "less"),
    ("association_volunteer_pay", {**WORK, "volunteer_days": 5.0}, {"volunteer_days": 9.0}, "more"),
    ("amateur_indemnity", {"amateur_days": 5.0, "amateur_day_amount": 60.0}, {"amateur_travel": 12.0}, "more"),
    ("amateur_indemnity", {"amateur_days": 5.0, "amateur_day_amount": 60.0}, {"amateur_day_amount": 90.0}, "less"),
    ("amateur_client_contribution", {"amateur_days": 5.0, "amateur_day_amount": 60.0}, {"amateur_days": 20.0}, "more"),
    ("year_end_premium_net", {"gross_year": 20_000.0, "pay_taxable_year": 17_000.0}, {"year_end_premium_share": 0.5}, "less"),
    ("year_end_premium_net", {"gross_year": 20_000.0, "pay_taxable_year": 17_000.0}, {"at_108": True}, "less"),
    ("year_end_premium_net", {"gross_year": 20_000.0, "pay_taxable_year": 17_000.0}, {"pay_taxable_year": 30_000.0}, "less"),
    ("benefits_received", {"daily_benefit": 60.0, "benefit_days": 100.0}, {"benefit_days": 90.0}, "less"),
    ("first_hire_reduction", {"hire_gross": 2_000.0}, {"hire_gross": 2_200.0}, "more"),
]


@pytest.mark.parametrize(("rule", "inputs", "change", "direction"), MOVES)
def test_the_input_moves_the_amount_in_the_right_direction(rule, inputs, change, direction):
    before, after = (float(value_of(rule, ON, given).value) for given in (inputs, {**inputs, **change}))
    assert after > before if direction == "more" else after < before, (before, after)


def test_a_performer_pays_a_flat_share():
    given = {"taxable": 1_500.0, "withholding_before_bonus": 90.0, "fiscal_work_bonus_month": 10.0}
    assert value_of("withholding_tax", ON, given).value == 80.0
    assert value_of("withholding_tax", ON, {**given, "performer": True}).value == 166.65
