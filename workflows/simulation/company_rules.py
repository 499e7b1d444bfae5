"""What a year with an own company leaves (SRL, BV): in private now, in the company, and after exit, EUR a year.

Three figures, never one: what stays in the company is not in anybody's pocket yet. A company is always inside VAT.
"""

import numpy as np

from workflows.law.money import cents


def company_expenses(expenses):
    """Expenses of the activity, paid by the company, VAT recovered."""
    return expenses


def company_salary(turnover, company_expenses, company_costs, company_salary_share):
    """Own gross salary where none was typed: a share of what is left before it, nothing where nothing is left."""
    return cents(company_salary_share * np.maximum(turnover - company_expenses - company_costs, 0.0))


def professional_income(director_profit, director_contributions):
    """Net taxable income of the director: the salary after lump-sum costs and the contributions paid in the year."""
    return director_profit - director_contributions


def contributions(director_contributions):
    """Social contributions of the director."""
    return director_contributions


def received_in_year(company_salary, director_contributions):
    """Salary less own contributions, before income tax."""
    return company_salary - director_contributions


def assessment(activity_tax, activity_special_contribution):
    """What the tax assessment asks (below 0) of the director; the company's withholding is an advance on it."""
    return -activity_tax - activity_special_contribution


def private_now(received_in_year, assessment, own_time):
    """What is in private hands in the year, less own time where it was typed."""
    return received_in_year + assessment - own_time


def in_company(company_profit_after_tax):
    """What the year leaves in the company after its own tax; a loss is below 0."""
    return company_profit_after_tax


def net_year(private_now, exit_net):
    """What is left once the profit has come out too, years later: the third figure."""
    return private_now + exit_net
