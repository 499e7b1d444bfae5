"""The first hire: what it costs month by month, with the reduction of each date, and when it carries itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from workflows.coaching.answer import Hire, Reduction
from workflows.coaching.projection import Course, delay
from workflows.coaching.questions import MONTHS
from workflows.coaching.setting import SEEN, CoachingSetting
from workflows.law.book import BOOK
from workflows.law.parameters import Shelf

CAP = "first_hire_quarter_cap"


@dataclass(frozen=True, eq=False)
class HireMonths:
    """Arrays of SEEN months: what the hire costs in the cooperative and alone, and the days it bills."""

    cost: np.ndarray
    alone: np.ndarray
    days: np.ndarray


def hire_months(setting: CoachingSetting, month: int) -> HireMonths:
    """A hire that begins in a month, 1 to 36. Days grow evenly until all of them are billed."""
    q, ramp = setting.questions, setting.assumed("coaching_hire_ramp")
    worked = np.arange(1, SEEN + 1) - month + 1
    there = worked > 0
    by_day = {day: employment(setting.shelf, setting.hire_gross, day) for day in map(_law_day(setting), range(SEEN))}
    cost = np.array([by_day[day] for day in map(_law_day(setting), range(SEEN))])
    less = np.array([reduction(setting.shelf, setting.hire_gross, date(year, number, 1)) / 3
                     for year, number in setting.calendar])
    return HireMonths(np.where(there, cost, 0.0), np.where(there, np.round(cost - less, 2), 0.0),
                      np.where(there, q.hire_days * np.minimum(1.0, worked / ramp), 0.0))


def employment(law: Shelf, gross: float, day: date) -> float:
    """What a month at this gross pay costs its employer on a day, EUR, without any reduction for a first hire.

    >>> from workflows.law.library import shelf
    >>> employment(shelf(), 2_500, date(2026, 12, 31))
    3642.27
    """
    given = {"gross": np.float64(gross), "at_108": False}
    return float(BOOK.evaluate(["employment_cost"], given, law, day)["employment_cost"])


def reduction(law: Shelf, gross: float, day: date) -> float:
    """The first-hire reduction of a quarter on a day, EUR; 0 before the first date that is known.

    >>> from workflows.law.library import shelf
    >>> reduction(shelf(), 3_000, date(2026, 7, 1)), reduction(shelf(), 3_000, date(2026, 6, 30))
    (2000.0, 2250.0)
    """
    given = {"hire_gross": np.float64(gross)}
    return float(BOOK.evaluate(["first_hire_reduction"], given, law, day)["first_hire_reduction"])


def first_hire(setting: CoachingSetting, months: HireMonths, month: int, course: Course, base: int) -> Hire:
    """The hire's account. `course`: of the scenarios, `base`: the row of the base scenario."""
    q, ramp = setting.questions, setting.assumed("coaching_hire_ramp")
    rate = q.day_rate if q.hire_rate is None else q.hire_rate
    kept = 1 - setting.rate - q.variable_costs
    at = month - 1
    margin = rate * kept * months.days * (1 + q.rise) ** (np.arange(SEEN) // 12)
    covered = np.flatnonzero((margin >= months.cost - 0.005)[:MONTHS] & (months.cost[:MONTHS] > 0))
    flow = np.cumsum(margin @ delay(setting.payment_days) - months.cost)[:MONTHS]
    behind = np.flatnonzero(flow[at:] < -0.005)
    repaid = month if not len(behind) else month + int(behind[-1]) + 1
    cost = float(months.cost[at])
    full = min(at + int(ramp) - 1, SEEN - 1)
    spells = setting.shelf[CAP].within(date(*setting.calendar[0], 1), date(*setting.calendar[MONTHS - 1], 1))
    return Hire(
        q.hire_month is not None, month, setting.hire_gross, cost, float(months.alone[at]), round(float(margin[full]), 2),
        round(cost / (rate * kept), 1) if rate > 0 else None, int(covered[0]) + 1 if len(covered) else None,
        repaid if repaid <= MONTHS and len(covered) else None,
        float(course.cash[base, at - 1]) if at else float(q.cash or 0.0),
        round(setting.assumed("coaching_hire_reserve") * cost, 2),
        tuple(Reduction(spell.first, spell.value, reduction(setting.shelf, setting.hire_gross, spell.first))
              for spell in spells))


def _law_day(setting: CoachingSetting) -> Callable[[int], date]:
    """The day whose law a month follows; that of the last month of the income year stands for the years after it."""
    return lambda place: min(date(*setting.calendar[place], 1), date(setting.questions.year, 12, 1))
