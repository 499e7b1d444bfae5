"""Income tax and special contribution that an activity adds to a household without its payroll, EUR a year.

Shared by the statuses of the self-employed and by the director of a company.
"""

import numpy as np

from workflows.law.money import cents
from workflows.law.rules.special_contribution import final_special_contribution as of_the_household
from workflows.law.tables import either


def job_income(job_taxable, lump_sum_costs_rate, lump_sum_costs_cap):
    """Net taxable income of the job beside the activity, after its own lump-sum costs."""
    return job_taxable - np.minimum(cents(lump_sum_costs_rate * job_taxable), lump_sum_costs_cap)


def taxable_income(professional_income, job_income):
    """Net taxable income of the member; a loss of the activity is set off against the job."""
    return np.maximum(professional_income + job_income, 0.0)


def household_taxable_income(taxable_income, partner_taxable_income):
    """Net taxable income of the household."""
    return taxable_income + partner_taxable_income


def activity_tax(income_tax, tax_without_activity):
    """Income tax that the activity adds to the household."""
    return income_tax - tax_without_activity


def final_special_contribution(household_has_pay, household_taxable_income, has_partner,
                               final_special_contribution_single, final_special_contribution_couple):
    """Special contribution of the year: due only where someone in the household earns a wage."""
    return either(household_has_pay, lambda: of_the_household(
        household_taxable_income, has_partner, final_special_contribution_single, final_special_contribution_couple),
        lambda: np.float64(0.0))


def activity_special_contribution(final_special_contribution, special_without_activity):
    """Final special contribution that the activity adds to the household."""
    return final_special_contribution - special_without_activity
