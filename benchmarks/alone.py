"""One measurement in this process, pinned to one core: `python -m benchmarks.alone scan band`. Prints JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from workflows.law.book import BOOK
from workflows.law.library import shelf
from workflows.law.payslip import TARGETS, PayslipQuestions, rule_inputs
from workflows.simulation.compare import CHART_TO, POINTS, compare
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.scan import changes, every_euro, left_at
from workflows.simulation.setting import Setting
from workflows.simulation.ways import WAYS, Ways

SLIDER_STEPS, COLD_STEPS = 100, 20
PAYSLIPS, BLOCK, WARM_UP = 1_000_000, 32_000, 100
MONTH = date(2026, 1, 1)


def simulation() -> dict[str, list[float]]:
    """Milliseconds of each comparison: the first, then turnovers of a slider, then days that were not asked before."""
    def asked(**changed):
        questions = SimulationQuestions(situation="none", **{"turnover": 48_000, **changed})
        return _milliseconds(lambda: compare(questions, scan=False))

    return {"first": [asked()], "slider": [asked(turnover=20_000 + 100 * step) for step in range(SLIDER_STEPS)],
            "cold": [asked(days=50 + step) for step in range(COLD_STEPS)], "points": _points()}


def _points() -> list[float]:
    """Milliseconds of 401 turnovers in every way, its plan made before; one figure for each way."""
    ways = Ways(Setting(SimulationQuestions(situation="none", turnover=48_000), shelf()))
    turnovers = np.linspace(0.0, CHART_TO, POINTS)
    for way in WAYS:
        ways.evaluate(way, turnovers[:2], ("net_year",))
    return [_milliseconds(lambda way=way: ways.evaluate(way, turnovers, ("net_year",))) for way in WAYS]


def scan(what: str) -> dict[str, float]:
    """The whole range once, with the plans of the ways made before."""
    typed = {"coefficient": 1.55} if what == "changes" else {}
    ways = Ways(Setting(SimulationQuestions(situation="none", turnover=48_000, **typed), shelf()))
    looked_at = {"two": ("cooperative", "self_employed"), "all": WAYS}.get(what)

    def work(turnovers):
        if looked_at:
            return [left_at(ways, way, turnovers) for way in looked_at]
        return changes(ways, "self_employed", turnovers)

    work(every_euro(WARM_UP))
    return _weighed(lambda: work(every_euro()))


def payslips(kind: str, how: str) -> dict[str, float]:
    """A million payslips, each amount of each kept, in blocks that fit the processor's cache or in one call."""
    questions, law = PayslipQuestions(month=MONTH, kind=kind), shelf()
    inputs, gross = rule_inputs(questions), _gross()
    size = BLOCK if how == "blocks" else PAYSLIPS

    def work(pay):
        kept = {name: np.empty(len(pay)) for name in TARGETS}
        for start in range(0, len(pay), size):
            block = slice(start, start + size)
            found = BOOK.evaluate(TARGETS, {**inputs, "gross": pay[block]}, law, MONTH)
            for name in TARGETS:
                kept[name][block] = found[name]
        return kept

    work(gross[:WARM_UP])
    return _weighed(lambda: work(gross))


def cash(how: str) -> dict[str, float]:
    """10,000 paths of the cash flow in four ways, ours or the plain way, the flows made before."""
    from benchmarks.cash import ours, plain, prepared
    setting, by_way = prepared()
    work = {"ours": ours, "plain": plain}[how]
    work(setting, by_way)
    return _weighed(lambda: work(setting, by_way))


def orders(what: str) -> dict[str, list[float]]:
    """Documents of orders, with few lines or many."""
    from benchmarks.orders import measured
    return measured(what)


def reform(what: str) -> dict[str, float]:
    """A what-if question of the cooperative, its numbers drawn before."""
    from benchmarks.reform import WORK
    work = WORK[what]()
    work()
    return _weighed(work)


def _gross():
    """Gross pay as it is spread among people, the same each time, EUR a month with cents, none above 12,000."""
    drawn = np.random.default_rng(1).lognormal(mean=8.1, sigma=0.6, size=PAYSLIPS)
    return np.round(np.minimum(drawn, 12_000.0), 2)


def _milliseconds(work: Callable) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _weighed(work: Callable) -> dict[str, float]:
    """Milliseconds, and by how many megabytes the memory's peak passed what was in use before."""
    # getrusage's ru_maxrss begins at the peak of the program that started this one; this peak can be set back.
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    before = _memory("VmRSS")
    took = _milliseconds(work)
    return {"ms": took, "mb": (_memory("VmHWM") - before) / 1000}


def _memory(kind):
    """VmRSS (now) or VmHWM (the peak), kB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1.024 for line in status if line.startswith(kind))


if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    measure, *what = sys.argv[1:]
    measures = {"simulation": simulation, "scan": scan, "payslips": payslips, "reform": reform, "cash": cash,
                "orders": orders}
    print(json.dumps(measures[measure](*what)))
