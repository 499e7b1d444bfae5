"""The book of all rules of the law, one name each, for the command line and the explanation of any amount."""

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

MODULES = (cooperative, work_bonus, special_contribution, withholding_tax, payslip, holiday_pay, employee_tax,
           income_tax, self_employed, complementary, employer, vat)

_TAX = rules_of(income_tax)

RULES = rules_of(*MODULES)
"""Every rule by name, without the copies."""

BOOK = Graph({**RULES, **copies(_TAX, "ordinary", "taxable_income"), **copies(_TAX, "together", "taxable_income")})
