"""An evening that goes on where an earlier one stopped: the same design, its other rounds, the same place for each person.

The first round of a design tells who has which point, because tables and seats stand in the design's order.
"""

from collections.abc import Sequence

import numpy as np

from workflows.network.designs import Design, Round, listed, transversal
from workflows.network.tables import LARGEST, SMALLEST


def continued(present: Sequence[int], rounds: int, past: Sequence[Round], weight: np.ndarray) -> list[Round] | None:
    """So many rounds in which nobody meets whom they met in the past ones, or None where no design says so.

    Newcomers take the places of those who are away.
    """
    for design in _like(past[0]):
        person = _read(design, past)
        if person is None:
            continue
        used = {turn for one in past for turn, tables in enumerate(design.rounds) if _same(one, tables, person)}
        left = [tables for turn, tables in enumerate(design.rounds) if turn not in used]
        seated = _filled(person, present, design)
        if seated is None or len(left) < rounds:
            continue
        found = [_people(tables, seated) for tables in left]
        if all(SMALLEST <= len(table) <= LARGEST for tables in found for table in tables):
            found.sort(key=lambda tables: sum(weight[a, b] for table in tables for a in table for b in table))
            return found[:rounds]
    return None


def _like(first: Round) -> list[Design]:
    """Designs whose first round has tables of these sizes."""
    shape = [len(table) for table in first]
    own = [one for one in listed() if not one.repeats and [len(table) for table in one.rounds[0]] == shape]
    return own + ([transversal(len(first))] if len(first) in (7, 8, 9,
                                                              11) or (len(first) > 12 and _prime(len(first))) else [])


def _prime(number: int) -> bool:
    return all(number % part for part in range(2, number))


def _read(design: Design, past: Sequence[Round]) -> dict[int, int] | None:
    """The person of each point, when every past round is a round of the design."""
    person = {point: who for seats, table in zip(past[0], design.rounds[0]) for who, point in zip(seats, table)}
    if len(past[0]) != len(design.rounds[0]):
        return None
    return person if all(any(_same(one, tables, person) for tables in design.rounds) for one in past) else None


def _same(one: Round, tables: Round, person: dict[int, int]) -> bool:
    """Whether people sat as a round of the design says; who was away is not missed."""
    seen = {who for table in one for who in table}
    known = set(person.values())
    expected = {frozenset(person[point] for point in table if point in person) & seen for table in tables}
    return expected - {frozenset()} == {frozenset(who for who in table if who in known) for table in one} - {frozenset()}


def _filled(person: dict[int, int], present: Sequence[int], design: Design) -> dict[int, int] | None:
    """The points of those who are here; newcomers take free ones, the earliest first."""
    here, known = set(present), set(person.values())
    seated = {point: who for point, who in person.items() if who in here}
    free = [point for point in range(design.points) if point not in seated]
    newcomers = [who for who in present if who not in known]
    if len(newcomers) > len(free):
        return None
    return seated | dict(zip(free, newcomers))


def _people(tables: Round, seated: dict[int, int]) -> Round:
    return tuple(tuple(seated[point] for point in table if point in seated) for table in tables)
