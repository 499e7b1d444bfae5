"""The turnovers at which what is left falls or jumps, and those at which contributions begin or cease to follow."""

from dataclasses import dataclass

import numpy as np

from workflows.simulation.scan import Series, every_euro, series
from workflows.simulation.statement import statement
from workflows.simulation.ways import Ways

FALLS, JUMPS = -1.0, 2.0
"""One more euro invoiced leaves less than this, or more than that, EUR: no rate does it, a threshold does."""

_STILL = 50
"""Contributions that stay the same over so many euros do not follow the income."""


@dataclass(frozen=True)
class Threshold:
    """At `turnover` (the first whole euro beyond it) what is left changes by `change` EUR for one euro more.

    `reason`: contributions_begin, minimum_left, ceiling_reached, or the kind of amount that makes the change.
    """

    turnover: int
    reason: str
    change: float


def thresholds(ways: Ways, way: str, found: Series | None = None) -> tuple[Threshold, ...]:
    """All thresholds of a way from 0 to the end of the scan, every whole euro looked at.

    `found`: the way at every whole euro with its contributions, when that is known already.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> from workflows.simulation.setting import Setting
    >>> listed = thresholds(Ways(Setting(SimulationQuestions(), shelf())), "self_employed")
    >>> [threshold.reason for threshold in listed]
    ['minimum_left', 'ceiling_reached']
    """
    found = found or series(ways, way, every_euro(), contributions=True)
    steps = np.diff(found.left)
    places = np.flatnonzero((steps < 100 * FALLS) | (steps > 100 * JUMPS)) + 1
    reasons = {at: _reason(ways, way, float(at)) for at in places.tolist()}
    for at, reason in _of_contributions(found.contributions):
        reasons.setdefault(at, reason)
    return tuple(Threshold(at, reason, int(steps[at - 1]) / 100) for at, reason in sorted(reasons.items()))


def _reason(ways: Ways, way: str, turnover: float) -> str:
    """The kind of amount that changes most from one euro before."""
    before, after = ({amount.kind: amount.value for amount in statement(ways, way, at)}
                     for at in (turnover - 1, turnover))
    moved = {kind: abs(after.get(kind, 0.0) - before.get(kind, 0.0)) for kind in {*before, *after} - {"turnover"}}
    most = max(sorted(moved), key=moved.__getitem__)
    return "contributions_begin" if most == "contributions" and not before.get("contributions") else most


def _of_contributions(contributions: np.ndarray):
    """(index, reason) at the ends of the stretches in which contributions stay the same; nothing paid counts once, last."""
    same = np.zeros(len(contributions) + 1, dtype=np.int8)
    same[1:-1] = contributions[1:] == contributions[:-1]
    starts, ends = np.flatnonzero(np.diff(same)).astype(np.int32).reshape(-1, 2).T
    long = ends + 1 - starts >= _STILL
    still = list(zip(starts[long].tolist(), (ends[long] + 1).tolist(), strict=True))
    nothing = [end for start, end in still if contributions[start] == 0 and end < len(contributions)]
    if nothing:
        yield nothing[-1], "contributions_begin"
    for start, end in still:
        if contributions[start] > 0:
            yield (end, "minimum_left") if end < len(contributions) else (start, "ceiling_reached")
