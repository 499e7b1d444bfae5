"""The people of an evening as one question: a line each, pasted from a spreadsheet as well as typed."""

from html import escape

import ipywidgets as w

from widgets.rows import LinesEntry, Rows
from workflows.network.evening_rows import COLUMNS, EMPTY, MOST_PEOPLE
from workflows.words.catalogue import Words


class Guests(Rows):
    """A field whose answer is people, six cells each."""

    def _entry(self) -> w.Widget:
        self.label = w.HTML()
        return LinesEntry(empty=list(EMPTY), needed=[0], numbers=[4, 5], most=MOST_PEOPLE)

    def speak(self, words: Words, **places: str) -> None:
        self.words = words
        key = f"{self.model.page}.{self.name}"
        self.label.value = f"<b>{escape(words(f'{key}.label'))}</b>"
        with self.entry.hold_sync():
            self.entry.choices = [None] * len(COLUMNS)
            for name in ("line", "add", "remove", "too_many"):
                setattr(self.entry, name, words(f"{key}.{name}"))
            self.entry.columns = [words(f"{self.model.page}.column.{column}") for column in COLUMNS]
        self.explain(**places)
