"""The catalogues of `data/words/<language>/*.po`, keyed by short English keys. German has the clients' documents only."""

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from workflows.settings import data_folder
from workflows.words.formats import Formats

LANGUAGES = ("fr", "nl", "en")
CLIENT_LANGUAGES = (*LANGUAGES, "de")
"""In which a client can be written to: the topics of `data/words/de` exist in all four."""


class MissingWord(KeyError):
    """A key that a catalogue does not have."""


class Words:
    """The sentences of one language, and its formats.

    >>> speak("en")("language.name")
    'English'
    >>> speak("fr").formats.money(1234.5)
    '1\\u202f234,50\\xa0€'
    """

    def __init__(self, language: str, catalogue: gettext.GNUTranslations):
        self.language = language
        self.formats = Formats(language)
        self._catalogue = catalogue
        self.keys = frozenset(key for key in catalogue._catalog if isinstance(key, str) and key)
        self._plurals = frozenset(key[0] for key in catalogue._catalog if isinstance(key, tuple))

    def __contains__(self, key: str) -> bool:
        return key in self.keys or key in self._plurals

    def __call__(self, key: str, /, **values) -> str:
        """The sentence of `key` with its {places} filled. MissingWord when no catalogue has it."""
        if key not in self.keys:
            raise MissingWord(f"{self.language}: {key}")
        text = self._catalogue.gettext(key)
        return text.format(**values) if values else text

    def count(self, key: str, number: int, /, **values) -> str:
        """The sentence of `key` in the singular or plural that `number` asks for."""
        if key not in self._plurals:
            raise MissingWord(f"{self.language}: {key}")
        return self._catalogue.ngettext(key, key, number).format(n=number, **values)


def speak(language: str) -> Words:
    """The words of a language; ValueError when it is none of fr, nl, en, or de for clients' documents."""
    if language not in CLIENT_LANGUAGES:
        raise ValueError(f"language {language!r} is none of {', '.join(CLIENT_LANGUAGES)}")
    return _read(data_folder(), language)


def learn(page: str, language: str, sentences: dict[str, str]) -> None:
    """Sentences of a page that an adviser wrote, below the page's own name: they change none of the house's."""
    if any(key.split(".")[0] != page and not key.startswith(f"page.{page}.") for key in sentences):
        raise ValueError(f"a page teaches sentences of its own only: {page}")
    words = speak(language)
    words._catalogue._catalog.update(sentences)
    words.keys |= sentences.keys()


@lru_cache(maxsize=8)
def _read(folder: Path, language: str) -> Words:
    together = None
    for path in sorted((folder / "words" / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = gettext.GNUTranslations(compiled)
        if together is None:
            together = translations
        else:
            together._catalog.update(translations._catalog)
    if together is None:
        raise FileNotFoundError(f"no words for {language} below {folder}")
    return Words(language, together)
