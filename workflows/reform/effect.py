"""What a reform of the contribution does to many members at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workflows.reform.scheme import Neutral, Scheme, neutral

EDGES = (0.0, 5_000.0, 10_000.0, 25_000.0, 50_000.0, 100_000.0)
"""Where the bands of turnover begin, EUR a year; the last has no end."""

Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """Members with a turnover from `low` up to, not including, `high`. `gain` pay less than now, `lose` pay more."""

    low: float
    high: float | None
    members: int
    gain: int
    lose: int
    average_change: float
    total_change: float


@dataclass(frozen=True)
class Effect:
    """Contributions of all members, EUR a year.

    `neutral`: the factor on the new rates (those of `Scheme.scalable`) that keeps what comes in now.
    """

    members: int
    turnover: float
    now: float
    then: float
    gain: int
    lose: int
    bands: tuple[Band, ...]
    neutral: Neutral


def effect(turnovers: Amounts, today: Scheme, reform: Scheme, packs: Amounts | float = 0.0) -> Effect:
    """Now and then for all `turnovers` (EUR a year). `packs`: what each member pays for chosen services then.

    >>> found = effect(np.array([10_000.0, 90_000.0]), Scheme(((0.0, 0.065),)), Scheme(((0.0, 0.065),), cap=3_250.0))
    >>> found.now, found.then, found.gain, found.bands[4].total_change
    (6500.0, 3900.0, 1, -2600.0)
    """
    now, then = today.contribution(turnovers), reform.contribution(turnovers) + packs
    change = then - now
    place = np.searchsorted(EDGES, turnovers, side="right") - 1
    less, more = change < -0.005, change > 0.005

    def count(which=None):
        return np.bincount(place if which is None else place[which], minlength=len(EDGES))

    members, totals = count(), np.bincount(place, weights=change, minlength=len(EDGES))
    gain, lose = count(less), count(more)
    bands = tuple(Band(low, EDGES[at + 1] if at + 1 < len(EDGES) else None, int(members[at]), int(gain[at]), int(lose[at]),
                       round(float(totals[at]) / members[at], 2) if members[at] else 0.0, round(float(totals[at]), 2))
                  for at, low in enumerate(EDGES))
    now_total = float(now.sum())
    return Effect(
        members=len(turnovers), turnover=round(float(turnovers.sum()), 2), now=round(now_total, 2),
        then=round(float(then.sum()), 2), gain=int(gain.sum()), lose=int(lose.sum()), bands=bands,
        neutral=neutral(reform.scalable, turnovers, float(today.graduated(turnovers).sum()) - float(np.sum(packs))))
