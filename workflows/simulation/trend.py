"""Where monthly turnovers are going: a slope that one odd month does not bend, and the year that rolls on with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

LEAST = 6
"""Fewer months than this have no trend."""

AHEAD = 36
"""So many months are looked ahead."""


@dataclass(frozen=True)
class Trend:
    """EUR a month more every month (`step`), the month's amount on that line now (`level`), and the yearly rate."""

    step: float
    level: float
    yearly_rate: float | None


def trend(months: Sequence[float]) -> Trend | None:
    """The median slope between all pairs of the last twelve months (Theil and Sen); None for fewer than LEAST.

    `yearly_rate`: twelve steps as a share of the level in the middle; None where that is 0.

    >>> trend([1_000, 1_100, 1_200, 1_300, 9_000, 1_500, 1_600])
    Trend(step=100.0, level=1600.0, yearly_rate=0.923...)
    """
    if len(months) < LEAST:
        return None
    months = months[-12:]
    step = median((later - earlier) / (j - i) for (i, earlier), (j, later) in combinations(enumerate(months), 2))
    start = median(amount - step * place for place, amount in enumerate(months))
    middle = start + step * (len(months) - 1) / 2
    return Trend(step, start + step * (len(months) - 1), 12 * step / middle if middle > 0 else None)


def years_ahead(months: Sequence[float], going: Trend | None, forecast: Sequence[float] = ()) -> tuple[float, ...]:
    """The turnover of twelve months, EUR, at the end of each coming month: the forecast first, then the trend."""
    coming = list(forecast)
    if going:
        coming += [max(going.level + going.step * (place + 1), 0.0) for place in range(len(coming), AHEAD)]
    known = [*_a_year(months), *coming]
    return tuple(round(sum(known[end - 11:end + 1]), 2) for end in range(12, len(known)))


def year_of(months: Sequence[float]) -> float:
    """The turnover of the last twelve months; fewer months are brought to twelve.

    >>> year_of([1_000.0] * 6)
    12000.0
    """
    return round(sum(_a_year(months)), 2)


def _a_year(months: Sequence[float]) -> list[float]:
    """The last twelve months; the mean stands for those that are missing."""
    missing = max(12 - len(months), 0)
    return [sum(months) / len(months)] * missing + list(months[-12:])
