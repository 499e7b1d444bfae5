"""The formula in words says what the rule computes, for every rule and in every language."""

import pytest

from workflows.law.book import BOOK
from workflows.law.formula import LONGEST, in_words
from workflows.law.names import names
from workflows.law.rules import cooperative, income_tax, self_employed, work_bonus
from workflows.words.catalogue import LANGUAGES, speak


def said(rule, language="en"):
    return in_words(rule, speak(language), lambda name: f"[{name}]")


@pytest.mark.parametrize(("rule", "formula"), [
    (cooperative.available_budget, "[turnover] − [cooperative_contribution] − [expenses]"),
    (cooperative.employment_budget, "the greatest of: [available_budget] and 0"),
    (cooperative.gross, "[employment_budget] × [month_share] / [employment_coefficient], to the cent"),
    (work_bonus.taxable, "[gross] − ([employee_contribution] − [work_bonus])"),
    (cooperative.units_paid, "the least of: [days_month] ; [gross] / [minimum_day_pay] and [units_full]"),
    (work_bonus.contribution_base, "[gross] × (if [at_108]: [contribution_base_factor]; otherwise: 1)"),
    (self_employed.profit, "the least of: [real_costs_profit] and [lump_sum_profit]"),
    (income_tax.municipal_tax, "[municipal_rate] × [state_tax], to the cent"),
])
def test_the_formula_is_the_one_of_the_code(rule, formula):
    assert said(rule) == formula


def test_shortcuts_that_change_no_result_are_not_told():
    assert said(work_bonus.work_bonus_a) == \
        "the least of: ([work_bonus_a_full] × [work_bonus_fraction], to the cent) and [work_bonus_limit]"


def test_a_guard_against_division_by_nothing_is_not_told():
    from workflows.law.rules.employee_tax import ordinary_income
    assert "0.01" not in said(ordinary_income)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence_that_names_only_what_people_know(language):
    words, known = speak(language), names()
    for name, rule in BOOK.rules.items():
        formula = in_words(rule, words, lambda part: known.of(part, language))
        assert 2 < len(formula) <= LONGEST, name
        assert "_" not in formula and "lambda" not in formula, (name, formula)


def test_every_argument_of_a_rule_stands_in_its_formula():
    for name in ("holiday_tax", "special_contribution_joint", "student_contributions", "withholding_scale_2"):
        formula = said(BOOK.rules[name])
        for argument in BOOK.arguments[name]:
            assert f"[{argument}]" in formula, (name, argument)
