"""Month after month from the drivers, for any number of scenarios at once: work, turnover, costs, cash."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workflows.coaching.setting import SEEN, CoachingSetting

DRIVERS = ("day_rate", "days", "utilisation", "recurring", "offers", "conversion", "order_days", "fixed_costs",
           "variable_costs", "payment_days")
"""What a scenario may set apart from the others, and what the sensitivity moves one by one."""

COSTS = ("fixed_costs", "variable_costs", "payment_days")
"""Drivers of which more leaves less."""

MOST = {"days": 366.0, "utilisation": 1.0, "conversion": 1.0, "variable_costs": 0.9}
"""A share stays a share, and a year has no more days, whatever a range asks."""

_DAYS_OF_A_MONTH = 365 / 12


@dataclass(frozen=True, eq=False)
class Course:
    """Arrays of shape (scenarios, SEEN): days billed, days refused because the calendar is full, EUR of each month.

    `left`: of the month after all costs, for the member's own pay; `cash`: at the end of the month, after that pay.
    """

    billed: np.ndarray
    refused: np.ndarray
    turnover: np.ndarray
    costs: np.ndarray
    left: np.ndarray
    cash: np.ndarray


def base(setting: CoachingSetting) -> dict[str, float]:
    """The drivers as they were asked."""
    q = setting.questions
    return {name: setting.payment_days if name == "payment_days" else float(getattr(q, name)) for name in DRIVERS}


def moved(setting: CoachingSetting, name: str, end: int) -> float:
    """A driver at the end of its range: `end` 1 above, -1 below; a share stays a share."""
    value = base(setting)[name]
    return min(round(value * (1 + end * setting.assumed(f"coaching_span_{name}")), 6), MOST.get(name, np.inf))


def scenarios(setting: CoachingSetting) -> dict[str, dict[str, float]]:
    """Pessimistic, base and optimistic with every driver at its end; own where something was asked of it."""
    start, q = base(setting), setting.questions
    found = {"pessimistic": {name: moved(setting, name, 1 if name in COSTS else -1) for name in DRIVERS}, "base": start,
             "optimistic": {name: moved(setting, name, -1 if name in COSTS else 1) for name in DRIVERS}}
    own = {name: getattr(q, f"own_{name}") for name in DRIVERS if getattr(q, f"own_{name}", None) is not None}
    return found | ({"own": start | own} if own else {})


def course(setting: CoachingSetting, drivers: list[Mapping[str, float]], pay: float, hire_cost: np.ndarray,
           hire_days: np.ndarray) -> Course:
    """The course of some scenarios. `pay`: EUR a month for the member; `hire_cost`, `hire_days`: of each month.

    More days are sold than a month has: those are refused, and a hire's days come on top.
    """
    q = setting.questions
    d = {name: np.array([each[name] for each in drivers])[:, None] for name in DRIVERS}
    room = d["days"] / 12
    sold = setting.season * (room * d["utilisation"] + d["offers"] * d["conversion"] * d["order_days"])
    billed = np.minimum(room, sold)
    dearer = (1 + q.rise) ** (np.arange(SEEN) // 12)
    hired = hire_days * (d["day_rate"] if q.hire_rate is None else q.hire_rate)
    turnover = dearer * (billed * d["day_rate"] + hired) + d["recurring"]
    costs = d["fixed_costs"] + (d["variable_costs"] + setting.rate) * turnover + hire_cost
    received = np.stack([line @ delay(float(days)) for line, days in zip(turnover, d["payment_days"][:, 0], strict=True)])
    flow = received + _opening(setting, d["payment_days"]) - costs - pay
    cash = np.round((q.cash or 0.0) + np.cumsum(flow, axis=1), 2)
    return Course(billed, sold - billed, turnover, costs, turnover - costs, cash)


@lru_cache(maxsize=64)
def delay(days: float) -> np.ndarray:
    """What of a month arrives in which one: work is spread over its month, and all of it is paid so many days later."""
    whole, later = divmod(days / _DAYS_OF_A_MONTH, 1)
    return (1 - later) * np.eye(SEEN, k=int(whole)) + later * np.eye(SEEN, k=int(whole) + 1)


def _opening(setting: CoachingSetting, days: np.ndarray) -> np.ndarray:
    """What clients owe already arrives evenly over their time to pay; the VAT in it is not the member's."""
    owed = setting.known("receivables")[0] or 0.0
    months = np.maximum(1, np.ceil(days / _DAYS_OF_A_MONTH))
    return owed / (1 + setting.assumed("vat_standard_rate")) / months * (np.arange(SEEN) < months)


def by_year(monthly: np.ndarray) -> np.ndarray:
    """Sums of each of the three years, shape (scenarios, 3)."""
    return np.round(monthly[:, :36].reshape(len(monthly), 3, 12).sum(axis=2), 2)


def following(monthly: np.ndarray) -> np.ndarray:
    """For each of the 36 months, the sum of the twelve that begin with it.

    >>> following(np.ones((1, 47)))[0, :2]
    array([12., 12.])
    """
    sums = np.cumsum(np.pad(monthly, ((0, 0), (1, 0))), axis=1)
    return np.round(sums[:, 12:48] - sums[:, :36], 2)
