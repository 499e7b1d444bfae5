"""What is lost of 100 more euros, along the turnover."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from workflows.simulation.compare import CHART_TO, POINTS
from workflows.simulation.questions import MOST
from workflows.simulation.ways import Ways

MORE = 100.0
"""So many euros more are invoiced."""


@dataclass(frozen=True)
class Marginal:
    """Share of 100 more euros that each way loses at each turnover; above 1 where more turnover leaves less."""

    turnovers: tuple[float, ...]
    lost: dict[str, tuple[float, ...]]


def marginal(ways: Ways, names: Iterable[str]) -> Marginal:
    """The curve of the named ways at the points of the comparison's chart.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> from workflows.simulation.setting import Setting
    >>> found = marginal(Ways(Setting(SimulationQuestions(), shelf())), ["cooperative"])
    >>> len(found.lost["cooperative"])
    401
    """
    own = ways.setting.questions.turnover_of_year
    turnovers = np.linspace(0.0, CHART_TO if own <= CHART_TO else MOST, POINTS)
    return Marginal(tuple(turnovers.tolist()), {way: tuple(lost(ways, way, turnovers).tolist()) for way in names})


def lost(ways: Ways, way: str, turnovers: np.ndarray) -> np.ndarray:
    """Share of 100 more euros that a way loses at each turnover, the shape of `turnovers`."""
    both = ways.evaluate(way, np.stack([turnovers, turnovers + MORE]), ("net_year",))["net_year"]
    return np.round(1 - (both[1] - both[0]) / MORE, 4)
