"""The formulas of the indicators, each a pure function of plain numbers, and the verdict of a value beside its reference."""

from collections.abc import Sequence
from typing import Literal

Verdict = Literal["good", "watch", "act", "unknown"]


def break_even(fixed: float, margin_rate: float) -> float:
    """Turnover at which costs are covered, EUR: fixed costs over the share of each euro that is left.

    >>> break_even(30_000, 0.6)
    50000.0
    """
    return round(fixed / margin_rate, 2)


def break_even_days(fixed: float, day_rate: float, variable_per_day: float) -> float | None:
    """Days to bill before costs are covered; None where a day brings nothing.

    >>> break_even_days(30_000, 400, 100)
    100.0
    """
    margin = day_rate - variable_per_day
    return round(fixed / margin, 2) if margin > 0 else None


def safety_margin(turnover: float, at_break_even: float) -> float | None:
    """Share of the turnover that may be lost before costs are not covered; None without turnover.

    >>> safety_margin(50_000, 40_000)
    0.2
    """
    return round((turnover - at_break_even) / turnover, 4) if turnover else None


def needed_day_rate(labour_cost: float, expenses: float, kept: float, days: float) -> float | None:
    """Day rate that pays a wanted labour cost and expenses, where `kept` of each euro stays; None without days.

    >>> needed_day_rate(36_000, 4_000, 0.935, 120)
    356.51
    """
    return round((labour_cost + expenses) / (kept * days), 2) if days and kept > 0 else None


def share(part: float, whole: float) -> float | None:
    """A part of a whole; None without one.

    >>> share(110, 220)
    0.5
    """
    return round(part / whole, 4) if whole else None


def concentration(amounts: Sequence[float]) -> float | None:
    """Herfindahl-Hirschman index: the squares of each client's share, summed; 1 for a single client.

    >>> concentration([50, 30, 20])
    0.38
    """
    total = sum(amounts)
    return round(sum((amount / total) ** 2 for amount in amounts), 4) if total else None


def coverage(pipeline: Sequence[tuple[float, float]], target: float, weighted: bool = False) -> float | None:
    """Open business over the turnover aimed at; `weighted` by the probability of each.

    >>> coverage([(10_000, 0.5), (5_000, 0.2)], 5_000), coverage([(10_000, 0.5), (5_000, 0.2)], 5_000, weighted=True)
    (3.0, 1.2)
    """
    return share(sum(amount * (chance if weighted else 1) for amount, chance in pipeline), target)


def runway(cash: float, burn: float) -> float | None:
    """Months that the cash lasts; None where nothing burns, because what returns each month covers all.

    >>> runway(9_000, 1_500)
    6.0
    """
    return round(max(cash, 0.0) / burn, 1) if burn > 0 else None


def days_of_turnover(amount: float, turnover: float) -> float | None:
    """An amount in days of turnover: the payment delay from what clients owe, the working capital from its need.

    >>> days_of_turnover(5_000, 36_500)
    50.0
    """
    return round(amount * 365 / turnover, 1) if turnover else None


def at_least(value: float | None, good: float, watch: float) -> Verdict:
    """Of a value that should be large.

    >>> at_least(0.2, 0.2, 0), at_least(0.1, 0.2, 0), at_least(-0.1, 0.2, 0), at_least(None, 1, 0)
    ('good', 'watch', 'act', 'unknown')
    """
    return "unknown" if value is None else "good" if value >= good else "watch" if value >= watch else "act"


def at_most(value: float | None, good: float, watch: float) -> Verdict:
    """Of a value that should be small.

    >>> at_most(30, 30, 60), at_most(60, 30, 60), at_most(61, 30, 60)
    ('good', 'watch', 'act')
    """
    return "unknown" if value is None else "good" if value <= good else "watch" if value <= watch else "act"
