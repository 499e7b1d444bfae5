"""Seatings in which nobody meets anybody twice: by algebra from 21 people on, from a list of found ones for the others."""

from dataclasses import dataclass
from functools import lru_cache

from workflows.network.tables import SMALLEST, meetings, possible, sizes
from workflows.settings import data_folder

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""A person of a listed seating each."""

COLUMNS = 4
POWERS = {8: (2, 3, (1, 1, 0)), 9: (3, 2, (2, 0))}
"""Fields that are no primes: prime, degree, and the power of x that is too high, written in lower ones (lowest first)."""

Round = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Design:
    """Rounds of tables of points. `repeats`: meetings beyond the first of a pair, all rounds together."""

    name: str
    points: int
    rounds: tuple[Round, ...]
    repeats: int = 0


def designs(people: int, rounds: int) -> list[Design]:
    """What is known for so many people and rounds: fewest repeats first, then the most meetings."""
    found = [Design(one.name, people, one.rounds, one.repeats) for one in listed() if one.points == people
             and (len(one.rounds) == rounds or (len(one.rounds) > rounds and not one.repeats))]
    found += [only(transversal(order), people) for order in orders(people) if order >= rounds]
    found = found or [Design("one round", people, (one_round(people),) * rounds)]
    return sorted(found, key=lambda one: (one.repeats, -sum(meetings(people, len(turn)) for turn in one.rounds[:rounds])))


def orders(people: int) -> list[int]:
    """Numbers of tables for which algebra seats so many people, the fewest tables first.

    >>> orders(40), orders(30), orders(20)
    ([11, 13], [8, 9], [])
    """
    tables = range(max(7, -(-people // COLUMNS)), people // SMALLEST + 1)
    return [order for order in tables if order in POWERS or all(order % part for part in range(2, order))]


@lru_cache(maxsize=32)
def transversal(order: int) -> Design:
    """`order` rounds of `order` tables of four: point `order` x column + row; who shares a column never meets.

    In round k the table of row r has from column c the row r + kc, counted in the field of that order: two points that meet
    once settle k, and so never meet again.

    >>> design = transversal(7)
    >>> len(design.rounds), design.rounds[1][0]
    (7, (0, 8, 16, 24))
    """
    rounds = tuple(tuple(tuple(order * column + _plus(order, row, _times(order, column, turn)) for column in range(COLUMNS))
                         for row in range(order)) for turn in range(order))
    return Design(f"field {order}", COLUMNS * order, rounds)


def only(design: Design, people: int) -> Design:
    """The design with the last points left away: they are of one column, so no table loses two."""
    rounds = tuple(tuple(tuple(point for point in table if point < people) for table in tables) for tables in design.rounds)
    return Design(design.name, people, rounds, design.repeats)


@lru_cache(maxsize=1)
def listed() -> tuple[Design, ...]:
    """The seatings of `data/network/seatings.txt`."""
    found = []
    for line in (data_folder() / "network" / "seatings.txt").read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            people, rounds, repeats, said = line.split()
            tables = tuple(tuple(tuple(SIGNS.index(sign) for sign in table) for table in one.split("."))
                           for one in said.split(";"))
            found.append(Design(f"list {people} {rounds}", int(people), tables, int(repeats)))
    return tuple(found)


def one_round(people: int) -> Round:
    """Everybody seated once, in tables as large as can be.

    >>> one_round(7)
    ((0, 1, 2, 3), (4, 5, 6))
    """
    if not possible(people):
        raise ValueError(people)
    found, at = [], 0
    for size in sizes(people, -(-people // COLUMNS)):
        found.append(tuple(range(at, at + size)))
        at += size
    return tuple(found)


def _plus(order: int, one: int, other: int) -> int:
    if order not in POWERS:
        return (one + other) % order
    prime, degree, _ = POWERS[order]
    return _number(prime, [(a + b) % prime for a, b in zip(_digits(one, prime, degree), _digits(other, prime, degree))])


def _times(order: int, one: int, other: int) -> int:
    if order not in POWERS:
        return one * other % order
    prime, degree, high = POWERS[order]
    product = [0] * (2 * degree - 1)
    for i, a in enumerate(_digits(one, prime, degree)):
        for j, b in enumerate(_digits(other, prime, degree)):
            product[i + j] = (product[i + j] + a * b) % prime
    for place in range(2 * degree - 2, degree - 1, -1):
        for at, part in enumerate(high):
            product[place - degree + at] = (product[place - degree + at] + product[place] * part) % prime
    return _number(prime, product[:degree])


def _digits(number, prime, degree):
    return [number // prime ** place % prime for place in range(degree)]


def _number(prime, digits):
    return sum(digit * prime ** place for place, digit in enumerate(digits))
