"""Rounding to the cent, the only place where it happens."""

import numpy as np

# A true half must not fall below itself in binary floats, nor anything below a half be lifted to it. Products of an
# amount in cents and two published rates have ten decimals, so they lie a hundred-millionth of a cent or more below a
# half. Floats are off by a few units in the last place of the amount, and of the sums that it comes from.
_TO_CENTS = 100.0 * (1.0 + 1e-15)
_HALF = 0.5 + 5e-9


def cents(amount):
    """Round euros half up to the cent: 0.005 becomes 0.01, -0.005 becomes -0.01.

    `amount`: EUR, a number or an array of any shape. Returns float64 of the same shape.
    Source: the key formula of the withholding tax and the instructions of the ONSS/RSZ both round half up.

    >>> float(cents(0.1307 * 50))
    6.54
    >>> cents([1.005, -1.005]).tolist()
    [1.01, -1.01]
    """
    amount = np.asarray(amount, dtype=np.float64)
    if amount.ndim == 0:
        return np.copysign(np.floor(np.abs(amount) * _TO_CENTS + _HALF) / 100.0, amount)
    # Most amounts have no sign: a third of the work falls away then.
    signed = not amount.size or not amount.min() >= 0
    rounded = np.abs(amount) * _TO_CENTS if signed else amount * _TO_CENTS
    rounded += _HALF
    np.floor(rounded, out=rounded)
    rounded /= 100.0
    return np.copysign(rounded, amount, out=rounded) if signed else rounded
