"""All turnovers where the better way changes, every whole euro looked at, in blocks."""

from dataclasses import dataclass

import numpy as np

from workflows.simulation.questions import MOST
from workflows.simulation.ways import Ways

BLOCKS = {"cooperative": 32_000, "self_employed": 4_000, "complementary": 4_000}
"""Turnovers computed at once: what fits the processor's cache weighs against the cost of a call."""

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


def left_at(ways: Ways, way: str, turnovers: np.ndarray, **given) -> np.ndarray:
    """What a way leaves in the year at each turnover, in whole cents (int64)."""
    size, found = BLOCKS[way], np.empty(len(turnovers), dtype=np.int64)
    for start in range(0, len(turnovers), size):
        block = slice(start, start + size)
        net = ways.evaluate(way, turnovers[block], ("net_year",), **given)["net_year"]
        found[block] = np.rint(net * 100.0)
    return found


def changes(ways: Ways, other: str, turnovers: np.ndarray | None = None) -> tuple[Change, ...]:
    """The turnovers where `other` begins or ceases to leave more than the cooperative."""
    turnovers = every_euro() if turnovers is None else turnovers
    alone = left_at(ways, other, turnovers)
    default, low, high = ways.setting.coefficients
    difference = left_at(ways, "cooperative", turnovers, coefficient=default) - alone
    ahead = _signs(difference)
    found = _turns(ahead, difference, other)
    if low == high or not found:
        return tuple(Change(int(turnovers[at]), *sides, (int(turnovers[at]),) * 2, blurred)
                     for at, sides, blurred in found)
    best = _signs(left_at(ways, "cooperative", turnovers, coefficient=low) - alone)
    worst = _signs(left_at(ways, "cooperative", turnovers, coefficient=high) - alone)
    return tuple(Change(int(turnovers[at]), *sides, _band(best != worst, at, turnovers), blurred)
                 for at, sides, blurred in found)


def _signs(difference: np.ndarray) -> np.ndarray:
    """1 where the cooperative leaves more, -1 where the other does; a tie within rounding keeps what stood before."""
    clear = np.where(difference > CHATTER, 1, np.where(difference < -CHATTER, -1, 0)).astype(np.int8)
    known = np.maximum.accumulate(np.where(clear != 0, np.arange(len(clear)), 0))
    signs = clear[known]
    if signs[0] == 0:
        clearer = np.flatnonzero(clear)
        signs[: clearer[0] if len(clearer) else None] = clear[clearer[0]] if len(clearer) else 1
    return signs


def _turns(signs, difference, other):
    """(index of the first euro on the new side, the ways below and above, euros that rounding blurs) of each change."""
    turns = []
    for clear in np.flatnonzero(np.diff(signs)) + 1:
        start = clear
        while start > 0 and difference[start - 1] * signs[clear] > 0:
            start -= 1
        old = start - 1
        while old >= 0 and abs(difference[old]) <= CHATTER:
            old -= 1
        sides = ("cooperative", other) if signs[clear] < 0 else (other, "cooperative")
        turns.append((int(start), sides, int(clear - 1 - old)))
    return turns


def _band(unsure: np.ndarray, at: int, turnovers: np.ndarray) -> tuple[int | None, int | None]:
    """The stretch of turnovers around index `at` in which the coefficient decides which way is better."""
    sure = ~unsure
    before = np.flatnonzero(sure[:at])
    after = np.flatnonzero(sure[at:])
    return (int(turnovers[before[-1] + 1]) if len(before) else None, int(turnovers[at + after[0]]) if len(after) else None)
