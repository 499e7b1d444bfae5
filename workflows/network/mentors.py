"""Who accompanies whom: acceptable by language, place and seniority, ranked by what helps, stable, and explained."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workflows.network.matching import stable

LANGUAGE, PLACE, TRADE, NEED, SENIORITY = 1.0, 2.0, 3.0, 4.0, 0.05
"""What a shared language, a shared place, a shared trade, a need that is met, and a year more count for."""

_LAST = 32_000

REACH = {"local": 0, "region": 1, "country": 2, "europe": 3, "remote": 4}
REASONS = ("no_mentor", "no_language", "no_seniority", "too_far", "full")


@dataclass(frozen=True)
class Side:
    """One person. `languages`, `disciplines`, `offers`, `seeks`: sets; `capacity`: people they would accompany."""

    id: str
    name: str
    languages: frozenset[str]
    country: str
    place: str
    mobility: str
    seniority: int
    disciplines: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    capacity: int = 0

    def with_places(self, places: int) -> "Side":
        """The same person with so many places."""
        return replace(self, capacity=places)


@dataclass(frozen=True)
class Reason:
    """Why two fit: terms with what each counts for."""

    terms: tuple[tuple[str, float, tuple[str, ...]], ...]

    @property
    def score(self) -> float:
        return sum(worth for _, worth, _ in self.terms)


@dataclass(frozen=True)
class Match:
    """Mentor and mentee, and why."""

    mentor: Side
    mentee: Side
    why: Reason


@dataclass(frozen=True)
class Matching:
    """The pairs; who stays without a mentor, and why; mentors with places left."""

    pairs: tuple[Match, ...]
    unmatched: tuple[tuple[Side, str], ...]
    places_left: tuple[tuple[Side, int], ...]


def acceptable(mentor: Side, mentee: Side) -> str:
    """Why two cannot work together, or "" where they can.

    >>> ana = Side("a", "Ana", frozenset({"fr"}), "BE", "Liège", "region", 12, capacity=1)
    >>> acceptable(ana, Side("b", "Bob", frozenset({"nl"}), "BE", "Gent", "region", 1))
    'no_language'
    """
    if mentor.id == mentee.id:
        return "no_mentor"
    if not mentor.languages & mentee.languages:
        return "no_language"
    if mentor.seniority <= mentee.seniority:
        return "no_seniority"
    return "" if _near(mentor, mentee) else "too_far"


def why(mentor: Side, mentee: Side) -> Reason:
    """What speaks for a pair."""
    met, trades, languages = mentor.offers & mentee.seeks, mentor.disciplines & mentee.disciplines, \
        mentor.languages & mentee.languages
    terms = (("need", NEED * len(met), tuple(sorted(met))), ("trade", TRADE * len(trades), tuple(sorted(trades))),
             ("place", PLACE * (mentor.place != "" and mentor.place == mentee.place), (mentor.place,)),
             ("language", LANGUAGE * len(languages), tuple(sorted(languages))),
             ("seniority", SENIORITY * min(20, mentor.seniority - mentee.seniority),
              (str(mentor.seniority - mentee.seniority),)))
    return Reason(tuple(term for term in terms if term[1]))


def preferences(mentees: Sequence[Side], mentors: Sequence[Side]) -> tuple[list[list[int]], np.ndarray]:
    """Each mentee's mentors, best first; for each mentor the place of each mentee, infinite where they cannot work together.

    A mentor looks at what helps, then at who is newest; equal worth is decided by the order of the lists.
    """
    def shared(of: str, and_of: str) -> np.ndarray:
        return _marks(mentees, of, words := _words(mentees, of, mentors, and_of)) @ _marks(mentors, and_of, words).T

    def column(side, of) -> np.ndarray:
        return np.array([of(one) for one in side])

    languages, reach = shared("languages", "languages"), np.maximum(*_outer(mentees, mentors,
                                                                            lambda one: REACH[one.mobility]))
    places, countries = (np.equal(*_outer(mentees, mentors, of)) for of in (lambda one: one.place, lambda one: one.country))
    places &= (column(mentees, lambda one: one.place) != "")[:, None]
    older = np.subtract(*_outer(mentees, mentors, lambda one: one.seniority)[::-1])
    fits = (languages > 0) & (older > 0) & (places | (reach >= REACH["europe"]) | (countries & (reach >= REACH["region"])))
    fits &= (column(mentors, lambda one: one.capacity) > 0)[None, :] & np.not_equal(*_outer(mentees, mentors,
                                                                                            lambda one: one.id))
    score = (NEED * shared("seeks", "offers") + TRADE * shared("disciplines", "disciplines") + LANGUAGE * languages
             + PLACE * places + SENIORITY * np.minimum(20, older))
    # Small whole numbers are sorted several times as fast, and every worth is so many twentieths.
    places_of = np.where(fits, np.maximum(-np.rint(score / SENIORITY), -_LAST), _LAST).astype(np.int16)
    order = np.argsort(places_of, axis=1, kind="stable").tolist()
    wishes = [row[:many] for row, many in zip(order, fits.sum(axis=1).tolist(), strict=True)]
    newest = 0.1 * column(mentees, lambda one: one.seniority)[:, None]
    return wishes, np.where(fits, newest - score, np.inf).T


def match(mentees: Sequence[Side], mentors: Sequence[Side]) -> Matching:
    """A stable matching, explained."""
    if not mentees or not mentors:
        return Matching((), tuple((one, "no_mentor") for one in mentees), tuple((one, one.capacity) for one in mentors))
    wishes, ranks = preferences(mentees, mentors)
    found = stable(wishes, ranks, [one.capacity for one in mentors])
    used = Counter(found)
    pairs = tuple(Match(mentors[at], mentee, why(mentors[at], mentee)) for mentee, at in zip(mentees,
                                                                                             found) if at is not None)
    left = tuple((mentee, _why_none(mentee, mentors, wanted))
                 for mentee, at, wanted in zip(mentees, found, wishes) if at is None)
    return Matching(pairs, left, tuple((one, one.capacity - used[at]) for at,
                                       one in enumerate(mentors) if one.capacity > used[at]))


def _why_none(mentee: Side, mentors: Sequence[Side], wanted: list[int]) -> str:
    """The hurdle that the most promising mentors fail at: all are full, or none passes."""
    if wanted:
        return "full"
    failed = {acceptable(one, mentee) for one in mentors if one.capacity}
    return next((reason for reason in ("too_far", "no_seniority", "no_language") if reason in failed), "no_mentor")


def _words(side, of, other, and_of):
    words = sorted({word for one in side for word in getattr(one, of)} & {word for one in other for word in getattr(one,
                                                                                                                    and_of)})
    return {word: at for at, word in enumerate(words)}


def _marks(side, of, words):
    """A row for each person, 1 where they have a word."""
    found = np.zeros((len(side), len(words)), np.float32)
    for row, one in enumerate(side):
        for word in getattr(one, of):
            if word in words:
                found[row, words[word]] = 1
    return found


def _outer(mentees, mentors, of):
    """What each mentee has, down, and each mentor, across."""
    codes: dict = {}
    down, across = ([one if isinstance(one, int) else codes.setdefault(one, len(codes)) for one in map(of, side)]
                    for side in (mentees, mentors))
    return np.array(down, np.int32)[:, None], np.array(across, np.int32)[None, :]


def _near(mentor: Side, mentee: Side) -> bool:
    """Whether the place of one is within the other's reach, or both work at a distance."""
    reach = max(REACH[mentor.mobility], REACH[mentee.mobility])
    if reach >= REACH["europe"] or mentor.place == mentee.place != "":
        return True
    return mentor.country == mentee.country and reach >= REACH["region"]
