"""Rounding to the cent, the only place where it happens."""

import numpy as np

# Amounts that are rounded are products of cents and factors of at most six decimals: a true half lies a millionth of a
# cent from its neighbours. Half of that is between the two, and far above what binary floats are off by.
_NUDGE = 5e-7


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
        return np.copysign(np.floor(np.abs(amount) * 100.0 + (0.5 + _NUDGE)) / 100.0, amount)
    rounded = np.abs(amount)
    rounded *= 100.0
    rounded += 0.5 + _NUDGE
    np.floor(rounded, out=rounded)
    rounded /= 100.0
    return np.copysign(rounded, amount, out=rounded)
