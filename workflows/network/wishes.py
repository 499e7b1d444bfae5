"""What is wanted of a seating besides meeting nobody twice, as amounts for each pair."""

from dataclasses import dataclass

import numpy as np

REPEAT, AVOID, MEET, SAME = 100.0, 10_000.0, 60.0, 3.0
"""What meeting again, meeting whom one must not, not meeting whom one should, and sharing a discipline cost."""


@dataclass(frozen=True)
class Wishes:
    """For each two people, 0 or 1: should they meet, must they not, are they of one discipline."""

    meet: np.ndarray
    avoid: np.ndarray
    same: np.ndarray

    def of(self, people: list[int]) -> "Wishes":
        """Those of some people."""
        some = np.ix_(people, people)
        return Wishes(self.meet[some], self.avoid[some], self.same[some])

    @property
    def floor(self) -> float:
        """No seating costs less."""
        return 0.0

    def weight(self, before: np.ndarray) -> np.ndarray:
        """What one meeting costs where nobody met twice since `before`; below 0 where it is wished."""
        return (REPEAT * np.minimum(before, 3) + AVOID * self.avoid + SAME * self.same
                - MEET * self.meet * (before == 0))

    def next(self, since: np.ndarray, before: np.ndarray) -> np.ndarray:
        """What one more meeting of each two costs after those `since` and those `before`."""
        found = (REPEAT * (since + np.minimum(before, 3)) + AVOID * self.avoid + SAME * self.same
                 - MEET * self.meet * ((since + before) == 0))
        np.fill_diagonal(found, 0.0)
        return found

    def cost(self, since: np.ndarray, before: np.ndarray) -> float:
        """What a seating costs in all; `since[i, j]`: how often two meet in it, `before`: and met before."""
        since = since * (1 - np.eye(len(before)))
        pairs = (REPEAT * (since * (since - 1) / 2 + since * np.minimum(before, 3)) + AVOID * self.avoid * since
                 + SAME * self.same * since + MEET * self.meet * ((since + before) == 0))
        return float(pairs.sum() / 2)
