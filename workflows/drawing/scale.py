"""From amounts to places on the paper, and the round numbers written along an axis."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale from [low, high] to [start, end] of the paper; `end` may lie before `start`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers from `low` to `high`, some `about` of them.

    >>> ticks(0, 120_000, 6)
    [0.0, 20000.0, 40000.0, 60000.0, 80000.0, 100000.0, 120000.0]
    """
    rough = (high - low) / about
    base = 10 ** math.floor(math.log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [i * step + 0.0 for i in range(first, math.floor(high / step + 1e-9) + 1)]


def covering(values: list[float], about: int = 9) -> tuple[float, float]:
    """The smallest stretch between round numbers that covers the values; never empty.

    >>> covering([-3, 47_000])
    (-10000.0, 50000.0)
    """
    low, high = min(values), max(values)
    if high - low < 1:
        high = low + 1
    step = (marks := ticks(low, high, about))[1] - marks[0] if len(ticks(low, high, about)) > 1 else high - low
    return math.floor(low / step) * step + 0.0, math.ceil(high / step) * step + 0.0
