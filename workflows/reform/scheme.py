"""A way to ask a contribution, for one turnover or for many; and the rate at which it brings in a wanted amount."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workflows.law.money import cents

Amounts = NDArray[np.float64]


@dataclass(frozen=True)
class Scheme:
    """Contribution of a turnover, EUR a year. `tiers`: (from this base on, rate), the first from 0; one for a flat rate.

    `base_share`: the part of the turnover that counts. The contribution stays between `floor` and `cap`; who invoices
    nothing pays nothing.

    >>> capped = Scheme(((0.0, 0.065),), cap=3250.0)
    >>> capped.contribution(np.array([0.0, 23_076.92, 80_000.0])).tolist()
    [0.0, 1500.0, 3250.0]
    """

    tiers: tuple[tuple[float, float], ...]
    cap: float = np.inf
    floor: float = 0.0
    base_share: float = 1.0

    @property
    def scalable(self) -> "Scheme":
        """Itself; where every rate is 0, which no factor can change, a flat rate of 100 % in their place."""
        return self if any(rate for _, rate in self.tiers) else replace(self, tiers=((0.0, 1.0),))

    def graduated(self, turnover: Amounts) -> Amounts:
        """What the rates alone ask, before floor and cap, not rounded; same shape as `turnover`."""
        base = np.asarray(turnover, dtype=np.float64) * self.base_share
        asked, before = np.zeros_like(base), 0.0
        for start, rate in self.tiers:
            asked = asked + np.maximum(base - start, 0.0) * (rate - before)
            before = rate
        return asked

    def contribution(self, turnover: Amounts) -> Amounts:
        """The contribution, to the cent; same shape as `turnover`."""
        asked = np.clip(self.graduated(turnover), self.floor, self.cap)
        return np.where(np.asarray(turnover) > 0, cents(asked), 0.0)


@dataclass(frozen=True)
class Neutral:
    """By what the rates are to be multiplied (None: no factor does it), and what lies in reach, EUR a year."""

    factor: float | None
    least: float
    most: float


def neutral(scheme: Scheme, turnovers: Amounts, wanted: float) -> Neutral:
    """The smallest factor on the rates of `scheme` at which it brings in `wanted`, exactly (not rounded to cents).

    With the factor k each member pays min(max(k·g, floor), cap): a line with two kinks. Their sum rises from kink to
    kink along straight pieces, so the kinks are sorted, slopes and levels summed up, and the piece found that holds
    `wanted`.

    >>> neutral(Scheme(((0.0, 0.065),), cap=3250.0), np.array([10_000.0, 90_000.0]), 7000.0).factor
    >>> round(neutral(Scheme(((0.0, 0.065),), cap=4000.0), np.array([10_000.0, 90_000.0]), 4650.0).factor * 0.065, 6)
    0.065
    """
    active = np.asarray(turnovers)[np.asarray(turnovers) > 0]
    asked = scheme.graduated(active)
    paying = asked[asked > 0]
    idle = (len(active) - len(paying)) * scheme.floor
    least = len(active) * scheme.floor
    most = idle + len(paying) * scheme.cap if len(paying) else idle
    if not least <= wanted <= most or not len(paying):
        return Neutral(None, least, most)
    begins, ends = scheme.floor / paying, scheme.cap / paying
    kinks = np.concatenate((begins, ends[np.isfinite(ends)]))
    turns = np.concatenate((paying, -paying[np.isfinite(ends)]))
    order = np.argsort(kinks, kind="stable")
    kinks, slopes = kinks[order], np.cumsum(turns[order])
    levels = least + np.concatenate(([0.0], np.cumsum(slopes[:-1] * np.diff(kinks))))
    start = float(kinks[max(int(np.searchsorted(levels, wanted, side="left")) - 1, 0)])
    # The running sums found the piece; on it everything is summed afresh, so that their rounding does not count.
    level = idle + float(np.clip(start * paying, scheme.floor, scheme.cap).sum())
    slope = float(paying[(begins <= start) & (ends > start)].sum())
    return Neutral(start + (wanted - level) / slope if slope else start, least, most)
