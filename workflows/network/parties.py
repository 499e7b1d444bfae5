"""A profile as partners, mentors and exchanges compare it: sets of trades and of words, whatever language they were
typed in."""

from functools import lru_cache

from workflows.network.mentors import Side
from workflows.network.search import parts_of
from workflows.network.trades import by_term, plain
from workflows.store.network import Profile

SHORTEST = 4
"""Letters of a word that says something."""

COMMON = frozenset(plain("""avec dans pour leur leurs chez plus aussi tous toutes cherche recherche besoin aide projet
projets quelqu
    voor naar onze zoek zoekt hulp samen werk goed iemand with from help need needs looking someone work project projects
    that
    faire peux offre""").split())


@lru_cache(maxsize=100_000)
def terms_of(text: str) -> frozenset[str]:
    """The trades that a text names, in any language, and its other words that say something.

    >>> sorted(terms_of("Cherche grafisch ontwerper pour affiches"))
    ['affiches', 'graphic_design']
    """
    found: set[str] = set()
    for part in parts_of(plain(text)):
        known = by_term().get(part)
        found |= set(known) if known else {word for word in part.split() if len(word) >= SHORTEST and word not in COMMON}
    return frozenset(found)


def side_of(profile: Profile) -> Side:
    """A profile as one side of a pair. What somebody does is also what they offer."""
    trades = frozenset(part for part in profile.disciplines.split("; ") if part)
    return Side(profile.id, profile.name, frozenset(profile.languages.split()), profile.country, plain(profile.place),
                profile.mobility or "region", profile.seniority or 0, trades, terms_of(profile.offers) | trades,
                terms_of(profile.seeks), profile.mentors)
