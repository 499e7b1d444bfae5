"""Self-employed beside a job (à titre complémentaire, bijberoep): no contribution below a threshold. EUR a year."""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters


def complementary_lump_sum_profit(turnover_after_purchases, contribution_scale, complementary_threshold,
                                  lump_sum_costs_rate, lump_sum_costs_cap):
    """Profit before own contributions with lump-sum costs; without contributions when that stays below the threshold."""
    free = turnover_after_purchases - np.clip(lump_sum_costs_rate * turnover_after_purchases, 0.0, lump_sum_costs_cap)
    due = profit_with_lump_sum(turnover_after_purchases, contribution_scale, complementary_threshold,
                               lump_sum_costs_rate, lump_sum_costs_cap)
    return np.where(free < complementary_threshold, free, due)


def complementary_profit(real_costs_profit, complementary_lump_sum_profit):
    """Profit before own contributions with the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, complementary_lump_sum_profit)


def complementary_base(complementary_profit, contribution_scale, complementary_threshold):
    """Income that the contributions are computed on: 0 below the threshold, else the circle solved.

    Just above the threshold no income fits: with contributions it falls below, without it stays above. There the
    contribution of the threshold is kept, as the fund calls it up provisionally.
    """
    due = contribution_of_profit(complementary_profit, contribution_scale, complementary_threshold)
    solved = np.maximum(complementary_profit - due, complementary_threshold)
    return np.where(complementary_profit < complementary_threshold, 0.0, solved)


def complementary_contributions(complementary_base, contribution_scale, complementary_threshold):
    """Contributions of the year beside a job (activité complémentaire, bijberoep): four rounded quarters."""
    return np.where(complementary_base < complementary_threshold, 0.0, quarters(complementary_base, contribution_scale))
