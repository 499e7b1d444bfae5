"""Search in the directory: words of three languages, with typos and without accents, over tens of thousands of profiles.

Typos are looked up in the vocabulary, never in the profiles: that is what keeps it quick.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from workflows.network.trades import by_term, plain

NAME, TRADE, OFFER, PLACE, OTHER = 4.0, 6.0, 3.0, 2.0, 1.0
"""What a word weighs by where it stands."""

STALE, PREFIX, TYPO, BY_TERM = 0.35, 0.8, 0.6, 0.9
"""What is left of a score: of a profile that was not confirmed for long, of a word's beginning, of a word that is like
it,
of a trade that was named in another way."""

MOST_LIKE, LONGEST = 12, 200


@dataclass(frozen=True)
class Entry:
    """What can be found of one profile or practice card. `texts`: (weight, words); `confirmed`: ordinal day, 0 for never;
    `tags`: what a search may insist on."""

    id: str
    texts: tuple[tuple[float, str], ...]
    trades: tuple[str, ...] = ()
    confirmed: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hits:
    """Ids with the best first, how many fit in all, and words that were read as others."""

    ids: tuple[str, ...]
    total: int
    read_as: tuple[tuple[str, str], ...] = ()


@dataclass
class Index:
    """An index that is filled once and then kept: a changed entry is put again, a withdrawn one taken out.

    >>> index = Index([Entry("a", ((OFFER, "affiches"),), ("graphic_design",), 739_000),
    ...                Entry("b", ((NAME, "Hélène Graf"),))])
    >>> index.search("grafisch ontwerper").ids, index.search("grafiste").ids, index.search("helene").ids
    (('a',), ('a',), ('b',))
    """

    entries: Iterable[Entry] = ()
    _postings: dict[str, tuple[array, array]] = field(default_factory=dict, init=False)
    _ids: list[str] = field(default_factory=list, init=False)
    _numbers: dict[str, int] = field(default_factory=dict, init=False)
    _confirmed: array = field(default_factory=lambda: array("i"), init=False)
    _alive: array = field(default_factory=lambda: array("b"), init=False)
    _ready: dict = field(default_factory=dict, init=False)

    def __post_init__(self):
        for entry in self.entries:
            self.put(entry)
        self.entries = ()

    def __len__(self) -> int:
        return len(self._numbers)

    def put(self, entry: Entry) -> None:
        """Add an entry, in place of the one with its id."""
        self.remove(entry.id)
        number = self._numbers[entry.id] = len(self._ids)
        self._ids.append(entry.id)
        self._confirmed.append(entry.confirmed)
        self._alive.append(1)
        for word, weight in _words(entry).items():
            numbers, weights = self._postings.setdefault(word, (array("i"), array("f")))
            numbers.append(number)
            weights.append(weight)
        self._ready.clear()

    def remove(self, id: str) -> None:
        """Take an entry out."""
        number = self._numbers.pop(id, None)
        if number is not None:
            self._alive[number] = 0
            self._ready.pop("arrays", None)

    def search(self, asked: str, stale_before: int = 0, limit: int = 20, offset: int = 0,
               must: tuple[str, ...] = ()) -> Hits:
        """What fits best. `stale_before`: an ordinal day; what was not confirmed since ranks lower. No words: the freshest.
        `must`: tags that all hits have."""
        confirmed, alive = self._arrays()
        for tag in must:
            has = np.zeros(len(alive), bool)
            if f"={tag}" in self._postings:
                has[self._posting(f"={tag}")[0]] = True
            alive = alive & has
        parts = [_spelt(part, self._vocabulary(), self._terms()) for part in self._asked(plain(asked[:LONGEST]))]
        scores, matched = np.zeros(len(alive), np.float32), np.zeros(len(alive), np.int16)
        for part in parts:
            own = np.zeros(len(alive), np.float32)
            for word, share in part.words.items():
                numbers, weights = self._posting(word)
                rare = np.float32(1 + np.log((1 + len(alive)) / (1 + len(numbers))))
                own[numbers] = np.maximum(own[numbers], weights * np.float32(share) * rare)
            scores += own
            matched += own > 0
        most = int(matched[alive].max(initial=0)) if parts else 0
        fits = np.flatnonzero(alive & (matched == most)) if most or not parts else np.empty(0, int)
        value = scores[fits] if parts else np.ones(len(fits), np.float32)
        value = np.where(confirmed[fits] < stale_before, value * np.float32(STALE), value)
        order = np.lexsort((fits, -confirmed[fits], -value))[offset:offset + limit]
        return Hits(tuple(self._ids[number] for number in fits[order]), len(fits),
                    tuple((part.said, part.read) for part in parts if part.read))

    def _asked(self, text: str) -> list[str]:
        """The parts of a question: a trade of several words is one part, also with a typo in it."""
        terms, left, found = self._terms(), parts_of(text), []
        while left:
            size = next((size for size in (4, 3, 2) if size <= len(left) and self._misspelt(left[:size], terms)), 1)
            found.append(" ".join(left[:size]))
            left = left[size:]
        return found

    def _misspelt(self, words: list[str], terms) -> bool:
        """Whether these words are a trade with a typo: at least one of them is no word that anybody wrote."""
        return (not any(" " in one for one in words) and any(one not in self._postings and one not in terms for one in words)
                and process.extractOne(" ".join(words), terms.keys(), scorer=OSA.distance, score_cutoff=2) is not None)

    def _arrays(self):
        if "arrays" not in self._ready:
            self._ready["arrays"] = np.array(self._confirmed, dtype=np.int32), np.array(self._alive, dtype=bool)
        return self._ready["arrays"]

    def _posting(self, word):
        if ("posting", word) not in self._ready:
            numbers, weights = self._postings[word]
            self._ready["posting", word] = np.array(numbers, dtype=np.int32), np.array(weights, dtype=np.float32)
        return self._ready["posting", word]

    def _vocabulary(self):
        if "words" not in self._ready:
            self._ready["words"] = sorted(word for word in self._postings if not word.startswith("="))
        return self._ready["words"]

    def _terms(self):
        """Terms of the trades that somebody has."""
        if "terms" not in self._ready:
            self._ready["terms"] = {term: [f"={one}" for one in found if f"={one}" in self._postings]
                                    for term, found in by_term().items()}
        return self._ready["terms"]


@dataclass(frozen=True)
class _Part:
    said: str
    words: dict[str, float]
    read: str = ""


def _words(entry: Entry) -> dict[str, float]:
    """Word to the most that it weighs in an entry; a trade is a word of its own, also where a text names it."""
    found: dict[str, float] = {}

    def add(word, weight):
        found[word] = max(found.get(word, 0.0), weight)

    for one in entry.trades:
        add(f"={one}", TRADE)
    for tag in entry.tags:
        add(f"={tag}", OTHER)
    for weight, text in entry.texts:
        for part in parts_of(plain(text)):
            for one in by_term().get(part, ()):
                add(f"={one}", min(weight, OFFER) * BY_TERM)
            for word in part.split():
                add(word, weight)
    return found


def parts_of(text: str) -> list[str]:
    """The words of a text, those together that name a trade together."""
    words, found, at = text.split(), [], 0
    while at < len(words):
        size = next((size for size in (4, 3, 2) if at + size <= len(words) and
                     " ".join(words[at:at + size]) in by_term()), 1)
        found.append(" ".join(words[at:at + size]))
        at += size
    return found


def _spelt(part: str, vocabulary: list[str], terms: dict[str, list[str]]) -> _Part:
    """The words of the index that a part of the question stands for, each with what it is worth."""
    found = dict.fromkeys(terms.get(part, ()), 1.0)
    single = " " not in part
    if single:
        at = bisect_left(vocabulary, part)
        while at < len(vocabulary) and vocabulary[at].startswith(part) and len(found) < 60 and len(part) > 2:
            found[vocabulary[at]] = 1.0 if vocabulary[at] == part else PREFIX
            at += 1
        if at < len(vocabulary) and vocabulary[at] == part:
            found[part] = 1.0
    if found or len(part) < 4:
        return _Part(part, found)
    most = 1 if len(part) < 6 else 2
    near = process.extract(part, list(terms), scorer=OSA.distance, score_cutoff=most, limit=MOST_LIKE)
    for term, distance, _ in near:
        for word in terms[term]:
            found[word] = max(found.get(word, 0), TYPO / distance)
    alike = process.extract(part, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=MOST_LIKE) if single else []
    found |= {word: TYPO / distance for word, distance, _ in alike}
    if not found and not single:
        whole = [_spelt(word, vocabulary, terms) for word in part.split()]
        found = {word: share for one in whole for word, share in one.words.items()}
    best = min((*alike, *((term, distance, 0) for term, distance, _ in near if terms[term])), key=lambda one: one[1],
               default=("", 0, 0))[0]
    return _Part(part, found, best)
