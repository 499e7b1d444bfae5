"""The grid of skills as one question: a skill, its level, and the day of it."""

from html import escape

import ipywidgets as w

from widgets.rows import LinesEntry, Rows
from workflows.coaching.skills import COLUMNS, EMPTY, LEVELS, MOST_ROWS, SKILLS
from workflows.words.catalogue import Words

NOTHING = ("", "–")


class Skills(Rows):
    """A field whose answer is lines of three cells."""

    def _entry(self) -> w.Widget:
        self.label = w.HTML()
        return LinesEntry(empty=list(EMPTY), most=MOST_ROWS, needed=[0], numbers=[])

    def speak(self, words: Words, **places: str) -> None:
        self.words = words
        key = f"{self.model.page}.{self.name}"
        self.label.value = f"<b>{escape(words(f'{key}.label'))}</b>"
        with self.entry.hold_sync():
            self.entry.choices = [[NOTHING, *((name, words(f"coaching.skill.{name}")) for name in SKILLS)],
                                  [NOTHING, *((level, level) for level in LEVELS)], None]
            for name in ("line", "add", "remove", "too_many"):
                setattr(self.entry, name, words(f"{key}.{name}"))
            self.entry.columns = [words(f"{self.model.page}.column.{column}") for column in COLUMNS]
        self.explain(**places)
