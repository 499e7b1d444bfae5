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


def profit_with_lump_sum(turnover, scale, floor, rate, cap):
    """Profit before contributions when costs are `rate` of (turnover - contributions), at most `cap`.

    >>> scale = ((0.0, 1e6, 2e6), (0.0, 0.2e6, 0.2e6))
    >>> float(profit_with_lump_sum(np.float64(1000.0), scale, 0.0, 0.3, 1e9))   # income 700 c: 0.7 x (1000 - 0.2 i) = i
    736.84
    """
    incomes, due = _kinks(scale, floor, 0.0, (1 - rate) * cap / rate)
    before_costs = np.where(incomes <= (1 - rate) * cap / rate, incomes / (1 - rate), incomes + cap)
    return cents(line_with_kinks(turnover, before_costs + due, incomes + due, 1.0, 1.0))


def _kinks(scale, floor, *more):
    incomes, contributions = scale
    points = np.unique([floor, *(income for income in incomes if income > floor), *more])
    return points, np.interp(np.maximum(points, floor), incomes, contributions)
