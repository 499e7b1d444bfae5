"""The book of all rules of the law, one name each, for the command line and the explanation of any amount."""

from workflows.law.graph import Graph, copies, rules_of
from workflows.law.rules import (
    advance_payments,
    amateur,
    association,
    author_rights,
    benefits,
    company,
    complementary,
    cooperative,
    employee_tax,
    employer,
    first_hire,
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

MODULES = (cooperative, work_bonus, special_contribution, withholding_tax, payslip, holiday_pay, employee_tax,
           income_tax, self_employed, complementary, reduced_minimum, student, pensioner, voluntary_pension,
           advance_payments, employer, vat, author_rights, company, association, amateur, year_end_premium, benefits,
           first_hire)

_TAX = rules_of(income_tax)

RULES = rules_of(*MODULES)
"""Every rule by name, without the copies."""

BOOK = Graph({**RULES, **copies(_TAX, "ordinary", "taxable_income"), **copies(_TAX, "together", "taxable_income")})
