"""The deepest trough of a plan, and what removes it: each remedy computed, then checked by running the plan again."""

import math
from dataclasses import dataclass

import numpy as np

from workflows.cash.plan import Flows

STEP = 10.0
"""Advances are asked and given in tens of euros."""


@dataclass(frozen=True)
class Trough:
    """The lowest balance at the end of a month, EUR; its month, and the first month below 0 (None: none), both from 0."""

    balance: float
    month: int
    first_dry: int | None


@dataclass(frozen=True)
class Advance:
    """An advance that keeps the balance at 0 or above: EUR, received in `month` and paid back in `back_in`, both from 0.

    `back_in` is None where the plan never comes back above 0: then it is a loss, and no advance mends it.
    """

    amount: float
    month: int
    back_in: int | None


@dataclass(frozen=True)
class Later:
    """An expense of `amount` EUR in `month` (from 0) that keeps the balance at 0 or above when paid `by` months later."""

    amount: float
    month: int
    by: int


@dataclass(frozen=True)
class Remedies:
    """What removes the trough; None where that way there is none. `draw`: the largest monthly one that never overdraws."""

    advance: Advance | None
    draw: float | None
    later: Later | None


def trough(balances: np.ndarray) -> Trough:
    """The trough of balances of shape (months,), EUR.

    >>> trough(np.array([100.0, -50.0, -20.0]))
    Trough(balance=-50.0, month=1, first_dry=1)
    """
    below = np.flatnonzero(balances < 0)
    lowest = int(balances.argmin())
    return Trough(float(balances[lowest]), lowest, int(below[0]) if len(below) else None)


def remedies(flows: Flows, draw: float) -> Remedies:
    """What would keep this plan from running dry; nothing where it does not."""
    balances = flows.balances(draw)
    found = trough(balances)
    if found.first_dry is None:
        return Remedies(None, None, None)
    affordable = math.floor(float((flows.cumulative / np.arange(1, len(balances) + 1)).min()) * 100 + 1e-6) / 100
    smaller = affordable if affordable > 0 and (flows.balances(affordable) >= 0).all() else None
    return Remedies(_advance(balances, found), smaller, _later(flows, balances, found))


def with_advance(balances: np.ndarray, advance: Advance) -> np.ndarray:
    """The balances with an advance received and paid back, EUR, shape (months,)."""
    months = np.arange(len(balances))
    owed = (months >= advance.month) & (months < (len(balances) if advance.back_in is None else advance.back_in))
    return np.round(balances + advance.amount * owed, 2)


def _advance(balances, found) -> Advance:
    """The depth of the trough, in the first dry month, until the balance stays above 0 without it."""
    last_dry = int(np.flatnonzero(balances < 0)[-1])
    back_in = last_dry + 1 if last_dry + 1 < len(balances) else None
    return Advance(math.ceil(round(-found.balance / STEP, 4)) * STEP, found.first_dry, back_in)


def _later(flows, balances, found) -> Later | None:
    """The largest expense up to the trough, moved by as few months as are enough."""
    spent = -sum(flows.lines.get(name, np.zeros(len(balances))) for name in ("expenses", "lumps"))
    month = int(spent[:found.month + 1].argmax())
    amount = float(round(spent[month], 2))
    if amount <= 0:
        return None
    for by in range(1, len(balances) - month):
        moved = balances.copy()
        moved[month:month + by] += amount
        if (np.round(moved, 2) >= 0).all():
            return Later(amount, month, by)
    return None
