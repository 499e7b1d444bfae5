"""Self-employed with a pension (pensionné actif, gepensioneerde): own rate, nothing below a threshold. EUR a year."""

import numpy as np

from workflows.law.circle import contributions_above_threshold, income_above_threshold, profit_above_threshold
from workflows.law.tables import either


def pensioner_scale(pensioner_rate_1, self_employed_rate_2, self_employed_limit_1, self_employed_limit_2, fund_fee):
    """Scale of a pensioner: incomes where it bends, and the contributions there with the fund's management fee."""
    first = pensioner_rate_1 * self_employed_limit_1
    second = first + self_employed_rate_2 * (self_employed_limit_2 - self_employed_limit_1)
    return (0.0, self_employed_limit_1, self_employed_limit_2), (0.0, (1 + fund_fee) * first, (1 + fund_fee) * second)


def pensioner_lump_sum_profit(turnover_after_purchases, pensioner_scale, pensioner_threshold, liberal, trade_costs_scale,
                              liberal_costs_scale):
    """Profit of a pensioner before own contributions, with lump-sum costs."""
    def with_costs(costs):
        return profit_above_threshold(turnover_after_purchases, pensioner_scale, pensioner_threshold, costs)

    return either(liberal, lambda: with_costs(liberal_costs_scale), lambda: with_costs(trade_costs_scale))


def pensioner_profit(real_costs_profit, pensioner_lump_sum_profit):
    """Profit of a pensioner before own contributions: the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, pensioner_lump_sum_profit)


def pensioner_base(pensioner_profit, pensioner_scale, pensioner_threshold):
    """Income of a pensioner that the contributions are computed on: 0 below the threshold, else the circle solved."""
    return income_above_threshold(pensioner_profit, pensioner_scale, pensioner_threshold)


def pensioner_contributions(pensioner_base, pensioner_scale, pensioner_threshold):
    """Contributions of a pensioner: four rounded quarters, none below the threshold."""
    return contributions_above_threshold(pensioner_base, pensioner_scale, pensioner_threshold)
