"""The circle of own contributions in closed form: contributions fall on the income that they reduce. EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import line_with_kinks


def quarters(base, scale):
    """Contributions of a year on `base`: a quarter of the scale, rounded to the cent, four times."""
    incomes, contributions = scale
    return 4.0 * cents(np.interp(base, incomes, contributions) / 4.0)


def contribution_of_profit(profit, scale, floor):
    """The contribution c with c = scale(max(profit - c, floor)), unrounded.

    >>> scale = ((0.0, 100.0, 200.0), (0.0, 20.0, 30.0))
    >>> [float(contribution_of_profit(np.float64(p), scale, 50.0)) for p in (-5.0, 60.0, 120.0, 500.0)]
    [10.0, 10.0, 20.0, 30.0]
    """
    incomes, due = _kinks(scale, floor)
    return line_with_kinks(profit, incomes + due, due, 0.0, 0.0)


def profit_with_lump_sum(turnover, scale, floor, costs):
    """Profit before contributions when lump-sum costs are counted on (turnover - contributions).

    `costs`: amounts where the lump sum bends, from 0, and the costs there; beyond the last it grows no more.

    >>> scale = ((0.0, 1e6, 2e6), (0.0, 0.2e6, 0.2e6))
    >>> third = ((0.0, 1e9), (0.0, 0.3e9))
    >>> float(profit_with_lump_sum(np.float64(1000.0), scale, 0.0, third))   # income i: 0.7 x (1000 - 0.2 i) = i
    736.84
    """
    amounts, deducted = costs
    kept = np.subtract(amounts, deducted)
    incomes, due = _kinks(scale, floor, *kept)
    before_costs = line_with_kinks(incomes, kept, amounts, 1.0, 1.0)
    return cents(line_with_kinks(turnover, before_costs + due, incomes + due, 1.0, 1.0))


def profit_above_threshold(turnover, scale, threshold, costs):
    """Profit before contributions with lump-sum costs, where nothing is due on an income below `threshold`."""
    free = cents(turnover - np.interp(turnover, *costs))
    return np.where(free < threshold, free, profit_with_lump_sum(turnover, scale, threshold, costs))


def income_above_threshold(profit, scale, threshold):
    """Income that contributions are computed on, the circle solved: 0 below the threshold, where nothing is due.

    Just above the threshold no income fits: with contributions it falls below, without it stays above. There the
    contribution of the threshold is kept, as the fund calls it up provisionally.

    >>> scale = ((0.0, 1000.0), (0.0, 200.0))
    >>> income_above_threshold(np.array([99.0, 110.0, 240.0]), scale, 100.0).tolist()
    [0.0, 100.0, 200.0]
    """
    solved = np.maximum(profit - contribution_of_profit(profit, scale, threshold), threshold)
    return np.where(cents(profit) < threshold, 0.0, solved)


def contributions_above_threshold(income, scale, threshold):
    """Contributions of a year, four rounded quarters; none below the threshold."""
    return np.where(income < threshold, 0.0, quarters(income, scale))


def _kinks(scale, floor, *more):
    incomes, contributions = scale
    points = np.unique([floor, *(income for income in incomes if income > floor), *more])
    return points, np.interp(np.maximum(points, floor), incomes, contributions)
