"""Exchanges that need no balance: two people who have what the other seeks, or three in a ring."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workflows.network.mentors import Side

MOST_FOR_ONE = 30
"""People that are looked at for what somebody offers."""


@dataclass(frozen=True)
class Swap:
    """A ring: each gives to the next one what `gives` names, the last one to the first."""

    people: tuple[Side, ...]
    gives: tuple[tuple[str, ...], ...]


def swaps(sides: Sequence[Side], of: str = "") -> tuple[Swap, ...]:
    """Rings of two and three, nobody in two of them, chosen to serve many; `of`: all rings of one person instead.

    >>> ana = Side("a", "Ana", frozenset(), "BE", "", "region", 1, offers=frozenset({"photo"}), seeks=frozenset({"web"}))
    >>> bob = Side("b", "Bob", frozenset(), "BE", "", "region", 1, offers=frozenset({"web"}), seeks=frozenset({"photo"}))
    >>> [[one.name for one in ring.people] for ring in swaps([ana, bob])]
    [['Ana', 'Bob']]
    """
    people = {one.id: one for one in sides}
    seekers: dict[str, list[str]] = {}
    for one in sides:
        for word in sorted(one.seeks):
            seekers.setdefault(word, []).append(one.id)
    to: dict[str, list[str]] = {}
    for one in sides:
        near = dict.fromkeys(id for word in sorted(one.offers) for id in seekers.get(word, ()) if id != one.id)
        to[one.id] = list(near)[:MOST_FOR_ONE]
    rings = [(a, b) for a in to for b in to[a] if a < b and a in to[b]]
    rings += [(a, b, c) for a in to for b in to[a] if a < b for c in to[b] if c not in (a, b) and a < c and a in to[c]]
    if of:
        return tuple(_ring(ring, people) for ring in rings if of in ring)
    degree = Counter(id for ring in rings for id in ring)
    chosen, taken = [], set()
    for ring in sorted(rings, key=lambda ring: (sum(degree[id] for id in ring) / len(ring), -len(ring), ring)):
        if not taken & set(ring):
            chosen.append(ring)
            taken |= set(ring)
    return tuple(_ring(ring, people) for ring in chosen)


def _ring(ring, people):
    members = tuple(people[id] for id in ring)
    return Swap(members, tuple(tuple(sorted(giver.offers & taker.seeks)) for giver, taker in
                               zip(members, (*members[1:], members[0]))))
