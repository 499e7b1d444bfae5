"""What somebody says of themselves for the directory: one frozen model, whoever sends it."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator

from workflows.network.search import NAME, OFFER, OTHER, PLACE, Entry
from workflows.network.trades import trade
from workflows.questions.base import Count, Questions, asks, refusal
from workflows.questions.days import Country
from workflows.store.network import Practice, Profile
from workflows.words.typed import printable

MOBILITY = ("local", "region", "country", "europe", "remote")
KNOWN_LANGUAGES = ("fr", "nl", "en", "de", "es", "it", "pt", "ar", "tr", "pl", "ro", "uk", "ru", "zh", "bg", "el")
MOST_TRADES = 8
_NAMES = {"francais": "fr", "french": "fr", "frans": "fr", "neerlandais": "nl", "nederlands": "nl", "dutch": "nl",
          "anglais": "en", "english": "en", "engels": "en", "allemand": "de", "german": "de", "duits": "de",
          "espagnol": "es", "italien": "it"}


def _words(said):
    return "" if said is None else printable(str(said)).strip()


def _languages(said):
    """Codes with spaces, from codes or the usual names of languages."""
    found = dict.fromkeys(_NAMES.get(trade(part), part.lower()[:2]) for part in re.split(r"[^\w]+", _words(said)) if part)
    return " ".join(one for one in found if one in KNOWN_LANGUAGES)


def _trades(said):
    """Trades with "; " between them, those of ours by their id."""
    parts = [part.strip() for part in re.split(r"[;,|\n]", _words(said)) if part.strip()]
    if len(parts) > MOST_TRADES:
        raise refusal("disciplines", "network_trades", most=MOST_TRADES)
    return "; ".join(dict.fromkeys(trade(part) for part in parts))


Words = Annotated[str, BeforeValidator(_words)]


class ProfileQuestions(Questions):
    """A profile as it is typed or imported. Seniority in years; mentees as people.

    >>> said = ProfileQuestions(name="Ana", disciplines="Graphiste, web development", languages="Frans, EN",
    ...                         country="België")
    >>> said.disciplines, said.languages, said.country
    ('graphic_design; web_development', 'fr en', 'BE')
    """

    page: ClassVar[str] = "directory"

    name: Annotated[Words, AfterValidator(lambda name: name or _no_name())] = asks("", "text", "who", max_length=120,
                                                                                  validate_default=True)
    disciplines: Annotated[str, BeforeValidator(_trades)] = asks("", "text", "who", max_length=400)
    offers: Words = asks("", "text", "work", max_length=1_000)
    seeks: Words = asks("", "text", "work", max_length=1_000)
    sector: Words = asks("", "text", "work", max_length=120)
    country: Country = asks("BE", "country", "place")
    place: Words = asks("", "text", "place", max_length=120)
    languages: Annotated[str, BeforeValidator(_languages)] = asks("", "text", "place", max_length=80)
    mobility: Literal["local", "region", "country", "europe", "remote"] = asks("region", "", "place")
    seniority: Count | None = asks(None, "years", "who", digits=0, ge=0, le=70)
    contact: Words = asks("", "text", "who", max_length=200)
    mentors: Count = asks(0, "people", "mentor", digits=0, ge=0, le=20)
    wants_mentor: Count = asks(0, "yes", "mentor", digits=0, ge=0, le=1)


def _no_name():
    raise refusal("name", "network_name")


def entry_of(profile: Profile) -> Entry:
    """A profile as the index finds it; who is erased has no words left."""
    trades = tuple(part for part in profile.disciplines.split("; ") if part)
    confirmed = profile.confirmed_at.date().toordinal() if profile.confirmed_at else 0
    return Entry(profile.id, ((NAME, profile.name), (OFFER, profile.offers), (OTHER, profile.seeks), (OTHER, profile.sector),
                              (PLACE, profile.place), (OFFER, " ".join(one.replace("_", " ") for one in trades))),
                 trades, confirmed, (f"country:{profile.country}", f"kind:{profile.kind}",
                                     *(f"language:{one}" for one in profile.languages.split())))


def card_entry(card: Practice) -> Entry:
    """A practice card as the index finds it."""
    return Entry(f"card:{card.id}", ((OFFER, card.problem), (OFFER, card.solution)), (), card.changed_at.date().toordinal())
