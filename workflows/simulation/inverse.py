"""From what should be left to what must be invoiced: the smallest turnover, the day rate, the price of an order."""

from dataclasses import dataclass

import numpy as np

from workflows.simulation.scan import every_euro, left_at
from workflows.simulation.ways import Ways


@dataclass(frozen=True)
class Lost:
    """Turnovers, whole euros, above the one found at which less than wanted is left again; `last` may be the scan's end."""

    first: int
    last: int


@dataclass(frozen=True)
class Order:
    """The price of an order of `days` days, EUR: excluding VAT, and with the standard rate."""

    days: float
    excluding_vat: float
    including_vat: float


@dataclass(frozen=True)
class Needed:
    """What a way needs for `wanted` EUR a year. `turnover` None: not reached at any whole euro up to `looked_to`.

    `net`: what is left there. `days`: those of the year at that turnover. `day_rate`: turnover over days, EUR; None
    without days. `lost`: where less than wanted is left again. `order`: at that day rate, where days were asked.
    """

    way: str
    wanted: float
    looked_to: int
    turnover: int | None
    net: float | None
    days: float | None
    day_rate: float | None
    lost: tuple[Lost, ...]
    order: Order | None


def needed(ways: Ways, way: str, wanted: float, order_days: float = 0.0) -> Needed:
    """The smallest whole-euro turnover from which a way leaves at least `wanted` EUR a year, every euro looked at.

    `order_days`: days of an order to price. All else is held as the person's questions say.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> from workflows.simulation.setting import Setting
    >>> found = needed(Ways(Setting(SimulationQuestions(days=100), shelf())), "cooperative", 24_000, order_days=2)
    >>> found.net >= 24_000, found.day_rate == found.turnover / 100
    (True, True)
    """
    turnovers = every_euro()
    left = left_at(ways, way, turnovers)
    enough = left >= np.ceil(wanted * 100 - 1e-6)
    reached = np.flatnonzero(enough)
    if not len(reached):
        return Needed(way, wanted, int(turnovers[-1]), None, None, None, None, (), None)
    at = int(reached[0])
    days = float(ways.held(way, np.float64(at))["days"])
    rate = at / days if days > 0 else None
    order = _order(ways, order_days, rate) if rate is not None and order_days > 0 else None
    return Needed(way, wanted, int(turnovers[-1]), at, int(left[at]) / 100, days,
                  None if rate is None else round(rate, 2), _lost(enough, at), order)


def _lost(enough: np.ndarray, at: int) -> tuple[Lost, ...]:
    """The stretches after `at` in which it is no longer enough."""
    edges = np.flatnonzero(np.diff(enough[at:].astype(np.int8))) + at + 1
    ends = [*edges.tolist(), len(enough)]
    return tuple(Lost(first, ends[place + 1] - 1) for place, first in enumerate(ends[:-1]) if not enough[first])


def _order(ways: Ways, days: float, rate: float) -> Order:
    vat = ways.setting.shelf["vat_standard_rate"].on(ways.setting.day).value
    return Order(days, round(days * rate, 2), round(days * rate * (1 + vat), 2))
