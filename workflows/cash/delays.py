"""From work to money: when payers pay, and what is lost when one of them fails."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MONTH = 30.0
"""Days of a month in a term of payment: at 30 days an invoice is paid a month later."""


@dataclass(frozen=True)
class Payer:
    """Who pays: its part of the turnover (a fraction) and the days between the work and the money."""

    part: float
    days: float


def payers(pairs: Sequence[tuple[float, float]]) -> tuple[Payer, ...]:
    """Payers from (amount or percentage, days); the parts count in proportion.

    >>> payers([(70, 90), (30, 30)])
    (Payer(part=0.7, days=90), Payer(part=0.3, days=30))
    """
    total = sum(part for part, _ in pairs)
    return tuple(Payer(part / total, days) for part, days in pairs)


def received(work: np.ndarray, by: Sequence[Payer], failed: np.ndarray | None = None) -> np.ndarray:
    """What arrives in each month, EUR: shape (months, paths), as `work`, what was earned in each month.

    Work is spread evenly over its month, so a payer at `days` pays a part in one month and the rest in the next.
    `failed`, shape (payers, paths): the month, from 0, in which a payer fails; what it owes then never comes. What is
    paid after the last month is not counted.

    >>> received(np.array([[100.0], [0.0], [0.0]]), [Payer(1.0, 45.0)]).ravel().tolist()
    [0.0, 50.0, 50.0]
    """
    found = np.zeros_like(work)
    months = np.arange(len(work)).reshape(-1, 1)
    for number, payer in enumerate(by):
        whole, rest = divmod(payer.days / MONTH, 1)
        for lag, part in ((int(whole), 1 - rest), (int(whole) + 1, rest)):
            if part == 0 or lag >= len(work):
                continue
            earned = work[:len(work) - lag] * (payer.part * part)
            if lag and failed is not None:
                earned_in = months[:len(work) - lag].astype(failed.dtype)
                earned *= (failed[number] <= earned_in) | (failed[number] > earned_in + lag)
            found[lag:] += earned
    return found


def outstanding(work: np.ndarray, by: Sequence[Payer]) -> np.ndarray:
    """What payers owe at the end of each month, EUR, same shape as `work`."""
    return np.cumsum(work, axis=0) - np.cumsum(received(work, by), axis=0)
