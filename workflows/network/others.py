"""Other networks: `data/network/networks.yaml`, filtered; and a success as a post that is ready to be published."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

import yaml

from workflows.network.trades import plain
from workflows.settings import data_folder
from workflows.words.catalogue import Words

LONGEST_POST = 280


@dataclass(frozen=True)
class OtherNetwork:
    """One network. `audience` and `partnership` by language; `known`: "notes" or "remembered", never checked on the web."""

    id: str
    name: str
    country: str
    audience: Mapping[str, str]
    contact: str
    partnership: Mapping[str, str]
    known: str


@lru_cache(maxsize=1)
def networks() -> tuple[OtherNetwork, ...]:
    """All of them, in the order of the file."""
    said = yaml.safe_load((data_folder() / "network" / "networks.yaml").read_text(encoding="utf-8"))
    return tuple(OtherNetwork(**one) for one in said["networks"])


def filtered(asked: str, country: str, language: str) -> tuple[OtherNetwork, ...]:
    """Those of a country whose name, audience or partnership has all the words.

    >>> [one.id for one in filtered("cooperatives travail", "", "fr")]
    ['cecop']
    """
    words = plain(asked).split()
    return tuple(one for one in networks() if (not country or one.country == country) and all(
        word in plain(f"{one.name} {one.audience[language]} {one.partnership[language]}") for word in words))


def post(name: str, text: str, address: str, words: Words) -> tuple[str, str]:
    """A success as text for a social network, and the link that opens a mail with it. No network is called."""
    room = LONGEST_POST - len(words("wall.post", name="", text="", address=address)) - len(name)
    short = text if len(text) <= room else text[:max(0, room - 1)].rstrip() + "…"
    said = words("wall.post", name=name, text=short, address=address)
    return said, f"mailto:?subject={quote(name)}&body={quote(said)}"
