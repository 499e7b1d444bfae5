"""Voluntary supplementary pension (PLCI, VAPZ) in main activity: a premium deducted like a contribution. EUR a year."""

import numpy as np

from workflows.law.circle import contribution_of_profit, quarters
from workflows.law.money import cents


def voluntary_pension_premium(profit, contribution_scale, self_employed_minimum_income, voluntary_pension_share,
                              voluntary_pension_rate, voluntary_pension_cap, voluntary_pension_minimum):
    """Premium: a share of the most that may be paid, and at least the legal minimum where one is paid at all.

    The most is a rate of the income of three years before, with a maximum. In a steady state that income is this
    year's own, which the premium lowers: the circle is solved. It counts for at least the minimum income.
    """
    bends, contributions = contribution_scale
    reached = voluntary_pension_cap / voluntary_pension_rate
    incomes = np.unique(np.maximum((*bends, reached), self_employed_minimum_income))
    most = np.minimum(voluntary_pension_rate * incomes, voluntary_pension_cap)
    share = np.asarray(voluntary_pension_share)[..., None]
    profits = incomes + np.interp(incomes, bends, contributions) + share * most
    runs = np.clip(np.asarray(profit)[..., None] - profits[..., :-1], 0.0, np.diff(profits))
    premium = (share * most)[..., 0] + np.sum(runs * share * np.diff(most) / np.diff(profits), axis=-1)
    return np.where(np.asarray(voluntary_pension_share) > 0, cents(np.maximum(premium, voluntary_pension_minimum)), 0.0)


def profit_after_voluntary_pension(profit, voluntary_pension_premium):
    """Profit before own contributions, the premium taken off. Lump-sum costs are not counted anew."""
    return profit - voluntary_pension_premium


def income_after_voluntary_pension(profit_after_voluntary_pension, contribution_scale, self_employed_minimum_income):
    """Net taxable income after premium and own contributions, the circle solved; below 0 with a loss."""
    return profit_after_voluntary_pension - contribution_of_profit(
        profit_after_voluntary_pension, contribution_scale, self_employed_minimum_income)


def contributions_after_voluntary_pension(income_after_voluntary_pension, contribution_scale,
                                          self_employed_minimum_income):
    """Contributions of the year in main activity when a premium is paid: four rounded quarters."""
    return quarters(np.maximum(income_after_voluntary_pension, self_employed_minimum_income), contribution_scale)
