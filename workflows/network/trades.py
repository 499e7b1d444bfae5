"""Trades by their words in three languages: `data/network/trades.yaml`."""

import re
from functools import lru_cache

import yaml

from workflows.settings import data_folder
from workflows.words.typed import folded


def plain(text: str) -> str:
    """Words as trades are compared: without case, accents and signs.

    >>> plain("Aide-soignant, Métiers d’art")
    'aide soignant metiers d art'
    """
    return " ".join(re.findall(r"\w+", folded(text)))


@lru_cache(maxsize=1)
def trades() -> dict[str, dict[str, tuple[str, ...]]]:
    """Trade to its terms by language; the first one of a language is its name."""
    said = yaml.safe_load((data_folder() / "network" / "trades.yaml").read_text(encoding="utf-8"))
    return {name: {language: tuple(terms) for language, terms in by.items()} for name, by in said["trades"].items()}


@lru_cache(maxsize=1)
def by_term() -> dict[str, tuple[str, ...]]:
    """Trades by each of their terms, without case and accents: a régisseur keeps a stage, a regisseur directs.

    >>> by_term()["regisseur"]
    ('stage_management', 'directing')
    """
    found: dict[str, tuple[str, ...]] = {name: (name,) for name in trades()}
    for name, by in trades().items():
        for term in (plain(term) for terms in by.values() for term in terms):
            found[term] = tuple(dict.fromkeys((*found.get(term, ()), name)))
    return found


def trade(text: str) -> str:
    """The trade that somebody wrote in any of the languages; what is none, folded.

    >>> trade("Graphiste") == trade("grafisch ontwerper") == trade("graphic designer"), trade("Fakir")
    (True, 'fakir')
    """
    sought = plain(text)
    return by_term().get(sought, (sought,))[0]


def name_of(trade_id: str, language: str) -> str:
    """The trade as a language calls it; what is none of ours as it is.

    >>> name_of("photography", "nl")
    'fotografie'
    """
    known = trades().get(trade_id)
    return known[language][0] if known else trade_id
