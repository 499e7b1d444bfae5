"""Finding a service by what people call it, with slips of the pen, in any of the three languages; and who answers what."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from workflows.law.reading import read_yaml
from workflows.services.register import Register, Service, register
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES
from workflows.words.typed import folded

ENOUGH = 74
"""Of 100: from here on a word is taken for another one."""

ALIKE, SENTENCE = 85, 3
"""Of 100: from here on a question is taken for a typical one; and from so many words on it is a question, and no search."""

_EMPTY = {
    "de", "du", "des", "la", "le", "les", "l", "un", "une", "et", "a", "au", "aux", "pour", "avec", "je", "mon", "ma",
    "mes", "een", "het", "van", "voor", "met", "mijn", "ik", "en", "the", "of", "for", "my", "i", "to",
    "in", "is"}
"""Words that say nothing about a service. `van` is one in Dutch and a vehicle in English: a search of it alone keeps it."""


@dataclass(frozen=True)
class Typical:
    """A question that people ask, in each language, and the service that answers it."""

    said: dict[str, str]
    service: Service


def find(text: str, shelf: Register | None = None, most: int = 12) -> tuple[Service, ...]:
    """The services that fit, the best first.

    >>> [find(said)[0].id for said in ("camionnette", "camionette", "bestelwagen", "van", "fourgon")]
    ['van_costs', 'van_costs', 'van_costs', 'van_costs', 'van_costs']
    >>> find("xyzzy")
    ()
    """
    shelf = shelf or register()
    words = _words(text)
    if not words:
        return ()
    scored = ((_score(words, terms), -place, id) for place, (id, terms) in enumerate(_terms(shelf.services.values())))
    return tuple(shelf.services[id] for score, _, id in sorted(scored, reverse=True)[:most] if score >= ENOUGH)


def guide() -> tuple[Typical, ...]:
    """Typical questions and who answers them."""
    return _read(data_folder() / "services" / "guide.yaml")


def who_answers(question: str) -> Service | None:
    """The one service for a question: that of the typical question that it is or is like, else what a search finds.

    >>> who_answers("Où louer une camionette pour 2 jours").id
    'van'
    """
    if len(question.split()) < SENTENCE:
        return next(iter(find(question)), None)
    like = max(((fuzz.token_set_ratio(folded(question), folded(said)), -place, one.service)
                for place, one in enumerate(guide()) for said in one.said.values()), key=lambda part: part[:2])
    if like[0] >= ALIKE:
        return like[2]
    return next(iter(find(question)), None)


def _words(text: str) -> list[str]:
    said = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    return [word for word in said if word not in _EMPTY and len(word) > 1] or said[:6]


def _terms(services: Iterable[Service]) -> list[tuple[str, frozenset[str]]]:
    return [(one.id, _terms_of(tuple(one.keywords[code] for code in LANGUAGES), tuple(one.name.values())))
            for one in services]


@lru_cache(maxsize=256)
def _terms_of(keywords, names) -> frozenset[str]:
    """Every word that a service is known by; short ones of a phrase say nothing alone."""
    phrases = [folded(phrase) for said in keywords for phrase in said] + [folded(name) for name in names]
    parts = {part for phrase in phrases for part in "".join(s if s.isalnum() else " " for s in phrase).split()
             if len(part) > 3 and part not in _EMPTY}
    return frozenset(phrases) | parts


def _score(words: list[str], terms: frozenset[str]) -> float:
    """How well the words of a search are those of a service, at most 100."""
    if " ".join(words) in terms:
        return 100.0
    return sum(max(_like(word, term) for term in terms) for word in words[:12]) / len(words[:12])


def _like(word: str, term: str) -> float:
    if word == term:
        return 100.0
    if len(word) >= 4 and term.startswith(word):
        return 92.0
    return fuzz.ratio(word, term) if len(word) > 4 else 0.0


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Typical, ...]:
    known = register().services
    return tuple(Typical({code: said[code] for code in LANGUAGES}, known[said["service"]]) for said in read_yaml(path))
