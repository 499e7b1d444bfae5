"""The one rounding to the cent, against integer arithmetic."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.law.library import shelf
from workflows.law.money import cents

EVERY_CENT = np.arange(0, 10_000_001, dtype=np.int64)
"""All amounts from 0 to 100,000 EUR, in cents."""

RATES = sorted({str(figure.value) for parameter in shelf().parameters.values() for figure in parameter.figures
                if parameter.unit in ("rate", "ratio") and isinstance(figure.value, float) and 0 < figure.value < 2})


def test_every_cent_rounds_to_itself():
    assert np.array_equal(cents(EVERY_CENT / 100.0), EVERY_CENT / 100.0)


@pytest.mark.parametrize("rate", RATES)
def test_every_rate_of_the_law_times_every_cent_rounds_half_up(rate):
    """Exact integers: rate * cents, half up; 10 million amounts for each rate."""
    scale = 10 ** -Decimal(rate).as_tuple().exponent
    exact = (EVERY_CENT * int(Decimal(rate) * scale) * 2 + scale) // (2 * scale)
    assert np.array_equal(np.rint(cents(float(rate) * (EVERY_CENT / 100.0)) * 100).astype(np.int64), exact)


@given(st.integers(-10**9, 10**9))
def test_thousandths_round_away_from_zero_at_the_half(thousandths):
    exact = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(str(float(cents(thousandths / 1000)))).quantize(Decimal("0.01")) == exact


def test_shape_is_kept():
    assert cents(np.zeros((2, 3))).shape == (2, 3)
