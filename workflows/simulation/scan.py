"""All turnovers where the better way changes, every whole euro looked at, in blocks."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np

from workflows.simulation.questions import MOST
from workflows.simulation.ways import Ways

BLOCK = 16_000
"""Turnovers computed at once: what fits the processor's cache weighs against the cost of a call."""

STRIDE = 2_000
"""So many euros are looked at in one go when the ends of a band are sought."""

between_blocks: ContextVar[Callable[[], None]] = ContextVar("between_blocks", default=lambda: None)
"""Called after each block: who computes beside something more urgent rests in it, or ends the scan by an exception."""

CHATTER = 5
"""Differences of so many cents are rounding, not a better way."""


@dataclass(frozen=True)
class Change:
    """At `turnover` (EUR a year, the first whole euro) `above` begins to leave more than `below` did.

    `band`: between which turnovers it lies for the coefficients of the band; None where an end is beyond the scan.
    `blurred`: whole euros around it at which both leave the same, rounding apart.
    """

    turnover: int
    below: str
    above: str
    band: tuple[int | None, int | None]
    blurred: int


def every_euro(most: float = MOST) -> np.ndarray:
    """0, 1, 2, ... EUR up to `most`."""
    return np.arange(0, int(most) + 1, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Series:
    """A way at each of many turnovers, whole cents a year (int32: 21 million EUR): what is `left`, and `contributions` where
    they were asked for.
    """

    left: np.ndarray
    contributions: np.ndarray | None = None


def series(ways: Ways, way: str, turnovers: np.ndarray, contributions: bool = False, **given) -> Series:
    """What a way leaves in the year at each turnover, and its contributions."""
    left = np.empty(len(turnovers), dtype=np.int32)
    paid = np.empty(len(turnovers), dtype=np.int32) if contributions else None
    targets = ("net_year", "contributions") if contributions else ("net_year",)
    for start in range(0, len(turnovers), BLOCK):
        block = slice(start, start + BLOCK)
        found = ways.evaluate(way, turnovers[block], targets, **given)
        left[block] = np.rint(found["net_year"] * 100.0)
        if contributions:
            paid[block] = np.rint(found["contributions"] * 100.0)
        between_blocks.get()()
    return Series(left, paid)


def left_at(ways: Ways, way: str, turnovers: np.ndarray, **given) -> np.ndarray:
    """What a way leaves in the year at each turnover, in whole cents (int32)."""
    return series(ways, way, turnovers, **given).left


def changes(ways: Ways, other: str, turnovers: np.ndarray | None = None,
            left: tuple[np.ndarray, np.ndarray] | None = None) -> tuple[Change, ...]:
    """The turnovers where `other` begins or ceases to leave more than the cooperative.

    `left`: what the cooperative and the other leave at them, whole cents, when that is known already.
    """
    turnovers = every_euro() if turnovers is None else turnovers
    with_us, alone = left or (left_at(ways, "cooperative", turnovers), left_at(ways, other, turnovers))
    difference = with_us - alone
    return tuple(Change(int(turnovers[at]), *sides, _band(ways, other, turnovers, at), blurred)
                 for at, sides, blurred in _turns(difference, other))


def _turns(difference, other):
    """(index of the first euro on the new side, the ways below and above, euros that rounding blurs) of each change.

    A tie within rounding keeps what stood before.
    """
    sure = np.flatnonzero(np.abs(difference) > CHATTER)
    ours = difference[sure] > 0
    turns = []
    for clear in sure[np.flatnonzero(ours[1:] != ours[:-1]) + 1]:
        sign, start = np.sign(difference[clear]), clear
        while start > 0 and difference[start - 1] * sign > 0:
            start -= 1
        old = start - 1
        while old >= 0 and abs(difference[old]) <= CHATTER:
            old -= 1
        sides = ("cooperative", other) if sign < 0 else (other, "cooperative")
        turns.append((int(start), sides, int(clear - 1 - old)))
    return turns


def _band(ways: Ways, other: str, turnovers: np.ndarray, at: int) -> tuple[int | None, int | None]:
    """The stretch of turnovers around index `at` in which the coefficient of the band decides which way is better.

    Looked at outwards from the change, block by block, until both ends of the band agree; None where they never do.
    """
    _, low, high = ways.setting.coefficients
    if low == high:
        return int(turnovers[at]), int(turnovers[at])

    def unsure(block):
        alone = left_at(ways, other, block)
        best, worst = (left_at(ways, "cooperative", block, coefficient=end) - alone for end in (low, high))
        return (best > 0) != (worst > 0)

    first, last = at, at
    while first > 0:
        start = max(first - STRIDE, 0)
        sure = np.flatnonzero(~unsure(turnovers[start:first]))
        if len(sure):
            first = start + int(sure[-1]) + 1
            break
        first = start
    else:
        first = -1
    while last < len(turnovers):
        sure = np.flatnonzero(~unsure(turnovers[last:last + STRIDE]))
        if len(sure):
            last += int(sure[0])
            break
        last += STRIDE
    return (int(turnovers[first]) if first >= 0 else None, int(turnovers[last]) if last < len(turnovers) else None)
