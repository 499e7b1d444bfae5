"""The network: 35,000 profiles searched, 900 mentees matched with 300 mentors, an evening of forty."""

import random
import time
from collections.abc import Callable
from datetime import date

from benchmarks.lines import Line, Part
from workflows.network.evening import evening
from workflows.network.evening_questions import EveningQuestions
from workflows.network.mentors import Side, match
from workflows.network.search import NAME, OFFER, PLACE, Entry, Index
from workflows.network.trades import trades

PROFILES, SEARCH_MS, MATCH_MS, EVENING_MS = 35_000, 20, 100, 2_000
FIRST = ("Ana", "Hélène", "Jérôme", "Noor", "Liesbeth", "Björn", "Zoë", "Malika", "Thibault", "Wout", "Aïcha", "Pieter",
         "Chloé")
PLACES = ("Liège", "Gent", "Bruxelles", "Antwerpen", "Namur", "Leuven", "Mons", "Oostende", "Arlon", "Kortrijk", "Lille")
SYLLABLES = ("van", "der", "pee", "ters", "mar", "tin", "du", "pont", "jan", "ssen", "wil", "lems", "ro", "ber", "tot",
             "el", "kha")


def profiles(count: int, seed: int = 1) -> list[Entry]:
    """So many invented profiles, names and offers of their own."""
    chance, known = random.Random(seed), list(trades().items())
    today, found = date(2026, 11, 26).toordinal(), []
    for at in range(count):
        trade, terms = known[chance.randrange(len(known))]
        language = chance.choice(("fr", "nl", "en"))
        name = f"{chance.choice(FIRST)} {''.join(chance.choices(SYLLABLES, k=4)).title()}"
        found.append(Entry(f"{at:08x}", ((NAME, name), (OFFER, chance.choice(terms[language])), (PLACE,
                                                                                                 chance.choice(PLACES))),
                           (trade,) if at % 3 else (), today - chance.randrange(800)))
    return found


def asked(count: int, seed: int = 2) -> list[tuple[str, str]]:
    """(question, trade): terms of all languages as they are, without accents, and with a typo."""
    chance, found = random.Random(seed), []
    terms = [(term, trade) for trade, by in trades().items() for words in by.values() for term in words if len(term) > 6]
    for at in range(count):
        term, trade = terms[chance.randrange(len(terms))]
        if at % 3 == 1:
            place = chance.randrange(2, len(term) - 1)
            term = term[:place] + term[place + 1:]
        elif at % 3 == 2:
            term += " " + chance.choice(PLACES)
        found.append((term, trade))
    return found


def network(runs: int, tell: Callable[[str], None]) -> Part:
    """Searches, a matching and an evening; each line says its target."""
    tell("35,000 profiles")
    begun = time.perf_counter()
    index = Index(profiles(PROFILES))
    built = (time.perf_counter() - begun) * 1000
    index.search("warm")
    times = []
    for question, _ in asked(max(30, 3 * runs)):
        begun = time.perf_counter()
        index.search(question)
        times.append((time.perf_counter() - begun) * 1000)
    young, old = crowd()
    match(young, old)
    evening(forty())
    return Part("network", (Line("a search in 35,000 profiles", "ms", times, target=SEARCH_MS),
                            Line("   the index, built once", "ms", [built]),
                            Line("900 mentees, 300 mentors", "ms", timed(runs, lambda: match(young, old)), target=MATCH_MS),
                            Line("an evening of forty, seven rounds", "ms", timed(runs, lambda: evening(forty())),
                                 target=EVENING_MS)))


def crowd(mentees: int = 900, mentors: int = 300, seed: int = 3) -> tuple[list[Side], list[Side]]:
    """So many invented people who look for a mentor, and mentors with three places."""
    chance, known = random.Random(seed), list(trades())

    def some(count):
        return frozenset(chance.sample(known, count))

    def one(number, years, places):
        return Side(f"{number}", f"N{number}", frozenset(chance.sample(("fr", "nl", "en"), 2)), "BE", chance.choice(PLACES),
                    chance.choice(("local", "region", "remote")), years, some(2), some(3), some(3), places)

    return ([one(at, chance.randrange(6), 0) for at in range(mentees)],
            [one(mentees + at, chance.randrange(4, 30), 3) for at in range(mentors)])


def forty() -> EveningQuestions:
    """Forty people of six trades."""
    known = list(trades())[:6]
    return EveningQuestions(people=[[f"P{at}", known[at * 7 % 6]] for at in range(40)], rounds=7)


def timed(runs: int, work: Callable[[], object]) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    return found
