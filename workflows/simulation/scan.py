"""All turnovers where the better way changes, every whole euro looked at, in blocks."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np

from workflows.simulation.questions import MOST
from workflows.simulation.ways import SALARIED, Ways

SALARIED_BLOCK, BLOCK = 32_000, 4_000
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


def block_of(way: str) -> int:
    """So many turnovers of a way are computed at once."""
    return SALARIED_BLOCK if way in SALARIED else BLOCK


def left_at(ways: Ways, way: str, turnovers: np.ndarray, **given) -> np.ndarray:
    """What a way leaves in the year at each turnover, in whole cents (int64)."""
    size, found = block_of(way), np.empty(len(turnovers), dtype=np.int64)
    for start in range(0, len(turnovers), size):
        block = slice(start, start + size)
        net = ways.evaluate(way, turnovers[block], ("net_year",), **given)["net_year"]
        found[block] = np.rint(net * 100.0)
        between_blocks.get()()
    return found


def changes(ways: Ways, other: str, turnovers: np.ndarray | None = None) -> tuple[Change, ...]:
    """The turnovers where `other` begins or ceases to leave more than the cooperative."""
    turnovers = every_euro() if turnovers is None else turnovers
    alone = left_at(ways, other, turnovers)
    difference = left_at(ways, "cooperative", turnovers) - alone
    return tuple(Change(int(turnovers[at]), *sides, _band(ways, other, turnovers, at), blurred)
                 for at, sides, blurred in _turns(_signs(difference), difference, other))


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
