"""Salary smoothing: what can be paid each month out of an irregular activity. Closed forms, no solver.

Cash `cumulative` is the starting balance and all net income so far, at the end of each month. A constant salary holds
when it never takes more than there is: its largest value is the minimum over months of cumulative / months. The smoothest
path that spends everything is the slope of the greatest convex minorant of the cumulative cash, which is an isotonic
regression of the net income.
"""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Revised:
    """A salary set again each month, clip(share x balance, floor, cap): how likely it holds, and its mean, EUR a month."""

    share: float
    floor: float
    cap: float
    holds: float
    mean: float


def constant_salary(cumulative: np.ndarray) -> np.ndarray:
    """Largest constant salary, EUR a month, for cash of shape (months,) or (months, paths); below 0 when none holds.

    >>> float(constant_salary(np.array([1000.0, 1500.0, 6000.0])))
    750.0
    """
    months = np.arange(1, len(cumulative) + 1).reshape(-1, *(1,) * (cumulative.ndim - 1))
    return (cumulative / months).min(axis=0)


def to_the_cent(salary: float) -> float:
    """A salary in whole cents, never above what holds."""
    return math.floor(salary * 100 + 1e-6) / 100


def smooth_path(cumulative: np.ndarray) -> np.ndarray:
    """The salaries, EUR of each month in whole cents, that never fall, spend the total and never overdraw.

    `cumulative` has shape (months,). Where cash is below 0 at some time no salary holds, and the first ones are below 0.

    >>> smooth_path(np.array([3000.0, 3000.0, 6000.0])).tolist()
    [1500.0, 1500.0, 3000.0]
    """
    from scipy.optimize import isotonic_regression  # 0.4 s to load: only who asks for a path waits for it
    slopes = isotonic_regression(np.diff(cumulative, prepend=0.0)).x
    spent = np.floor(np.cumsum(slopes) * 100 + 1e-4) / 100
    return np.round(np.diff(spent, prepend=0.0), 2)


def salary_that_holds(salaries: np.ndarray, probability: float) -> float:
    """The salary that holds on at least `probability` of the paths: the order statistic of each path's own largest one."""
    return float(np.quantile(salaries, 1 - probability, method="lower"))


def revised_monthly(cumulative: np.ndarray, share: float, floor: float, cap: float) -> Revised:
    """How a salary of `share` of the balance, within floor and cap, fares on cash of shape (months, paths)."""
    spent = np.zeros_like(cumulative[0])
    lowest = np.full_like(spent, np.inf)
    for month in cumulative:
        balance = month - spent
        salary = np.clip(balance * share, floor, cap)
        spent += salary
        np.minimum(lowest, balance - salary, out=lowest)
    return Revised(share, floor, cap, float((lowest >= -0.005).mean()), float(spent.mean()) / len(cumulative))
