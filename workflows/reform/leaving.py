"""From what turnover leaving pays, with today's contribution and with a reformed one."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.reform.scheme import Scheme
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.scan import Change, changes
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways

AS_FAR_AS = 150_000
"""Whole euros of turnover that are looked at: beyond, the default days and expenses describe nobody."""

OTHER = "self_employed"
"""What the default member of the simulation would do instead."""


class Reformed(Ways):
    """The ways of working where the cooperative asks another contribution."""

    def __init__(self, setting: Setting, contribution: Callable[[NDArray[np.float64]], NDArray[np.float64]]):
        super().__init__(setting)
        object.__setattr__(self, "contribution", contribution)

    def evaluate(self, way, turnover, targets, **given):
        if way == "cooperative":
            given["cooperative_contribution"] = self.contribution(np.asarray(turnover, dtype=np.float64))
        return super().evaluate(way, turnover, targets, **given)


def setting_of(law: Shelf) -> Setting:
    """The default member of the simulation, who has nothing beside the activity."""
    return Setting(SimulationQuestions(situation="none"), law)


@lru_cache(maxsize=32)
def turning_points(edition: date, scheme: Scheme, packs: float) -> tuple[Change, ...]:
    """Every turnover, EUR a year, at which the better way changes. `packs`: services taken, EUR a year."""
    ways = Reformed(setting_of(shelf(edition)), lambda turnover: scheme.contribution(turnover) + packs)
    return changes(ways, OTHER, np.arange(AS_FAR_AS + 1, dtype=np.float64))


def net_at(law: Shelf, turnover: float, contribution: float) -> float:
    """What the cooperative leaves the default member of a turnover who pays this contribution, EUR a year."""
    found = Ways(setting_of(law)).evaluate("cooperative", turnover, ("net_year",),
                                           cooperative_contribution=np.float64(contribution))
    return round(float(found["net_year"]), 2)


def leaving(turnovers: NDArray[np.float64], points: tuple[Change, ...]) -> int:
    """How many of the turnovers lie where leaving pays.

    The first stretch is that below the first change; the last goes on beyond what was looked at.
    """
    if not points:
        return 0
    starts = [point.turnover for point in points]
    outside = np.array([points[0].below == OTHER, *(point.above == OTHER for point in points)])
    return int(outside[np.searchsorted(starts, turnovers, side="right")].sum())
