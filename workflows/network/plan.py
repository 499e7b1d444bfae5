"""Who sits with whom, round by round: the best of what designs, labels and exchanges give, always the same for one
question."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from workflows.network.continued import continued
from workflows.network.designs import Round, designs
from workflows.network.labels import TURNS, assign
from workflows.network.polish import TURNS as EXCHANGES
from workflows.network.polish import polish
from workflows.network.tables import LARGEST, possible
from workflows.network.wishes import SAME, Wishes

TRIED = 3
"""Designs that are tried for one question."""


@dataclass(frozen=True)
class Plan:
    """Rounds of tables of people, None where so many cannot be seated; `met`: how often each two meet in them."""

    rounds: tuple[Round | None, ...]
    met: np.ndarray


def plan(present: Sequence[Sequence[int]], wishes: Wishes, before: np.ndarray, past: Sequence[Round] = (),
         seed: int = 0) -> Plan:
    """The rounds for who is there in each. `before`: who met before tonight; `past`: the rounds in which they did.

    >>> nobody = Wishes(*(np.zeros((24, 24)) for _ in range(3)))
    >>> found = plan([range(24)] * 7, nobody, np.zeros((24, 24)))
    >>> int(found.met.max()), {len(table) for tables in found.rounds for table in tables}
    (1, {4})
    """
    made: list[Round | None] = []
    met = np.zeros_like(before, dtype=float)
    while len(made) < len(present):
        here = list(present[len(made)])
        alike = next((at for at, others in enumerate(present[len(made):]) if list(others) != here), len(present) - len(made))
        if possible(len(here)):
            rounds = seat(here, alike, wishes, before + met, [*past, *(one for one in made if one)], seed)
            made += rounds
            met += meetings_of(rounds, len(before))
        else:
            made += [None] * alike
    return Plan(tuple(made), met)


def seat(here: list[int], rounds: int, wishes: Wishes, before: np.ndarray, past: Sequence[Round], seed: int) -> list[Round]:
    """Rounds for the same people."""
    if len(here) <= LARGEST:
        return [(tuple(here),)] * rounds
    some = np.ix_(here, here)
    own, known = wishes.of(here), before[some]
    found = []
    if past:
        on = continued(here, rounds, past, wishes.same)
        found += [on] if on else []
    for design in designs(len(here), rounds)[:TRIED]:
        tables = design.rounds[:rounds]
        person = assign(own.weight(known), meetings_of(tables, len(here)), seed, _turns(TURNS, len(here), 1))
        found.append([tuple(tuple(here[person[point]] for point in table) for table in one) for one in tables])
    best = min(found, key=lambda one: _cost(one, here, own, known))
    if _hard(best, here, own, known):
        better = polish(best, wishes, before, _turns(EXCHANGES, len(here), rounds), seed)
        best = [tuple(tuple(table) for table in tables) for tables in better]
    return best


def meetings_of(rounds: Sequence[Round], size: int) -> np.ndarray:
    """How often each two of so many meet."""
    found = np.zeros((size, size))
    for tables in rounds:
        for table in tables:
            found[np.ix_(table, table)] += 1
    np.fill_diagonal(found, 0)
    return found


def by_chance(same: np.ndarray, here: Sequence[int], meetings: float) -> float:
    """Pairs of one discipline at a table that so many meetings of people drawn by lot have on average."""
    alike = same[np.ix_(here, here)].sum() / 2
    return float(alike * meetings / comb(len(here), 2)) if len(here) > 1 else 0.0


def _local(rounds, here, wishes_size):
    place = {person: at for at, person in enumerate(here)}
    return meetings_of([[[place[person] for person in table] for table in tables] for tables in rounds], wishes_size)


def _cost(rounds, here, own, known):
    """What it costs, sharing a discipline counted against what chance would give: else fewer at a table always won."""
    met = _local(rounds, here, len(here))
    return own.cost(met, known) - SAME * by_chance(own.same, range(len(here)), met.sum() / 2)


def _hard(rounds, here, own, known):
    """Whether somebody meets twice, meets whom they must not, or misses whom they should meet."""
    met = _local(rounds, here, len(here))
    twice = (met > 1) | ((met > 0) & (known > 0))
    return bool(twice.any() or (met * own.avoid).any() or (own.meet * ((met + known) == 0)).any())


def _turns(most, people, rounds):
    """So many that the largest hall does not take longer than a person waits."""
    return max(30, min(most, 4_000 // rounds, int(most * 9_000 / (people * people * rounds))))
