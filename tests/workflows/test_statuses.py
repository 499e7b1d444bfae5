"""Properties of the statuses, copyright and the company that hold for any amount."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.law.book import BOOK
from workflows.law.library import shelf

some = settings(max_examples=80, deadline=None)
money = st.integers(0, 15_000_000).map(lambda cents: cents / 100)
days = st.sampled_from([date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31)])
fees = st.sampled_from([0.0, 0.0305, 0.0395, 0.04, 0.0425])

# status: the profit it takes, its minimum and the income below which nothing is owed
STATUSES = {"starter": ("primostarter_minimum_income", None), "assisting_spouse": ("assisting_spouse_minimum_income", None),
            "student": (None, "student_exempt_income"), "pensioner": (None, "pensioner_threshold"),
            "complementary": (None, "complementary_threshold")}


def of(names, given, on):
    return BOOK.evaluate(names, given, shelf(), on)


def scale(base, on, fee, first="self_employed_rate_1"):
    """The law's contribution on an income, written apart from the rules."""
    law = {name: shelf()[name].on(on).value for name in (first, "self_employed_rate_2", "self_employed_limit_1", "self_employed_limit_2")}
    low, high = law["self_employed_limit_1"], law["self_employed_limit_2"]
    year = law[first] * min(base, low) + law["self_employed_rate_2"] * max(0, min(base, high) - low)
    return (1 + fee) * year


@some
@given(status=st.sampled_from(sorted(STATUSES)), profit=money, on=days, fee=fees)
def test_contributions_are_the_scale_of_the_profit_that_they_leave(status, profit, on, fee):
    got = of([f"{status}_base", f"{status}_contributions"], {f"{status}_profit": np.float64(profit), "fund_fee": fee}, on)
    base, owed = float(got[f"{status}_base"]), float(got[f"{status}_contributions"])
    floor, free = (shelf()[name].on(on).value if name else None for name in STATUSES[status])
    if floor is not None:
        due = scale(max(profit - owed, floor), on, fee)
    elif status == "student":
        full = shelf()["student_full_income"].on(on).value
        if profit - owed < full and base == full:
            return  # no income fits: the limit is kept, as the next test says
        due = scale(profit - owed, on, fee) if base >= full else scale(max(profit - owed - free, 0), on, fee)
    else:
        if profit - owed < free <= profit:
            assert base == free
            return
        due = 0 if profit < free else scale(profit - owed, on, fee, "pensioner_rate_1" if status == "pensioner" else "self_employed_rate_1")
    assert abs(owed - due) <= 0.03, "four rounded quarters, and the income they leave, differ by cents at most"


@some
@given(status=st.sampled_from([*STATUSES, "director"]), low=money, more=money, on=days, fee=fees)
def test_contributions_never_fall_when_the_profit_grows(status, low, more, on, fee):
    source = "company_salary" if status == "director" else f"{status}_profit"
    owed = of([f"{status}_contributions"], {source: np.array([low, low + more]), "fund_fee": fee}, on)[f"{status}_contributions"]
    owed = np.broadcast_to(owed, 2)
    assert owed[0] <= owed[1]


@some
@given(turnover=money, status=st.sampled_from([*STATUSES, "main"]), liberal=st.booleans(), on=days)
def test_lump_sum_costs_are_those_of_turnover_less_contributions(turnover, status, liberal, on):
    names = {"main": ("lump_sum_profit", "profit")}.get(status, (f"{status}_lump_sum_profit", f"{status}_profit"))
    given_ = {"turnover_after_purchases": np.float64(turnover), "real_costs_profit": np.float64(1e9), "fund_fee": 0.04, "liberal": liberal}
    owed = {"main": "self_employed_contributions"}.get(status, f"{status}_contributions")
    got = of([*names, owed], given_, on)
    costs = turnover - float(got[names[0]])
    kept = max(turnover - float(got[owed]), 0)
    bands = "assisting_spouse_costs_scale" if status == "assisting_spouse" else "liberal_costs_scale" if liberal else "trade_costs_scale"
    expected = float(np.interp(kept, *of([bands], {}, on)[bands]))
    assert abs(costs - expected) <= 0.02, (costs, expected)


def test_every_rule_of_the_book_has_its_figures_in_every_month_of_three_years():
    figures = {name for rule in BOOK.rules for name in BOOK.needs([rule]) if name in shelf()}
    holes = [(name, year, month) for name in figures for year in (2024, 2025, 2026) for month in range(1, 13)
             if not any(figure.holds_on(date(year, month, 1)) for figure in shelf()[name].figures)]
    assert len(figures) > 100 and holes == []


