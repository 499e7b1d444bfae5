"""The ways of working along the projection: which leaves most of each month's following year, and from when for good."""

from itertools import pairwise

import numpy as np

from workflows.coaching.answer import Route, Routes
from workflows.coaching.projection import Course, following
from workflows.coaching.questions import MONTHS
from workflows.coaching.setting import CoachingSetting

THIRD_YEAR = 24
"""Months before the third year."""

LEAST = 0.05
"""EUR a year by which a way must leave more: less is rounding."""


def routes(setting: CoachingSetting, course: Course, row: int, cheaper: np.ndarray) -> Routes:
    """All open ways along one scenario. `cheaper`: what a hire costs less outside the cooperative, EUR of each month.

    A company counts with the smaller of private money and money after exit where it must surely leave more.
    """
    one = slice(row, row + 1)
    turnover, days = following(course.turnover[one])[0], np.minimum(following(course.billed[one])[0], 366.0)
    spent = following(course.costs[one])[0] - setting.rate * turnover
    saved = following(cheaper[None, :])[0]
    low, high = _cooperative(setting, turnover, days, spent)
    nets = {"cooperative": _left(setting, "cooperative", turnover, days, spent)[0]}
    sure = {"cooperative": low}
    perhaps = {"cooperative": high}
    for way in setting.open_ways[1:]:
        nets[way], sure[way], perhaps[way] = _left(setting, way, turnover, days, np.maximum(spent - saved, 0.0))
    found = tuple(Route(
        name, tuple(np.round(nets[name], 2).tolist()),
        None if name == "cooperative" else _for_good(sure[name] > high + LEAST),
        None if name == "cooperative" else _for_good(perhaps[name] > low + LEAST),
        _for_good(np.any([sure[other] > perhaps[name] + LEAST for other in nets if other != name], axis=0)))
        for name in nets)
    third = {name: sure[name][THIRD_YEAR] for name in nets if name != "cooperative"}
    best = max(third, key=third.__getitem__)
    winner = best if third[best] > high[THIRD_YEAR] + LEAST else ""
    maybe = max(perhaps[name][THIRD_YEAR] for name in third) > low[THIRD_YEAR] + LEAST
    return Routes(found, _phases(nets), winner, bool(not winner and maybe))


def _left(setting, way, turnover, days, spent):
    """What a way leaves: as it is said, at least, at most."""
    targets = ("net_year", "private_now") if way == "company" else ("net_year",)
    left = setting.ways.evaluate(way, turnover, targets, days=days, expenses=spent)
    net = np.broadcast_to(left["net_year"], turnover.shape)
    now = left.get("private_now", net)
    return net, np.minimum(net, now), np.maximum(net, now)


def _cooperative(setting, turnover, days, spent):
    """What the cooperative leaves at both ends of its coefficient, the smaller first."""
    ends = [setting.ways.evaluate("cooperative", turnover, ("net_year",), coefficient=end, days=days, expenses=spent)
            ["net_year"] for end in setting.ways.setting.coefficients[1:]]
    return np.minimum(*ends), np.maximum(*ends)


def _for_good(holds: np.ndarray) -> int | None:
    """The month from which it holds until the end; None where it does not.

    >>> _for_good(np.array([True, False, True, True])), _for_good(np.array([True, False])), _for_good(np.array([True]))
    (3, None, 1)
    """
    fails = np.flatnonzero(~holds)
    month = int(fails[-1]) + 2 if len(fails) else 1
    return month if month <= len(holds) else None


def _phases(nets) -> tuple[tuple[int, int, str], ...]:
    names = list(nets)
    best = np.argmax(np.stack([nets[name] for name in names]), axis=0)
    starts = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist(), MONTHS]
    return tuple((first + 1, last, names[best[first]]) for first, last in pairwise(starts))
