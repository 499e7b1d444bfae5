"""What-if questions of the cooperative against the plain way: pandas for all members, every client asked every year."""

import numpy as np

from workflows.reform.cash import closed_form, invoiced, needed
from workflows.reform.effect import EDGES, effect
from workflows.reform.losses import Risk, drawn, pareto
from workflows.reform.population import generated
from workflows.reform.scheme import Scheme

MEMBERS, MEAN, GINI, SEED, RATE = 35_000, 8_000.0, 0.62, 2015, 0.065
TODAY = Scheme(((0.0, RATE),))
REFORMS = (Scheme(((0.0, RATE),), cap=3_250.0),
           Scheme(((0.0, 0.065), (25_000.0, 0.05), (50_000.0, 0.035), (100_000.0, 0.02))),
           Scheme(((0.0, 0.05),), floor=150.0))
CLIENTS, YEARS, RISK = 20_000, 5_000, Risk(0.01, 0.9, 0.12)
BLOCK = 100
"""Years of which every client is asked at once, so that the plain way fits into memory."""


def members():
    """All members through three reforms, their neutral rates included."""
    turnovers = generated(MEMBERS, MEAN, GINI, SEED)
    return lambda: [effect(turnovers, TODAY, reform) for reform in REFORMS]


def members_in_pandas():
    """The same as anybody would write it in pandas, the neutral rate by a root finder."""
    import pandas as pd
    from scipy.optimize import brentq

    frame = pd.DataFrame({"turnover": generated(MEMBERS, MEAN, GINI, SEED)})

    def asked(turnover, reform, factor=1.0):
        paid, before = 0.0 * turnover, 0.0
        for start, rate in reform.tiers:
            paid, before = paid + (turnover - start).clip(lower=0) * (rate - before), rate
        return (factor * paid).clip(reform.floor, reform.cap)

    def one(reform):
        table = frame.assign(now=(RATE * frame.turnover).round(2), then=asked(frame.turnover, reform).round(2))
        table["change"] = table.then - table.now
        table["band"] = pd.cut(table.turnover, [*EDGES, np.inf], right=False)
        bands = table.groupby("band", observed=False).change.agg(
            ["size", "mean", "sum", lambda c: (c < -0.005).sum(), lambda c: (c > 0.005).sum()])
        wanted = table.now.sum()
        return bands, brentq(lambda factor: asked(frame.turnover, reform, factor).sum() - wanted, 0.01, 20.0)

    return lambda: [one(reform) for reform in REFORMS]


def fund():
    """5,000 years of 20,000 clients."""
    exposures = pareto(CLIENTS, 39e6, 1.3, 1)
    return lambda: drawn(exposures, RISK, YEARS, 1)


def fund_asked_one_by_one():
    """The same with a draw for every client in every year."""
    from scipy.special import ndtri
    exposures, threshold = pareto(CLIENTS, 39e6, 1.3, 1).astype(np.float32), ndtri(RISK.default_rate)

    def work():
        random, losses = np.random.default_rng(1), []
        for _ in range(0, YEARS, BLOCK):
            economy = random.standard_normal((BLOCK, 1), dtype=np.float32)
            own = random.standard_normal((BLOCK, CLIENTS), dtype=np.float32)
            fails = RISK.correlation**0.5 * economy + (1 - RISK.correlation) ** 0.5 * own < threshold
            losses.append(RISK.loss * (fails @ exposures))
        return np.sort(np.concatenate(losses))

    return work


def treasury():
    """The ledger of three years, day by day, and the formula beside it."""
    terms = ((30, 0.5), (60, 0.3), (90, 0.2))
    return lambda: (needed(invoiced(280e6, ()), RATE, terms, 9).mean(), closed_form(280e6, RATE, terms, 9))


WORK = {"members": members, "members_in_pandas": members_in_pandas, "fund": fund,
        "fund_asked_one_by_one": fund_asked_one_by_one, "treasury": treasury}
"""Each gives, when called, the work to be measured."""
