"""Chance: many possible courses of the same plan, from a seed. The same seed gives the same bits."""

import math
from dataclasses import dataclass

import numpy as np

from workflows.cash.smoothing import Revised, constant_salary, revised_monthly, salary_that_holds

FAN = (5, 25, 50, 75, 95)
"""Percentiles of the balance that the fan shows."""


@dataclass(frozen=True)
class Luck:
    """What is drawn once and used for every way: `factors` of the work, mean 1, shape (months, paths), and the month from 0
    in which each payer fails, shape (payers, paths)."""

    factors: np.ndarray
    failed: np.ndarray


@dataclass(frozen=True)
class Course:
    """How a plan fares over all paths. `fan`: balance EUR, percentile by percentile, month by month. `dry`: probability
    that the balance falls below 0 at the end of some month, `dry_error` its standard error. `safe`: the constant salary
    that holds with the probability asked for, EUR a month. `revised`: the same with a salary set again each month."""

    fan: tuple[tuple[float, ...], ...]
    dry: float
    dry_error: float
    safe: float
    revised: Revised


def luck(months: int, payers: int, paths: int, seed: int, variation: float, default_chance: float) -> Luck:
    """The draws. `variation`: standard deviation of a month's work, as a share of it; `default_chance`: of a payer, a year.

    >>> luck(12, 1, 100, 7, 0.3, 0.02).factors.shape
    (12, 100)
    """
    streams = [np.random.Generator(np.random.SFC64(child)) for child in np.random.SeedSequence(seed).spawn(2)]
    spread = math.sqrt(math.log1p(variation * variation))
    factors = streams[0].standard_normal((months, paths), dtype=np.float32)
    factors *= np.float32(spread)
    factors -= np.float32(spread * spread / 2)
    factors = np.exp(factors, out=factors).astype(np.float64)
    uniform = streams[1].random((payers, paths))
    # The first month of failure of a payer whose chance of failing is the same in every month.
    if default_chance:
        failed = np.log1p(-uniform) / (math.log1p(-default_chance) / 12)
    else:
        failed = np.full_like(uniform, np.inf)
    return Luck(factors, np.minimum(failed, 32_000).astype(np.int16))


def course(cumulative: np.ndarray, draw: float, probability: float, revision: tuple[float, float, float]) -> Course:
    """How a monthly `draw` fares on cash of shape (months, paths).

    The draw is the same on every path, so the balance is dry on those whose largest constant salary is less. Only the fan
    is sorted, in float32: half the time, and it is drawn in whole euros.
    """
    salaries = constant_salary(cumulative)
    dry = float((salaries < draw - 0.005).mean())
    revised = revised_monthly(cumulative, *revision)
    paths = cumulative.shape[1]
    ordered = np.sort(cumulative.astype(np.float32), axis=1)
    drawn = draw * np.arange(1, len(cumulative) + 1)
    fan = tuple(tuple(np.round(ordered[:, int(percent / 100 * (paths - 1))] - drawn, 2).tolist()) for percent in FAN)
    return Course(fan, dry, standard_error(dry, paths), salary_that_holds(salaries, probability), revised)


def standard_error(probability: float, paths: int) -> float:
    """Of a probability counted on so many paths.

    >>> standard_error(0.5, 10_000)
    0.005
    """
    return math.sqrt(probability * (1 - probability) / paths)
