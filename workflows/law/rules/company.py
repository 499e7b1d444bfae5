"""A company of one’s own (SRL, BV): its result, its tax, and its director’s contributions. EUR a year."""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters
from workflows.law.money import cents


def company_contribution(company_contribution_small):
    """Yearly contribution of a company to the social statute of the self-employed, for a small balance sheet."""
    return np.float64(company_contribution_small)


def company_before_salary(turnover, company_expenses, company_costs, company_contribution):
    """Profit of the company before its director is paid; below 0 with a loss."""
    return turnover - company_expenses - company_costs - company_contribution


def company_result(company_before_salary, company_salary):
    """Result of the company; a loss stays in it and owes no tax."""
    return company_before_salary - company_salary


def director_costs_scale(director_costs_rate, director_costs_cap):
    """Lump-sum costs of a director: one rate up to a maximum, as amounts and the costs there. Art. 51."""
    return (0.0, director_costs_cap / director_costs_rate), (0.0, float(director_costs_cap))


def director_profit(company_salary, contribution_scale, self_employed_minimum_income, director_costs_scale):
    """Director’s remuneration less lump-sum costs, before own contributions; costs are counted after contributions."""
    return profit_with_lump_sum(company_salary, contribution_scale, self_employed_minimum_income, director_costs_scale)


def director_lump_sum(company_salary, director_profit):
    """Lump-sum costs of the director (frais forfaitaires, forfaitaire kosten)."""
    return company_salary - director_profit


def director_net_income(director_profit, contribution_scale, self_employed_minimum_income):
    """Director’s net taxable income after costs and own contributions, the circle solved; below 0 where they are more."""
    return director_profit - contribution_of_profit(director_profit, contribution_scale, self_employed_minimum_income)


def director_contributions(director_net_income, contribution_scale, self_employed_minimum_income):
    """Director’s own contributions, also without remuneration: the scale of main activity, four rounded quarters."""
    return quarters(np.maximum(director_net_income, self_employed_minimum_income), contribution_scale)


def director_received(company_salary, director_contributions):
    """What the director has of the remuneration before income tax."""
    return company_salary - director_contributions


def company_salary_threshold(remuneration_raised, company_minimum_salary, company_minimum_salary_raised):
    """Remuneration from which the reduced rate is always open: as it stands, or as raised by the reform."""
    return np.where(remuneration_raised, company_minimum_salary_raised, company_minimum_salary)


def company_salary_needed(company_before_salary, company_salary_threshold):
    """Least remuneration for the reduced rate: the threshold, or as much as the result that is left."""
    return np.minimum(company_salary_threshold, cents(np.maximum(company_before_salary, 0.0) / 2))


def company_reduced_rate(company_salary, company_salary_needed, company_starter):
    """Whether the reduced rate is open: remuneration high enough, or one of the first four periods.

    For a small company held by natural persons, and no financial one. Source: art. 215 CIR/WIB.
    """
    return np.logical_or(company_starter, company_salary >= company_salary_needed)


def corporate_tax(company_result, company_reduced_rate, corporate_rate, corporate_reduced_rate, corporate_reduced_ceiling):
    """Corporate tax (impôt des sociétés, vennootschapsbelasting); none on a loss."""
    result = np.maximum(company_result, 0.0)
    saved = (corporate_rate - corporate_reduced_rate) * np.minimum(result, corporate_reduced_ceiling)
    return cents(corporate_rate * result - np.where(company_reduced_rate, saved, 0.0))


def company_profit_after_tax(company_result, corporate_tax):
    """What stays in the company after tax; below 0 with a loss."""
    return company_result - corporate_tax


def exit_withholding(company_profit_after_tax, exit_route, dividend_rate, reduced_dividend_rate,
                     liquidation_reserve_levy_rate, liquidation_reserve_rate):
    """Tax on taking the profit out. `exit_route`: 0 dividend at once, 1 reduced dividend, 2 liquidation reserve.

    Reduced (VVPRbis): new shares, from the third year. Reserve: a levy on what is booked, the rest after its waiting
    time. Source: art. 171, 184quater and 269 CIR/WIB.
    """
    profit = np.maximum(company_profit_after_tax, 0.0)
    booked = profit / (1 + liquidation_reserve_levy_rate)
    reserve = cents(profit - booked) + cents(liquidation_reserve_rate * booked)
    route = np.asarray(exit_route)
    return np.where(route == 2, reserve,
                    np.where(route == 1, cents(reduced_dividend_rate * profit), cents(dividend_rate * profit)))


def exit_net(company_profit_after_tax, exit_withholding):
    """What is left of the profit once it is taken out; nothing of a loss."""
    return np.maximum(company_profit_after_tax, 0.0) - exit_withholding
