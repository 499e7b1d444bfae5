"""Who takes which point of a design: a quadratic assignment, solved by exchanging people two by two with a memory (tabu)."""

import numpy as np

TURNS = 400
"""Exchanges that are tried; each costs a few products of the size of the hall."""


def assign(weight: np.ndarray, meets: np.ndarray, seed: int = 0, turns: int = TURNS) -> np.ndarray:
    """The person of each point, such that the weights of all who meet sum to little.

    `weight[i, j]`: what a meeting of i and j costs, below 0 where it is wished; `meets[p, q]`: how often two points meet.

    >>> same = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])
    >>> meets = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])
    >>> cost_of(assign(same, meets), same, meets)
    0.0
    """
    size, chance = len(meets), np.random.default_rng(seed)
    person = chance.permutation(size)
    if not weight.any():
        return person
    here = weight[np.ix_(person, person)].astype(float)
    both = here @ meets
    cost, best, kept = cost_of(person, weight, meets), np.inf, person.copy()
    until = np.zeros((size, size))
    for turn in range(turns):
        if cost < best - 1e-9:
            best, kept = cost, person.copy()
        own = np.diag(both)
        change = both + both.T - own[:, None] - own[None, :] + 2 * here * meets
        np.fill_diagonal(change, np.inf)
        allowed = np.where((until <= turn) | (cost + change < best - 1e-9), change, np.inf)
        one, other = divmod(int(np.argmin(allowed)), size)
        if not np.isfinite(allowed[one, other]):
            break
        cost += change[one, other]
        until[one, other] = until[other, one] = turn + chance.integers(size // 2 + 2, size + 4)
        before = here[[one, other]].copy()
        person[[one, other]] = person[[other, one]]
        here = _exchanged(here, one, other)
        rows = here[[one, other]] - before
        both += rows.T @ meets[[one, other]]
        both[[one, other]] = here[[one, other]] @ meets
    return kept if cost >= best else person


def cost_of(person: np.ndarray, weight: np.ndarray, meets: np.ndarray) -> float:
    """What all meetings cost."""
    return float((weight[np.ix_(person, person)] * meets).sum() / 2)


def _exchanged(here, one, other):
    order = np.arange(len(here))
    order[[one, other]] = order[[other, one]]
    return here[np.ix_(order, order)]
