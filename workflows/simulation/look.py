"""Every whole euro looked at once for one person: where the better way changes, where a way falls or jumps."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.scan import Change, changes, every_euro, series
from workflows.simulation.thresholds import Threshold, thresholds
from workflows.simulation.ways import Ways, still

KEPT = 8
"""So many of the last looks are remembered; of each only what was found, not the amounts at every euro."""


@dataclass(frozen=True)
class Look:
    """`changes`: by each way that is open to the person, where it begins or ceases to leave more than the cooperative.
    `thresholds`: of the cooperative and of the way that it is compared with.
    """

    changes: Mapping[str, tuple[Change, ...]]
    thresholds: Mapping[str, tuple[Threshold, ...]]


_kept: OrderedDict[Hashable, Look] = OrderedDict()


def scan_key(questions: SimulationQuestions) -> Hashable:
    """The same for questions of which the scan is the same: it looks at every turnover, so their own seldom counts.

    It does where expenses are taken for a share of it, or where the day rate is held and days follow the turnover.

    >>> typed = SimulationQuestions(expenses=1_000, turnover=20_000)
    >>> scan_key(typed) == scan_key(typed.model_copy(update={"turnover": 30_000.0}))
    True
    """
    counts = questions.expenses is None or questions.hold == "day_rate"
    return still(questions), questions.turnover if counts else None


def look(ways: Ways) -> Look:
    """Both, each way evaluated once over all turnovers; half a second, nothing when it was just done.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.setting import Setting
    >>> found = look(Ways(Setting(SimulationQuestions(), shelf())))
    >>> sorted(found.thresholds)
    ['cooperative', 'self_employed']
    """
    key = _key(ways)
    found = _kept[key] = _kept.pop(key, None) or _look(ways)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def thresholds_of(ways: Ways) -> Mapping[str, tuple[Threshold, ...]]:
    """Those of a look, without the rest of it where nobody looked yet."""
    kept = _kept.get(_key(ways))
    return kept.thresholds if kept else {way: thresholds(ways, way) for way in ("cooperative", ways.setting.alternative)}


def _key(ways):
    setting = ways.setting
    return scan_key(setting.questions), setting.shelf.edition, id(setting.shelf)


def _look(ways):
    turnovers, alternative = every_euro(), ways.setting.alternative

    def amounts(way):
        """What the way leaves; its thresholds are noted where they are wanted. Contributions are not kept."""
        found = series(ways, way, turnovers, contributions=way in ("cooperative", alternative))
        if found.contributions is not None:
            falls[way] = thresholds(ways, way, found)
        return found.left

    falls: dict[str, tuple[Threshold, ...]] = {}
    ours = amounts("cooperative")
    turns = {way: changes(ways, way, turnovers, (ours, amounts(way)))
             for way in dict.fromkeys((alternative, *ways.setting.open_ways)) if way != "amateur"}
    return Look(turns, falls)
