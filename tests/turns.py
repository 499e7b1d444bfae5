"""Parameters that take turns: all of them together take long, so `make test` sees each value once and the slow part the rest."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest


def in_turn(values: Iterable[Any], others: tuple) -> Iterator:
    """Every value with every one of the others; each value once in `make test`, the others taking turns."""
    for at, value in enumerate(values):
        for turn, other in enumerate(others):
            parts = [part for one in (value, other) for part in (one if isinstance(one, tuple) else (one,))]
            yield pytest.param(*parts, marks=() if turn == at % len(others) else pytest.mark.slow)


def first(values: Iterable[Any], count: int) -> list:
    """The values, those after the first ones only in the slow part."""
    return [pytest.param(value, marks=() if at < count else pytest.mark.slow) for at, value in enumerate(values)]
