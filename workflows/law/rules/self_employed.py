"""Self-employed in main activity (activité principale, hoofdberoep): profit, own contributions, net income. EUR a year.

Contributions are deducted from the income on which they are computed. That circle is a straight line with kinks, so it
has a closed form.
"""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters


def real_costs_profit(turnover_after_purchases, real_costs):
    """Profit before own contributions when the real costs are deducted."""
    return turnover_after_purchases - real_costs


def contribution_scale(self_employed_rate_1, self_employed_rate_2, self_employed_limit_1, self_employed_limit_2,
                       fund_fee):
    """Scale without minimum: incomes where it bends, and the contributions there with the fund's management fee."""
    first = self_employed_rate_1 * self_employed_limit_1
    second = first + self_employed_rate_2 * (self_employed_limit_2 - self_employed_limit_1)
    return (0.0, self_employed_limit_1, self_employed_limit_2), tuple((1 + fund_fee) * c for c in (0.0, first, second))


def lump_sum_profit(turnover_after_purchases, contribution_scale, self_employed_minimum_income, lump_sum_costs_rate,
                    lump_sum_costs_cap):
    """Profit before own contributions when lump-sum costs are deducted: 30 % after contributions and purchases.

    For profits of a trade (bénéfices, winst); liberal professions have another scale.
    """
    return profit_with_lump_sum(turnover_after_purchases, contribution_scale, self_employed_minimum_income,
                                lump_sum_costs_rate, lump_sum_costs_cap)


def profit(real_costs_profit, lump_sum_profit):
    """Profit before own contributions with the better of real and lump-sum costs, for the tax and for the base."""
    return np.minimum(real_costs_profit, lump_sum_profit)


def net_income(profit, contribution_scale, self_employed_minimum_income):
    """Net taxable income after own contributions, the circle solved; below 0 with a loss."""
    return profit - contribution_of_profit(profit, contribution_scale, self_employed_minimum_income)


def self_employed_contributions(net_income, contribution_scale, self_employed_minimum_income):
    """Contributions of the year (cotisations sociales, sociale bijdragen), also with a loss: four rounded quarters."""
    return quarters(np.maximum(net_income, self_employed_minimum_income), contribution_scale)


def student_contributions(net_income, contribution_scale, student_exempt_income, student_full_income):
    """Contributions of a student (étudiant indépendant, student-zelfstandige): on the part above half the minimum."""
    part = np.where(net_income >= student_full_income, net_income, np.maximum(net_income - student_exempt_income, 0.0))
    return quarters(part, contribution_scale)


def primostarter_contributions(net_income, contribution_scale, primostarter_minimum_income):
    """Contributions at the pace of a first-time starter's first four quarters, on request (primostarter)."""
    return quarters(np.maximum(net_income, primostarter_minimum_income), contribution_scale)


def assisting_spouse_contributions(net_income, contribution_scale, assisting_spouse_minimum_income):
    """Contributions of an assisting spouse, full status (conjoint aidant maxi, meewerkende echtgenoot maxi)."""
    return quarters(np.maximum(net_income, assisting_spouse_minimum_income), contribution_scale)
