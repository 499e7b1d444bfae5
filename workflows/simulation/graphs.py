"""Which rules each way of working is computed with."""

from dataclasses import dataclass

import dags

from workflows.law.graph import Graph, copies, rules_of
from workflows.law.rules import (
    advance_payments,
    amateur,
    author_rights,
    benefits,
    company,
    complementary,
    cooperative,
    employee_tax,
    employer,
    holiday_pay,
    income_tax,
    payslip,
    pensioner,
    reduced_minimum,
    self_employed,
    special_contribution,
    student,
    vat,
    voluntary_pension,
    withholding_tax,
    work_bonus,
    year_end_premium,
)
from workflows.simulation import amateur_rules, company_rules, cooperative_rules, household_rules, self_employed_rules

SUMS = {"gross": "gross", "pay_taxable_year": "taxable", "net_months": "net", "withheld_months": "withholding_tax",
        "special_months": "special_contribution", "employee_contribution_year": "employee_contribution",
        "work_bonus_year": "work_bonus", "fiscal_work_bonus_months": "fiscal_work_bonus_month",
        "days_paid": "units_paid", "allowance_days": "arts_allowance_days", "employment_cost_year": "employment_cost"}
"""Amount of the salaried year: the amount of the month that is summed for it."""


@dataclass(frozen=True)
class Status:
    """A status of the self-employed: its rules' names, and the figure its provisional contributions fall on at first.

    `costs`: its own scale of lump-sum costs, where it has one.
    """

    profit: str
    base: str
    contributions: str
    lump_sum: str
    floor: str
    costs: str | None = None


STATUSES = {
    "self_employed": Status("profit_after_voluntary_pension", "income_after_voluntary_pension",
                            "contributions_after_voluntary_pension", "lump_sum_profit", "self_employed_minimum_income"),
    "starter": Status("starter_profit", "starter_base", "starter_contributions", "starter_lump_sum_profit",
                      "primostarter_minimum_income"),
    "complementary": Status("complementary_profit", "complementary_base", "complementary_contributions",
                            "complementary_lump_sum_profit", "complementary_threshold"),
    "student": Status("student_profit", "student_base", "student_contributions", "student_lump_sum_profit",
                      "student_exempt_income"),
    "pensioner": Status("pensioner_profit", "pensioner_base", "pensioner_contributions", "pensioner_lump_sum_profit",
                        "pensioner_threshold"),
    "assisting_spouse": Status("assisting_spouse_profit", "assisting_spouse_base", "assisting_spouse_contributions",
                               "assisting_spouse_lump_sum_profit", "assisting_spouse_minimum_income",
                               "assisting_spouse_costs_scale"),
}


_RIGHTS = rules_of(author_rights)
_PAID_BY_EMPLOYER = ("cooperative_rights", "salary_budget")
_IN_OWN_INVOICES = ("self_employed_rights", "turnover_without_rights")
_OF_THE_YEAR = ("cooperative_contribution", "available_budget", "employment_budget", "unpaid_expenses")


def _without(rules, names):
    return {name: rule for name, rule in rules.items() if name not in names}


def _salaried_year():
    tax = rules_of(income_tax)
    return {**_without(_RIGHTS, _IN_OWN_INVOICES),
            **rules_of(employee_tax, holiday_pay, benefits, year_end_premium, cooperative_rules), **tax,
            **copies(tax, "ordinary", "taxable_income"), **copies(tax, "together", "taxable_income"),
            **{name: getattr(cooperative, name) for name in _OF_THE_YEAR},
            "final_special_contribution": special_contribution.final_special_contribution}


def _self_employed_year(status: Status):
    """The rules of one status: the same law, and which profit and contributions are the person's."""
    def chosen(name):
        return dags.rename_arguments(lambda chosen: chosen, mapper={"chosen": name})

    return {**_without(_RIGHTS, _PAID_BY_EMPLOYER),
            **rules_of(vat, self_employed, complementary, reduced_minimum, student, pensioner, voluntary_pension,
                       advance_payments, income_tax, household_rules, self_employed_rules),
            "chosen_profit": chosen(status.profit), "contributions": chosen(status.contributions)}


MONTH = Graph(rules_of(cooperative, work_bonus, special_contribution, withholding_tax, payslip, employer))
SALARIED_YEAR = Graph(_salaried_year())
YEARS = {**{name: Graph(_self_employed_year(status)) for name, status in STATUSES.items()},
         "company": Graph({"contribution_scale": self_employed.contribution_scale,
                           **rules_of(company, income_tax, household_rules, company_rules)}),
         "amateur": Graph(rules_of(amateur, amateur_rules))}
"""The year of each way that is no salary."""


def year_graph(way: str) -> Graph:
    """The rules of a way's year."""
    return YEARS.get(way, SALARIED_YEAR)
