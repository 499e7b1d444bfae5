"""What a wanted net costs the Activity: the smallest employment budget that leaves it, through the simulation."""

import numpy as np

from workflows.coaching.setting import CoachingSetting
from workflows.simulation.questions import MOST

_STEP = 1_000


def pay_budget(setting: CoachingSetting, days: float) -> float | None:
    """Employment budget of a month, EUR, that leaves the wanted net on average over the year; None where no net was said.

    `days`: worked in the year. Every euro is looked at around the first thousand that suffices. Beyond what the
    simulation looks at, the largest budget stands.

    >>> from workflows.coaching.questions import CoachingQuestions
    >>> from workflows.law.library import shelf
    >>> pay_budget(CoachingSetting(CoachingQuestions(wanted_net=2_000), shelf()), 150) > 2_000
    True
    """
    wanted = setting.questions.wanted_net
    if wanted is None:
        return None
    if wanted == 0:
        return 0.0
    coarse = np.arange(0.0, MOST + 1, _STEP)
    enough = np.flatnonzero(_nets(setting, coarse, days) >= 12 * wanted - 0.005)
    if not len(enough):
        return round(MOST * (1 - setting.rate) / 12, 2)
    fine = coarse[enough[0]] + np.arange(-_STEP, 1.0)
    turnover = float(fine[np.flatnonzero(_nets(setting, fine, days) >= 12 * wanted - 0.005)[0]])
    return round(turnover * (1 - setting.rate) / 12, 2)


def _nets(setting: CoachingSetting, turnovers: np.ndarray, days: float) -> np.ndarray:
    return setting.ways.evaluate("cooperative", np.maximum(turnovers, 0.0), ("net_year",), days=np.float64(days),
                                 expenses=np.float64(0.0))["net_year"]
