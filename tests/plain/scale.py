"""Scales of the law, walked through bracket by bracket."""

from fractions import Fraction

from tests.plain.money import cents


def by_brackets(income, limits, rates, totals_rounded=False):
    """Tax of an income: each rate on its slice; the total of the full slices rounded on request; then the cent."""
    full, low = Fraction(0), Fraction(0)
    for high, rate in zip(limits, rates):
        if income < high:
            return cents(full + rate * (income - low))
        full = full + rate * (high - low)
        if totals_rounded:
            full = cents(full)
        low = high
    return cents(full + rates[-1] * (income - low))


def by_pieces(amount, pieces):
    """The last piece that the amount is above, as (its fixed amount, its rate, distance from where the rate counts)."""
    found = pieces[0]
    for piece in pieces:
        if amount > piece[0]:
            found = piece
    _, fixed, rate, counted_from = found
    return fixed, rate, amount - counted_from


def for_so_many(count, amounts):
    """The amount for 1, 2, 3... of something; the last of `amounts` is for each one more."""
    *known, more = amounts
    if count == 0:
        return Fraction(0)
    if count <= len(known):
        return known[count - 1]
    return known[-1] + more * (count - len(known))


def row_above(amount, limits):
    """How many of the limits an amount is above."""
    return sum(1 for limit in limits if amount > limit)
