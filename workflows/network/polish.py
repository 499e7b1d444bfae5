"""Seats of some rounds made better by exchanging two people of one round at a time, with a memory (tabu)."""

from collections.abc import Sequence

import numpy as np

from workflows.network.wishes import Wishes

TURNS = 1_500


def polish(rounds: Sequence[Sequence[Sequence[int]]], wishes: Wishes, met: np.ndarray, turns: int = TURNS,
           seed: int = 0) -> list[list[list[int]]]:
    """The rounds with other people in the same seats; what they cost together never grows.

    `met`: meetings before these rounds.
    """
    chance = np.random.default_rng(seed)
    seats = [[list(table) for table in tables] for tables in rounds]
    people = sorted({person for tables in seats for table in tables for person in table})
    local = {person: at for at, person in enumerate(people)}
    wishes, before = wishes.of(people), met[np.ix_(people, people)]
    at_table = [_tables(tables, local) for tables in seats]
    together = [table @ table.T for table in at_table]
    count = sum(together) if together else 0
    cost = best = wishes.cost(count, before)
    kept = [table.copy() for table in at_table]
    memory = np.zeros((len(seats), len(people), len(people)))
    for turn in range(turns):
        best_move = None
        for place, table in enumerate(at_table):
            change = _changes(table, wishes.next(count - together[place], before))
            free = np.where((memory[place] <= turn) | (cost + change < best - 1e-9), change, np.inf)
            one, other = divmod(int(np.argmin(free)), len(people))
            if np.isfinite(free[one, other]) and (best_move is None or free[one, other] < best_move[0]):
                best_move = free[one, other], place, one, other
        if best_move is None:
            break
        gain, place, one, other = best_move
        cost += gain
        table = at_table[place]
        table[[one, other]] = table[[other, one]]
        count = count - together[place]
        together[place] = table @ table.T
        count = count + together[place]
        memory[place, one, other] = memory[place, other, one] = turn + chance.integers(4, 10 + len(people) // 3)
        if cost < best - 1e-9:
            best, kept = cost, [table.copy() for table in at_table]
            if best <= wishes.floor:
                break
    return [_seated(table, people, [len(one) for one in tables]) for table, tables in zip(kept, seats, strict=True)]


def _tables(tables, local):
    found = np.zeros((len(local), len(tables)))
    for at, table in enumerate(tables):
        found[[local[person] for person in table], at] = 1
    return found


def _changes(table, pair):
    """What each exchange of two people of a round would change; none where they sit together, or do not sit."""
    at = pair @ table
    here = table.argmax(axis=1)
    own = at[np.arange(len(at)), here]
    moved = at[:, here]
    change = moved + moved.T - own[:, None] - own[None, :] - 2 * pair
    change[(table @ table.T) > 0] = np.inf
    sits = table.any(axis=1)
    change[~sits] = np.inf
    change[:, ~sits] = np.inf
    return change


def _seated(table, people, sizes):
    return [[people[row] for row in np.flatnonzero(table[:, at])] for at in range(len(sizes))]
