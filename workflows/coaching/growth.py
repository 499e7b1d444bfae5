"""The growth track: from a dated threshold on, and what one full-time equivalent asks of the turnover."""

import math
from decimal import Decimal

import numpy as np

from workflows.coaching.answer import Growth
from workflows.coaching.projection import Course, following
from workflows.coaching.setting import PLAN, CoachingSetting
from workflows.law.money import cents
from workflows.law.owed import exact

ACTIONS = ("scenarios", "first_hire", "smoothing", "company", "mentor", "review")
"""What the track brings a member around one full-time equivalent."""


def offered(turnover: float | Decimal, threshold: float) -> bool:
    """Whether the track is offered, to the cent.

    >>> offered(50_000.00, 50_000.0), offered(49_999.99, 50_000.0)
    (True, False)
    """
    return exact(turnover) >= exact(threshold)


def growth(setting: CoachingSetting, course: Course, base: int, planned: float) -> Growth:
    """The track, decided by what was really invoiced in a year where that is known, else by the first year of the plan."""
    threshold, (real, origin) = setting.assumed("growth_track_turnover"), setting.known("turnover_year")
    turnover = planned if real is None else real
    holds = offered(turnover, threshold)
    wage = setting.assumed("minimum_monthly_wage") * setting.assumed("employment_coefficient_employee")
    q = setting.questions
    needed = float(math.ceil(12 * (wage + q.fixed_costs) / (1 - setting.rate - q.variable_costs)))
    reached = np.flatnonzero(following(course.turnover[base:base + 1])[0] >= needed)
    return Growth(holds, threshold, turnover, origin or PLAN, _fee(setting, turnover), _fee(setting, threshold), needed,
                  int(reached[0]) + 1 if len(reached) else None, ACTIONS if holds else ())


def _fee(setting: CoachingSetting, turnover: float) -> float:
    return float(cents(setting.rate * turnover))
