"""What a year of self-employment leaves, whatever the status: the last rules of those ways, EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def copyright_rights(self_employed_rights):
    """Rights in the turnover, taxed apart."""
    return self_employed_rights


def turnover_after_purchases(invoiced, self_employed_rights, paid_purchases):
    """Turnover less rights and goods bought: what lump-sum costs are counted on."""
    return invoiced - self_employed_rights - paid_purchases


def entrepreneur_deduction(tax_reform_applies, chosen_profit, contributions, entrepreneur_deduction_rate,
                           entrepreneur_deduction_cap):
    """Deduction of the reform of July 2026 (déduction de l’entrepreneur, ondernemersaftrek), where it is counted."""
    return either(tax_reform_applies, lambda: cents(np.clip(
        entrepreneur_deduction_rate * (chosen_profit - contributions), 0.0, entrepreneur_deduction_cap)),
        lambda: np.float64(0.0))


def professional_income(chosen_profit, contributions, entrepreneur_deduction):
    """Net taxable professional income: profit less the contributions paid in the year; a loss is below 0."""
    return chosen_profit - contributions - entrepreneur_deduction


def self_employed_state_tax(state_tax, professional_income, household_taxable_income):
    """Part of the household's state tax that falls on the activity, by its share of the income."""
    share = np.clip(professional_income / np.maximum(household_taxable_income, 0.01), 0.0, 1.0)
    return cents(state_tax * share)


def tax_surcharge(tax_reform_applies, advance_payment_surcharge):
    """Surcharge for missing advance payments; the reform of July 2026 would end it for the self-employed."""
    return either(tax_reform_applies, lambda: np.float64(0.0), lambda: advance_payment_surcharge)


def received_in_year(invoiced, paid_expenses, contributions, voluntary_pension_premium):
    """Invoices less expenses, own costs, contributions and pension premium, before income tax."""
    return invoiced - paid_expenses - contributions - voluntary_pension_premium


def assessment(activity_tax, activity_special_contribution, copyright_tax, tax_surcharge):
    """What the tax assessment asks (below 0): nothing is withheld, so all of it is to set aside."""
    return -activity_tax - activity_special_contribution - copyright_tax - tax_surcharge


def net_year(received_in_year, assessment, own_time):
    """What the year leaves in all, less own time where it was typed."""
    return received_in_year + assessment - own_time
