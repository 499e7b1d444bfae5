"""Scales of the law as arrays: which piece an amount falls in, progressive brackets, straight lines with kinks."""

from functools import lru_cache

import numpy as np

from workflows.law.money import cents


def either(flag, when_true, when_false):
    """`when_true()` where `flag` holds, else `when_false()`; only one of them is computed when `flag` is one value."""
    if np.ndim(flag) == 0:
        return when_true() if flag else when_false()
    return np.where(flag, when_true(), when_false())


def piece(amount, table, side="right"):
    """The piece of `table` that each amount falls in, as (fixed amount, rate, distance from where the rate counts).

    `table`: rows (from, fixed amount, rate, counted from), rising. side "right": a piece begins at its limit;
    "left": just above it.

    >>> [float(part) for part in piece(12.0, ((0, 0, 0, 0), (10, 5, 0.1, 10)))]
    [5.0, 0.1, 2.0]
    """
    limits, fixed, rate, origin = _columns(table)
    if np.ndim(amount) and amount.size:
        # Neighbouring amounts mostly share a piece: two look-ups then stand for all of them.
        first, last = np.searchsorted(limits, (amount.min(), amount.max()), side=side)
        row = max(int(last) - 1, 0)
        if first == last:
            return fixed[row], rate[row], amount - origin[row]
    row = np.maximum(np.searchsorted(limits, amount, side=side) - 1, 0)
    return fixed[row], rate[row], amount - origin[row]


def progressive(limits, rates, rounded=False):
    """The rows of a bracket scale for `piece`: `limits` between the `rates`; lower totals rounded to the cent on request.

    >>> progressive((100, 200), (0.25, 0.4, 0.5))
    ((0.0, 0.0, 0.25, 0.0), (100.0, 25.0, 0.4, 100.0), (200.0, 65.0, 0.5, 200.0))
    """
    return _progressive(tuple(limits), tuple(rates), rounded)


@lru_cache(maxsize=256)
def _progressive(limits, rates, rounded):
    rows, total, lower = [], 0.0, 0.0
    for upper, rate in zip((*limits, None), rates, strict=True):
        rows.append((float(lower), float(total), float(rate), float(lower)))
        if upper is not None:
            total = total + rate * (upper - lower)
            total = float(cents(total)) if rounded else total
            lower = upper
    return tuple(rows)


@lru_cache(maxsize=512)
def _columns(table):
    columns = np.array(table, dtype=np.float64).T
    return tuple(np.ascontiguousarray(column) for column in columns)


def line_with_kinks(x, kinks, values, slope_before, slope_after):
    """A continuous line through (kinks, values), straight between them, with its own slope before and after.

    >>> [float(v) for v in line_with_kinks(np.array([-1.0, 5.0, 12.0]), [0, 10], [0, 5], 1.0, 2.0)]
    [-1.0, 2.5, 9.0]
    """
    y = np.interp(x, kinks, values)
    if slope_before:
        y = y + slope_before * np.minimum(x - kinks[0], 0.0)
    if slope_after:
        y = y + slope_after * np.maximum(x - kinks[-1], 0.0)
    return y


def step(count, table):
    """Amount for 0, 1, 2... of something: `table` gives 1, 2, ... and last the amount for each one more.

    >>> [float(step(n, (600, 1500, 100))) for n in (0, 1, 2, 4)]
    [0.0, 600.0, 1500.0, 1700.0]
    """
    known = np.array((0.0, *table[:-1]))
    most = len(known) - 1
    count = np.asarray(count)
    return known[np.clip(count, 0, most).astype(np.int64)] + table[-1] * np.maximum(count - most, 0)
