"""The cash that paying members before clients pay takes: a ledger day by day, and its closed form."""

import numpy as np
from numpy.typing import NDArray

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS = sum(MONTH_DAYS)
STEADY = 2
"""Years that run before the one that is looked at: by then every term of the first days has passed."""

Terms = tuple[tuple[int, float], ...]


def closed_form(turnover: float, fee: float, terms: Terms, pay_days: int) -> float:
    """The average need of an even or seasonal year, EUR: turnover / 365 x (1 - fee) x (days clients take - pay_days).

    >>> round(closed_form(1.0, 0.065, ((90, 1.0),), 9), 4)
    0.2075
    """
    return turnover / DAYS * (1 - fee) * (average_days(terms) - pay_days)


def average_days(terms: Terms) -> float:
    """Days that clients take on average, weighted by turnover."""
    return sum(days * share for days, share in terms)


def invoiced(turnover: float, season: tuple[float, ...]) -> NDArray[np.float64]:
    """What is invoiced on each of 365 days, EUR; each month's part is spread evenly over its days.

    >>> float(invoiced(365.0, ()).sum())
    365.0
    """
    weights = np.array(season) / sum(season) if season else np.array(MONTH_DAYS) / DAYS
    return np.repeat(weights * turnover / np.array(MONTH_DAYS), MONTH_DAYS)


def needed(daily: NDArray[np.float64], fee: float, terms: Terms, pay_days: int) -> NDArray[np.float64]:
    """The cash that has to be there at the end of each of 365 days, EUR; below 0: members' money that waits.

    A ledger of years that are alike: the members' part goes out `pay_days` after the work, the clients' money comes in
    at their terms, and of it the fee goes on to the cooperative's own account on the same day. Left in this balance it
    would pile up year after year and hide the need.
    """
    days = DAYS * (STEADY + 1)
    work = np.tile(daily, STEADY + 1)
    balance = np.zeros(days)
    balance[pay_days:] -= (1 - fee) * work[: days - pay_days]
    for term, share in terms:
        received = share * work[: days - term]
        balance[term:] += received - fee * received
    return -np.cumsum(balance)[-DAYS:] + 0.0
