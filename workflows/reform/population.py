"""Turnovers of all members: read from a table, or generated with a stated mean and inequality."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


def sigma_of(gini: float) -> float:
    """The spread of a log-normal distribution with this Gini coefficient: gini = erf(sigma / 2).

    >>> round(sigma_of(0.62), 4)
    1.2415
    """
    from scipy.special import erfinv
    return float(2 * erfinv(gini))


@lru_cache(maxsize=4)
def generated(members: int, mean: float, gini: float, seed: int) -> NDArray[np.float64]:
    """Turnovers of `members` drawn from a log-normal distribution, EUR a year; the same seed gives the same ones.

    The sample's own mean and Gini differ a little from those asked for, as those of any sample do.

    >>> generated(3, 8_000.0, 0.62, 2015).shape
    (3,)
    """
    sigma = sigma_of(gini)
    found = np.random.default_rng(seed).lognormal(math.log(mean) - sigma**2 / 2, sigma, members)
    found.setflags(write=False)
    return found


def gini_of(amounts: NDArray[np.float64]) -> float:
    """The Gini coefficient of amounts of which at least one is more than 0.

    >>> gini_of(np.array([5.0, 5.0])), gini_of(np.array([0.0, 10.0]))
    (0.0, 0.5)
    """
    ordered, n = np.sort(amounts), len(amounts)
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * ordered.sum()))


def takers(members: int, shares: tuple[float, ...], seed: int) -> list[NDArray[np.bool_]]:
    """Who takes each pack: so many members drawn at random that the share is met to the nearest member."""
    draw, found = np.random.default_rng([seed, 1]), []
    for share in shares:
        takes = np.zeros(members, dtype=bool)
        takes[draw.permutation(members)[:round(share * members)]] = True
        found.append(takes)
    return found
