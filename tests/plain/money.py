"""Exact amounts: fractions, and the law's rounding half up to the cent in whole numbers."""

from fractions import Fraction


def exact(number):
    """A typed or published number as the fraction that it is written as: 0.1307 is 1307/10000."""
    if isinstance(number, list | tuple):
        return tuple(exact(part) for part in number)
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def cents(amount):
    """Half up to the cent, away from zero: 0.005 is 0.01 and -0.005 is -0.01."""
    twice_hundred, below = 200 * abs(amount.numerator), amount.denominator
    whole = (twice_hundred + below) // (2 * below)
    return Fraction(whole if amount >= 0 else -whole, 100)
