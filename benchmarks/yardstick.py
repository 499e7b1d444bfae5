"""A loop that never changes, timed between the measurements: it says whether the machine itself became slower."""

import statistics
import time

STEPS, TIMES = 1_500_000, 7


class Yardstick:
    """The times of the loop, each with what came after it."""

    def __init__(self):
        self.marks: list[tuple[str, float]] = []

    def lay(self, before: str) -> float:
        """Time the loop a few times, keep the median in milliseconds."""
        self.marks.append((before, statistics.median(_loop() for _ in range(TIMES))))
        return self.marks[-1][1]

    @property
    def drift(self) -> float:
        """The slowest mark as a multiple of the fastest."""
        times = [milliseconds for _, milliseconds in self.marks]
        return max(times) / min(times)


def _loop():
    start, total = time.perf_counter(), 0
    for step in range(STEPS):
        total = (total + step * step) % 1_000_003
    return (time.perf_counter() - start) * 1000
