"""Long work beside a page: it makes way for everything more urgent on the machine, and ends when it is not wanted."""

import time
from collections.abc import Callable
from typing import TypeVar

from workflows.kernels.memory import give_back
from workflows.simulation.scan import between_blocks

BUSY, LEAST, MOST = 2, 0.01, 0.5
"""A machine is busy when work takes so many times the processor's time; then it rests between so many seconds."""

BEFORE = 0.15
"""Seconds before it begins: the answer itself leaves first, and a slider that still moves asks again."""

FORGET = 0.8
"""What a measured piece still weighs when the next one was measured."""

T = TypeVar("T")


class Unwanted(Exception):
    """Nobody waits for this work any more."""


class Patience:
    """Called between two pieces of work: rests when the machine is busy, the longer the longer it stays so.

    Nobody has to tell how many others there are: on a busy machine a piece takes longer than it computes.
    """

    def __init__(self, wanted: Callable[[], bool], clock: Callable[[], float] = time.monotonic,
                 worked: Callable[[], float] = time.thread_time, sleep: Callable[[float], None] = time.sleep):
        self._wanted, self._clock, self._worked, self._sleep = wanted, clock, worked, sleep
        self._begun = clock(), worked()
        self._took = self._computed = self._rest = 0.0

    def __call__(self) -> None:
        if not self._wanted():
            raise Unwanted
        took, computed = self._clock() - self._begun[0], self._worked() - self._begun[1]
        self._took, self._computed = FORGET * self._took + took, FORGET * self._computed + computed
        busy = self._took > BUSY * self._computed
        self._rest = min(MOST, max(LEAST, 2 * self._rest)) if busy else self._rest / 2 if self._rest > LEAST else 0.0
        if self._rest:
            self._sleep(self._rest)
        self._begun = self._clock(), self._worked()


def patiently(work: Callable[[], T], wanted: Callable[[], bool]) -> T | None:
    """The result of the work, made with patience in this thread; None when it was not wanted to its end."""
    time.sleep(BEFORE)
    patience = Patience(wanted)
    before = between_blocks.set(patience)
    try:
        patience()
        return work()
    except Unwanted:
        return None
    finally:
        between_blocks.reset(before)
        # A kernel would keep it otherwise, a quarter of what a person costs.
        give_back()
