"""Self-employed in main activity (activité principale, hoofdberoep): profit, own contributions, net income. EUR a year.

Contributions are deducted from the income on which they are computed. That circle is a straight line with kinks, so it
has a closed form.
"""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters
from workflows.law.tables import either


def real_costs_profit(turnover_after_purchases, real_costs):
    """Profit before own contributions when the real costs are deducted."""
    return turnover_after_purchases - real_costs


def contribution_scale(self_employed_rate_1, self_employed_rate_2, self_employed_limit_1, self_employed_limit_2,
                       fund_fee):
    """Scale without minimum: incomes where it bends, and the contributions there with the fund's management fee."""
    first = self_employed_rate_1 * self_employed_limit_1
    second = first + self_employed_rate_2 * (self_employed_limit_2 - self_employed_limit_1)
    return (0.0, self_employed_limit_1, self_employed_limit_2), tuple((1 + fund_fee) * c for c in (0.0, first, second))


def trade_costs_scale(lump_sum_costs_rate, lump_sum_costs_cap):
    """Lump-sum costs of a trade (bénéfices, winst): one rate up to a maximum, as amounts and the costs there. Art. 51."""
    return (0.0, lump_sum_costs_cap / lump_sum_costs_rate), (0.0, float(lump_sum_costs_cap))


def liberal_costs_scale(liberal_costs_brackets, liberal_costs_rates, liberal_costs_cap):
    """Lump-sum costs of a liberal profession (profits, baten): falling rates up to a maximum. Art. 51.

    Amounts where the rate changes and the costs there, the last where the maximum is reached.
    """
    amounts = np.array((0.0, *liberal_costs_brackets))
    costs = np.concatenate(((0.0,), np.cumsum(np.diff(amounts) * liberal_costs_rates[:-1])))
    reached = amounts[-1] + (liberal_costs_cap - costs[-1]) / liberal_costs_rates[-1]
    return (*amounts.tolist(), float(reached)), (*costs.tolist(), float(liberal_costs_cap))


def lump_sum_profit(turnover_after_purchases, contribution_scale, self_employed_minimum_income, liberal,
                    trade_costs_scale, liberal_costs_scale):
    """Profit before own contributions when lump-sum costs are deducted, counted after contributions and purchases.

    `liberal`: a liberal profession, arts included, declares "profits" (baten); a trade declares "bénéfices" (winst).
    """
    def with_costs(costs):
        return profit_with_lump_sum(turnover_after_purchases, contribution_scale, self_employed_minimum_income, costs)

    return either(liberal, lambda: with_costs(liberal_costs_scale), lambda: with_costs(trade_costs_scale))


def profit(real_costs_profit, lump_sum_profit):
    """Profit before own contributions with the better of real and lump-sum costs, for the tax and for the base."""
    return np.minimum(real_costs_profit, lump_sum_profit)


def net_income(profit, contribution_scale, self_employed_minimum_income):
    """Net taxable income after own contributions, the circle solved; below 0 with a loss."""
    return profit - contribution_of_profit(profit, contribution_scale, self_employed_minimum_income)


def self_employed_contributions(net_income, contribution_scale, self_employed_minimum_income):
    """Contributions of the year (cotisations sociales, sociale bijdragen), also with a loss: four rounded quarters."""
    return quarters(np.maximum(net_income, self_employed_minimum_income), contribution_scale)
