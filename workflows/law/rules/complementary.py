"""Self-employed beside a job (à titre complémentaire, bijberoep): no contribution below a threshold. EUR a year."""

import numpy as np

from workflows.law.circle import contributions_above_threshold, income_above_threshold, profit_above_threshold
from workflows.law.tables import either


def complementary_lump_sum_profit(turnover_after_purchases, contribution_scale, complementary_threshold, liberal,
                                  trade_costs_scale, liberal_costs_scale):
    """Profit before own contributions with lump-sum costs; without contributions when that stays below the threshold."""
    def with_costs(costs):
        return profit_above_threshold(turnover_after_purchases, contribution_scale, complementary_threshold, costs)

    return either(liberal, lambda: with_costs(liberal_costs_scale), lambda: with_costs(trade_costs_scale))


def complementary_profit(real_costs_profit, complementary_lump_sum_profit):
    """Profit before own contributions with the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, complementary_lump_sum_profit)


def complementary_base(complementary_profit, contribution_scale, complementary_threshold):
    """Income that the contributions are computed on: 0 below the threshold, else the circle solved."""
    return income_above_threshold(complementary_profit, contribution_scale, complementary_threshold)


def complementary_contributions(complementary_base, contribution_scale, complementary_threshold):
    """Contributions of the year beside a job (activité complémentaire, bijberoep): four rounded quarters."""
    return contributions_above_threshold(complementary_base, contribution_scale, complementary_threshold)
