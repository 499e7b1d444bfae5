"""From the client's invoice to the gross pay of a month, through the cooperative."""

import numpy as np

from workflows.law.money import cents


def cooperative_contribution(turnover, cooperative_contribution_rate):
    """Contribution to the cooperative (contribution, bijdrage), EUR: a share of what is invoiced, VAT excluded."""
    return cents(cooperative_contribution_rate * turnover)


def available_budget(turnover, cooperative_contribution, expenses):
    """What is left after contribution and expenses, EUR; negative when the expenses are more than that."""
    return turnover - cooperative_contribution - expenses


def employment_budget(available_budget):
    """Budget of the employment (budget emploi, loonbudget), EUR: what is available, never below 0."""
    return np.maximum(available_budget, 0.0)


def unpaid_expenses(available_budget):
    """Expenses that the Activity cannot refund, EUR."""
    return np.maximum(-available_budget, 0.0)


def gross(employment_budget, month_share, employment_coefficient):
    """Gross pay of a month (brut, bruto), EUR: its share of the employment budget divided by the coefficient.

    The coefficient covers employer contributions, holiday pay, insurance and the margin. It is published nowhere.
    """
    return cents(employment_budget * month_share / employment_coefficient)


def minimum_day_pay(minimum_monthly_wage, full_time_days_per_year):
    """Gross minimum of a day that follows from the monthly minimum wage, EUR; a sector may ask more."""
    return cents(minimum_monthly_wage * 12 / full_time_days_per_year)


def units_full(full_time_days_per_year):
    """Working days of an average full-time month."""
    return full_time_days_per_year / 12


def units_paid(gross, days_month, minimum_day_pay, units_full):
    """Days that can be paid: those worked, never so many that a day falls below its minimum, nor more than a month has."""
    return np.minimum(np.minimum(days_month, gross / minimum_day_pay), units_full)


def arts_allowance_days(gross, minimum_monthly_wage, arts_allowance_day_divisor):
    """Days that count for the arts-work allowance (règle du cachet, cachetregel): gross / (minimum wage / 26)."""
    return gross / (minimum_monthly_wage / arts_allowance_day_divisor)