@pytest.mark.parametrize("on", [date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31)], ids=str)
def test_a_student_has_three_zones_and_one_jump(on):
    half, full = (shelf()[name].on(on).value for name in ("student_exempt_income", "student_full_income"))
    profits = np.arange(0, 30_000, 0.5)
    got = of(["student_base", "student_contributions"], {"student_profit": profits, "fund_fee": 0.0}, on)
    owed, base = got["student_contributions"], got["student_base"]
    assert (owed[profits <= half] == 0).all() and (owed[profits > half + 1] > 0).all()
    jumps = np.flatnonzero(np.diff(owed) > 1)
    assert len(jumps) == 1 and base[jumps[0]] < full <= base[jumps[0] + 1]
    assert abs(owed[jumps[0]] * 2 - owed[jumps[0] + 1]) < 1, "half the minimum before the jump, all of it after"


@some
@given(profit=money, share=st.sampled_from([0.0, 0.01, 0.25, 0.5, 1.0]), on=days)
def test_the_pension_premium_is_its_share_of_the_income_that_it_leaves(profit, share, on):
    names = ["voluntary_pension_premium", "income_after_voluntary_pension"]
    got = of(names, {"profit": np.float64(profit), "voluntary_pension_share": share, "fund_fee": 0.04}, on)
    law = {name: shelf()[name].on(on).value for name in
           ("voluntary_pension_rate", "voluntary_pension_cap", "voluntary_pension_minimum", "self_employed_minimum_income")}
    income = max(float(got["income_after_voluntary_pension"]), law["self_employed_minimum_income"])
    wanted = share * min(law["voluntary_pension_rate"] * income, law["voluntary_pension_cap"])
    expected = max(wanted, law["voluntary_pension_minimum"]) if share else 0
    assert abs(float(got["voluntary_pension_premium"]) - expected) < 0.02


@some
@given(budget=money, share=st.floats(0, 1), coefficient=st.floats(1.3, 1.7), on=days)
def test_rights_never_pass_ratio_nor_maximum(budget, share, coefficient, on):
    ratio, cap = (shelf()[name].on(on).value for name in ("copyright_ratio_limit", "copyright_cap"))
    given_ = {"employment_budget": np.float64(budget), "copyright_share": share, "employment_coefficient": coefficient}
    rights, wages = (float(v) for v in of(["cooperative_rights", "salary_budget"], given_, on).values())
    assert 0 <= rights <= min(cap, budget) and rights <= ratio * (rights + wages / coefficient) + 0.01
    alone = float(of(["self_employed_rights"], {"turnover": np.float64(budget), "copyright_share": share}, on)["self_employed_rights"])
    assert 0 <= alone <= min(cap, ratio * budget + 0.01)


@some
@given(turnover=money, expenses=money, costs=money, salary=money, starter=st.booleans(), raised=st.booleans(), route=st.integers(0, 2), on=days)
def test_what_a_company_invoices_is_spent_paid_taxed_or_left(turnover, expenses, costs, salary, starter, raised, route, on):
    given_ = {"turnover": np.float64(turnover), "company_expenses": expenses, "company_costs": costs, "company_salary": np.float64(salary),
              "company_starter": starter, "remuneration_raised": raised, "exit_route": route, "fund_fee": 0.04}
    names = ["company_contribution", "corporate_tax", "company_profit_after_tax", "company_result", "exit_withholding", "exit_net"]
    contribution, tax, left, result, withheld, out = (float(v) for v in of(names, given_, on).values())
    assert abs(turnover - (expenses + costs + contribution + salary + tax + left)) < 0.005
    assert 0 <= tax <= 0.25 * max(result, 0) + 0.01 and (tax == 0 or result > 0)
    assert abs(out + withheld - max(left, 0)) < 0.005 and 0 <= withheld <= 0.3 * max(left, 0) + 0.01


@some
@given(tax=money, low=st.floats(0, 1), more=st.floats(0, 1), on=days)
def test_paying_more_in_advance_never_costs_more(tax, low, more, on):
    given_ = {"self_employed_state_tax": tax, "advance_payments_share": np.array([low, min(low + more, 1)]), "first_three_years": False}
    less, later = of(["advance_payment_surcharge"], given_, on)["advance_payment_surcharge"]
    assert 0 <= later <= less
    assert of(["advance_payment_surcharge"], {**given_, "advance_payments_share": 1.0}, on)["advance_payment_surcharge"] == 0


@some
@given(children=st.integers(0, 9), disabled=st.integers(0, 9), shared=st.integers(0, 9), alone=st.booleans(), on=days)
def test_shared_custody_lowers_and_disability_raises_what_is_exempt(children, disabled, shared, alone, on):
    def exempt(**more):
        none = {"disabled_children": 0, "shared_children": 0, "young_children": 0, "other_dependants": 0, "disabled": False}
        return float(of(["family_exemption"], {**none, "children": children, "has_partner": not alone, **more}, on)["family_exemption"])

    plain = exempt()
    assert exempt(disabled_children=disabled) >= plain >= exempt(shared_children=shared) >= plain / 4
    assert exempt(disabled_children=disabled) == exempt(disabled_children=min(disabled, children)), "no more than there are"
    assert exempt(disabled=True) > plain < exempt(other_dependants=1)
