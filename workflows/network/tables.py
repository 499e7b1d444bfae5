"""How many sit at a table, and what counting alone says about meeting twice."""

from collections.abc import Sequence
from math import ceil, comb

import numpy as np

SMALLEST, LARGEST = 3, 4
"""People at a table."""


def possible(people: int) -> bool:
    """Whether so many can sit at tables of 3 and 4.

    >>> [people for people in range(1, 12) if not possible(people)]
    [1, 2, 5]
    """
    return people >= SMALLEST and ceil(people / LARGEST) <= people // SMALLEST


def sizes(people: int, tables: int) -> tuple[int, ...]:
    """The tables of 4, then those of 3.

    >>> sizes(15, 4)
    (4, 4, 4, 3)
    """
    fours = people - SMALLEST * tables
    return (LARGEST,) * fours + (SMALLEST,) * (tables - fours)


def meetings(people: int, tables: int) -> int:
    """Pairs that sit together in one round."""
    return sum(comb(size, 2) for size in sizes(people, tables))


def least_repeats(present: Sequence[int], met: np.ndarray, rounds: int, avoid: np.ndarray | None = None) -> int:
    """At least so many of the meetings of `rounds` repeat one, however people sit: three ways to count, the largest wins.

    `met`: who met whom before; `avoid`: who must not. In all: rounds times the pairs of one round, less the pairs that
    never met. For each person:
    two others a round, less those never met. In a hall of few tables,
    a table of the next round must take two from one table.

    >>> nobody = np.zeros((24, 24), int)
    >>> least_repeats(range(24), nobody, 7), least_repeats(range(6), nobody[:6, :6], 2)
    (0, 2)
    """
    people = len(present)
    if not possible(people) or not rounds:
        return 0
    some = np.ix_(present, present)
    fresh = (met[some] == 0) if avoid is None else (met[some] == 0) & (avoid[some] == 0)
    np.fill_diagonal(fresh, False)
    known = fresh.sum(axis=1)
    most = people // SMALLEST
    in_all = rounds * meetings(people, most) - int(known.sum()) // 2
    each = ceil(int(np.maximum(0, (SMALLEST - 1) * rounds - known).sum()) / 2)
    few = (rounds - 1) * sum(_from_one_table(size, most) for size in sizes(people, most))
    return max(0, in_all, each, few)


def _from_one_table(size: int, tables: int) -> int:
    """Pairs of a table that sat together before, when its people come as evenly as can be from so many tables."""
    each, more = divmod(size, tables)
    return more * comb(each + 1, 2) + (tables - more) * comb(each, 2)
