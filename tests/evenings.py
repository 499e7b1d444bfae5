"""Evenings for tests: people, and what a plan does with them, counted anew from its tables."""

from collections import Counter
from itertools import combinations

from workflows.network.evening import Evening, evening
from workflows.network.evening_questions import EveningQuestions

TRADES = ("graphiste", "vidéaste", "webbouwer", "musician", "fotograaf", "juriste")


def people(count: int, trades: bool = False, first: int = 0) -> list[list[str]]:
    """So many rows."""
    return [[f"P{number}", TRADES[number * 7 % len(TRADES)] if trades else ""] for number in range(first, first + count)]


def plan(count: int, rounds: int, **more) -> Evening:
    """The plan for so many."""
    return evening(EveningQuestions(people=more.pop("people", None) or people(count), rounds=rounds, **more))


def met(*evenings: Evening) -> Counter:
    """How often each two sat together."""
    return Counter(frozenset(pair) for one in evenings for turn in one.turns for table in turn.tables
                   for pair in combinations(table, 2))


def lines(found: Evening, first: int = 0, last: int | None = None) -> list[list[str]]:
    """Rounds of a plan as the next evening reads them."""
    return [[str(turn.number), *table] for turn in found.turns[first:last] for table in turn.tables]
