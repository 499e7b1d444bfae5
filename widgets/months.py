"""Twelve amounts, one for each month, as one question."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from widgets.fields import Field
from workflows.words.catalogue import Words


class Months(Field):
    """A field with an entry for each month. All empty: nothing was typed; some empty: those months are 0."""

    def _entry(self) -> w.Widget:
        self.entries = [w.Text(continuous_update=False, style={"description_width": "initial"}).add_class("number")
                        for _ in range(12)]
        return w.VBox(self.entries).add_class("months")

    def __post_init__(self):
        super().__post_init__()
        self.label = w.HTML()
        self.box.children = (self.label, *self.box.children)

    def speak(self, words: Words, **places: str) -> None:
        value = self.value()
        self.words, self.quiet = words, True
        self.label.value = f"<b>{escape(words(f'{self.model.page}.{self.name}.label'))}</b>"
        for number, entry in enumerate(self.entries, 1):
            entry.description = words.formats.month(number)
        if value is not None and not any(isinstance(part, str) for part in value):
            self.put(value)
        self.explain(**places)
        self.quiet = False

    def raw(self) -> Any:
        return [entry.value for entry in self.entries]

    def put(self, value: Any) -> None:
        before, self.quiet = self.quiet, True
        parts = value if isinstance(value, (tuple, list)) and len(value) == 12 else ("",) * 12
        for entry, part in zip(self.entries, parts, strict=True):
            entry.value = self._written(part)
        self.quiet = before

    def on_change(self, changed: Callable[[str], None]) -> None:
        for entry in self.entries:
            entry.observe(lambda _: None if self.quiet else changed(self.name), "value")
