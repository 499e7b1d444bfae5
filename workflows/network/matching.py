"""Stable matching with capacities (hospitals and residents), the mentees' side proposing."""

from collections.abc import Sequence
from heapq import heappush, heapreplace
from math import inf


def stable(wishes: Sequence[Sequence[int]], ranks: Sequence[Sequence[float]], capacities: Sequence[int]) -> list[int | None]:
    """The mentor of each mentee, or None. `wishes[i]`: mentors whom i accepts, best first; `ranks[m][i]`: the place of i
    with m,
    lower is better, infinite where m does not accept i.

    Of all stable matchings it is the best one for every mentee at once (Gale and Shapley 1962).

    >>> stable([[0, 1], [0]], [[1, 0], [0, 9]], [1, 1])
    [1, 0]
    """
    taken: list[list[tuple[float, int]]] = [[] for _ in capacities]
    found: list[int | None] = [None] * len(wishes)
    next_wish = [0] * len(wishes)
    free = list(range(len(wishes)))[::-1]
    while free:
        mentee = free.pop()
        while next_wish[mentee] < len(wishes[mentee]):
            mentor = wishes[mentee][next_wish[mentee]]
            next_wish[mentee] += 1
            place = ranks[mentor][mentee]
            if place == inf or not capacities[mentor]:
                continue
            held = taken[mentor]
            if len(held) < capacities[mentor]:
                heappush(held, (-place, -mentee))
            elif (-place, -mentee) > held[0]:
                left = -heapreplace(held, (-place, -mentee))[1]
                found[left] = None
                free.append(left)
            else:
                continue
            found[mentee] = mentor
            break
    return found


def blocking(wishes: Sequence[Sequence[int]], ranks: Sequence[Sequence[float]], capacities: Sequence[int],
             found: Sequence[int | None]) -> list[tuple[int, int]]:
    """Pairs who would both rather have each other: none in a stable matching. Looks at every pair."""
    has: list[list[int]] = [[] for _ in capacities]
    for mentee, mentor in enumerate(found):
        if mentor is not None:
            has[mentor].append(mentee)
    bad = []
    for mentee, wanted in enumerate(wishes):
        for mentor in wanted:
            if mentor == found[mentee]:
                break
            place = ranks[mentor][mentee]
            if place < inf and capacities[mentor] and (len(has[mentor]) < capacities[mentor] or any(
                    (ranks[mentor][other], other) > (place, mentee) for other in has[mentor])):
                bad.append((mentee, mentor))
    return bad
