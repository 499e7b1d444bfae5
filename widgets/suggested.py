"""A text to type, with names to choose from: clients that are known, countries."""

from typing import Any

import ipywidgets as w
from babel import Locale

from widgets.fields import Field
from workflows.words.catalogue import Words


class Suggested(Field):
    """A field of words with suggestions; anything else can be typed too."""

    def _entry(self) -> w.Widget:
        return w.Combobox(continuous_update=False, ensure_option=False, style={"description_width": "initial"})

    def offer(self, names: list[str]) -> None:
        """Suggest these, and nothing else."""
        self.entry.options = tuple(names)


class Country(Suggested):
    """A country: kept as its two letters or as it was typed, shown by its name."""

    def speak(self, words: Words, **places: str) -> None:
        super().speak(words, **places)
        names = Locale(words.language).territories.items()
        self.offer(sorted(name for code, name in names if code.isalpha() and len(code) == 2))

    def put(self, value: Any) -> None:
        super().put(Locale(self.words.language).territories.get(value, value) if isinstance(value, str) else value)
