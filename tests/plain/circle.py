"""Contributions that reduce the income they fall on, found by trying every bracket and keeping the one that fits.

A bracket is (from, to, amount, rate): between `from` and `to` the contribution, or the cost, is amount + rate x income.
"""

from fractions import Fraction
from math import inf

from tests.plain.money import cents


def contribution_brackets(rate_1, rate_2, limit_1, limit_2, fee):
    """The scale of the self-employed with the fund's fee, without minimum; nothing more beyond the second limit."""
    first, second = (1 + fee) * rate_1, (1 + fee) * rate_2
    at_limit_1 = first * limit_1
    at_limit_2 = at_limit_1 + second * (limit_2 - limit_1)
    return [(0, limit_1, Fraction(0), first), (limit_1, limit_2, at_limit_1 - second * limit_1, second),
            (limit_2, inf, at_limit_2, Fraction(0))]


def with_minimum(brackets, minimum):
    """The scale of who pays on at least a minimum income, also with a loss."""
    kept = [(max(low, minimum), high, amount, rate) for low, high, amount, rate in brackets if high > minimum]
    return [(-inf, minimum, due(minimum, brackets), Fraction(0)), *kept]


def part_of_student(brackets, exempt, full):
    """The scale of a student below the full scheme: nothing up to `exempt`, then on what is above it."""
    most = due(full - exempt, brackets)
    rate = most / (full - exempt)
    return [(-inf, exempt, Fraction(0), Fraction(0)), (exempt, full, -rate * exempt, rate), (full, inf, most, Fraction(0))]


def cost_brackets(limits, rates, cap):
    """Lump-sum costs: rates on slices of what is left before them, up to a maximum; none below 0."""
    found, total, low = [(-inf, 0, Fraction(0), Fraction(0))], Fraction(0), Fraction(0)
    for high, rate in zip((*limits, inf), rates):
        reached = low + (cap - total) / rate
        end = min(high, reached)
        found.append((low, end, total - rate * low, rate))
        if reached <= high:
            return [*found, (reached, inf, cap, Fraction(0))]
        total, low = total + rate * (high - low), high
    raise ValueError("the maximum is never reached")


def due(income, brackets):
    """The contribution, or the cost, of an income."""
    for low, high, amount, rate in brackets:
        if low <= income <= high:
            return amount + rate * income
    raise ValueError(f"{income} is in no bracket")


def income_left(profit, brackets):
    """The income i with i + contribution(i) = profit."""
    for low, high, amount, rate in brackets:
        income = (profit - amount) / (1 + rate)
        if low <= income <= high:
            return income
    raise ValueError(f"no income leaves {profit}")


def profit_after_lump_sum(turnover, brackets, costs):
    """Profit before contributions when lump-sum costs are counted on (turnover - contributions), to the cent.

    With left = turnover - contribution: income = left - cost(left), and contribution = scale(income).
    """
    for low, high, amount, rate in brackets:
        for cost_low, cost_high, cost, cost_rate in costs:
            left = (turnover - amount + rate * cost) / (1 + rate * (1 - cost_rate))
            income = left - cost - cost_rate * left
            if cost_low <= left <= cost_high and low <= income <= high:
                return cents(turnover - cost - cost_rate * left)
    raise ValueError(f"no profit fits {turnover}")


def four_quarters(income, brackets):
    """A year's contributions: a quarter of the scale rounded to the cent, four times."""
    return 4 * cents(due(income, brackets) / 4)
