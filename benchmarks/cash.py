"""Chance in the cash flow: 10,000 paths of 36 months in four ways, beside the plain way of doing the same."""

from collections.abc import Callable

import numpy as np

from benchmarks.lines import Line, Part
from workflows.cash.delays import MONTH
from workflows.cash.flow import draws, fares
from workflows.cash.plan import WAYS, Flows, flows
from workflows.cash.questions import CashFlowQuestions
from workflows.cash.setting import CashSetting
from workflows.law.library import shelf

PATHS, MONTHS, CASH_MS, CASH_MB = 10_000, 36, 150, 40
SPREAD = np.sqrt(np.log1p(0.3 ** 2))
"""Of the logarithm, for a mean of 1 and a standard deviation of 0.3."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def prepared() -> tuple[CashSetting, dict[str, Flows]]:
    """Clients at 30, 60 and 90 days, each with a chance of failing; the flows of every way."""
    setting = CashSetting(CashFlowQuestions(months=MONTHS, paths=PATHS, clients="50/30;30/60;20/90", default_chance=0.02),
                          shelf())
    return setting, {way: flows(setting, way) for way in WAYS}


def ours(setting: CashSetting, by_way: dict[str, Flows]):
    """The draws, and how every way fares."""
    return fares(by_way, setting, draws(setting))


def plain(setting: CashSetting, by_way: dict[str, Flows]):
    """The same amounts as a first draft has them: a walk over months and clients, own draws and np.quantile for each way."""
    found, q = {}, setting.questions
    for way in WAYS:
        flow, random = by_way[way], np.random.default_rng(q.seed)
        work = flow.work * flow.kept * random.lognormal(-SPREAD * SPREAD / 2, SPREAD, (PATHS, MONTHS))
        failed = random.geometric(1 - (1 - 0.02) ** (1 / 12), (PATHS, len(flow.payers)))
        cash = np.zeros((PATHS, MONTHS)) + sum(flow.fixed.values())
        for month in range(MONTHS):
            for number, payer in enumerate(flow.payers):
                for lag in (int(payer.days // MONTH), int(payer.days // MONTH) + 1):
                    part = max(0.0, 1 - abs(payer.days / MONTH - lag))
                    if month + lag < MONTHS and part:
                        lost = (failed[:, number] > month) & (failed[:, number] <= month + lag) & (not flow.guaranteed)
                        cash[:, month + lag] += np.where(lost, 0.0, work[:, month] * payer.part * part)
        balance = flow.start + np.cumsum(cash - q.draw, axis=1)
        salaries = (flow.start + np.cumsum(cash, axis=1)) / np.arange(1, MONTHS + 1)
        spent = np.zeros(PATHS)
        for month in range(MONTHS):
            spent += np.clip((flow.start + cash[:, :month + 1].sum(axis=1) - spent) * 0.17, 500, 1_500)
        found[way] = ([np.quantile(balance, at, axis=0) for at in QUANTILES], (balance < 0).any(axis=1).mean(),
                      np.quantile(salaries.min(axis=1), 0.1, method="lower"), spent.mean())
    return found


def cash(runs: int, tell: Callable[[str], None]) -> Part:
    """10,000 paths x 36 months x 4 ways, draws included: time, memory, and how many times as long the plain way takes."""
    from benchmarks.compute import alone
    mine = [alone("cash ours", tell, f"ours: process {number} of {runs}") for number in range(1, runs + 1)]
    theirs = [alone("cash plain", tell, f"the plain way: process {number} of {runs}") for number in range(1, runs + 1)]
    return Part("cash: 10,000 paths, 36 months, four ways", (
        Line("draws, fan, chance of running dry, salaries", "ms", [one["ms"] for one in mine],
             [one["ms"] for one in theirs], target=CASH_MS),
        Line("   memory above the start", "MB", [one["mb"] for one in mine], [one["mb"] for one in theirs],
             target=CASH_MB)), ("stock: one walk over months and clients, own draws and np.quantile for each way",
                                "each run in a fresh process on one core, after one run to warm up"))
