"""Which rules each way of working is computed with."""

from workflows.law.graph import Graph, copies, rules_of
from workflows.law.rules import (
    complementary,
    cooperative,
    employee_tax,
    employer,
    holiday_pay,
    income_tax,
    payslip,
    self_employed,
    special_contribution,
    vat,
    withholding_tax,
    work_bonus,
)
from workflows.simulation import cooperative_rules, self_employed_rules

SUMS = {"gross": "gross", "pay_taxable_year": "taxable", "net_months": "net", "withheld_months": "withholding_tax",
        "special_months": "special_contribution", "employee_contribution_year": "employee_contribution",
        "work_bonus_year": "work_bonus", "fiscal_work_bonus_months": "fiscal_work_bonus_month",
        "days_paid": "units_paid", "allowance_days": "arts_allowance_days", "employment_cost_year": "employment_cost"}
"""Amount of the cooperative year: the amount of the month that is summed for it."""

_OF_THE_YEAR = ("cooperative_contribution", "available_budget", "employment_budget", "unpaid_expenses")


def _cooperative_year():
    tax = rules_of(income_tax)
    return {**rules_of(employee_tax, holiday_pay, cooperative_rules), **tax, **copies(tax, "ordinary", "taxable_income"),
            **copies(tax, "together", "taxable_income"), **{name: getattr(cooperative, name) for name in _OF_THE_YEAR},
            "final_special_contribution": special_contribution.final_special_contribution}


def _self_employed_year(**of_the_way):
    return {**rules_of(vat, self_employed, complementary, income_tax, self_employed_rules), **of_the_way}


COOPERATIVE_MONTH = Graph(rules_of(cooperative, work_bonus, special_contribution, withholding_tax, payslip, employer))
COOPERATIVE_YEAR = Graph(_cooperative_year())
SELF_EMPLOYED_YEAR = Graph(_self_employed_year(
    chosen_profit=lambda profit: profit, contributions=lambda self_employed_contributions: self_employed_contributions))
COMPLEMENTARY_YEAR = Graph(_self_employed_year(
    chosen_profit=lambda complementary_profit: complementary_profit,
    contributions=lambda complementary_contributions: complementary_contributions))
