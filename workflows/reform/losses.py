"""Losses of a year on what clients owe: drawn from a one-factor model, its exact mean, its limit for many small clients."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]


def pareto(clients: int, total: float, shape: float, seed: int) -> Amounts:
    """What each of `clients` owes, EUR, drawn from a Pareto distribution and scaled to `total`; largest first.

    >>> round(float(pareto(100, 5_000.0, 1.3, 1).sum()), 6)
    5000.0
    """
    drawn = 1.0 + np.random.default_rng([seed, 2]).pareto(shape, clients)
    return np.sort(drawn * (total / drawn.sum()))[::-1]


@dataclass(frozen=True)
class Risk:
    """`default_rate`: share of clients that fail in an average year. `loss`: share of what they owe that is then lost.

    `correlation`: how much one common factor, the economy, decides (Vasicek): client i fails when
    sqrt(correlation) x economy + sqrt(1 - correlation) x own fate falls below the threshold of `default_rate`.
    """

    default_rate: float
    loss: float
    correlation: float

    def rate_given(self, economy: Amounts | float) -> Amounts:
        """The share of clients that fail when the economy stands at so many standard deviations."""
        from scipy.special import ndtr, ndtri
        return ndtr((ndtri(self.default_rate) - math.sqrt(self.correlation) * np.asarray(economy))
                    / math.sqrt(1 - self.correlation))


def expected(exposures: Amounts, risk: Risk) -> float:
    """The average loss of a year, EUR: default rate x share lost x what is owed."""
    return risk.default_rate * risk.loss * float(exposures.sum())


def many_small(total: float, risk: Risk, level: float) -> float:
    """The loss that a share `level` of years does not pass, EUR, were `total` owed by very many very small clients."""
    from scipy.special import ndtri
    return float(risk.rate_given(-ndtri(level))) * risk.loss * total


def drawn(exposures: Amounts, risk: Risk, years: int, seed: int) -> Amounts:
    """The losses of `years` years, EUR, smallest first.

    A year draws the economy, then how many clients fail, then which: the same distribution as asking each client each
    year, for a hundredth of the draws.

    >>> risk = Risk(0.01, 0.9, 0.12)
    >>> bool(drawn(np.full(1_000, 10.0), risk, 2_000, 1)[-1] <= 9_000)
    True
    """
    random = np.random.default_rng(seed)
    failing = random.binomial(len(exposures), risk.rate_given(random.standard_normal(years)))
    losses = np.array([exposures[random.choice(len(exposures), count, replace=False, shuffle=False)].sum()
                       for count in failing])
    return np.sort(risk.loss * losses)


@dataclass(frozen=True)
class Tail:
    """The loss that a share of years does not pass, the average of the years beyond, each with its standard error, EUR."""

    value_at_risk: float
    value_at_risk_error: float
    shortfall: float
    shortfall_error: float


def tail(losses: Amounts, level: float) -> Tail:
    """The tail of losses sorted from small to large.

    The error of the quantile is half the distance of the order statistics one standard deviation of their rank away;
    that of the shortfall is the spread of what exceeds the quantile, over the years drawn.

    >>> tail(np.arange(1.0, 1001.0), 0.99).value_at_risk
    990.0
    """
    n = len(losses)
    rank, away = math.ceil(level * n) - 1, math.sqrt(n * level * (1 - level))
    quantile = float(losses[rank])
    low, high = (losses[min(max(round(rank + side * away), 0), n - 1)] for side in (-1, 1))
    beyond = np.maximum(losses - quantile, 0.0)
    return Tail(quantile, float(high - low) / 2, quantile + float(beyond.mean()) / (1 - level),
                float(beyond.std()) / (1 - level) / math.sqrt(n))
