"""Several choices at once as one question: a box to tick for each."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from widgets.fields import Field
from workflows.words.catalogue import Words


class Checks(Field):
    """A field with a box for each choice; the answer is those that are ticked, in the order of the model."""

    def _entry(self) -> w.Widget:
        # The list of choices is this field's own: nothing is picked from it one at a time.
        self.items, self.choices = self.choices, ()
        self.title = w.HTML()
        self.ticks = {item: w.Checkbox(indent=False) for item in self.items}
        return w.VBox([self.title, *self.ticks.values()]).add_class("checks")

    def speak(self, words: Words, **places: str) -> None:
        self.words = words
        key = f"{self.model.page}.{self.name}"
        self.title.value = f"<b>{escape(words(f'{key}.label'))}</b>"
        for item, tick in self.ticks.items():
            tick.description = words(f"{key}.{item}")
        self.explain(**places)

    def raw(self) -> Any:
        return [item for item, tick in self.ticks.items() if tick.value]

    def offered(self) -> list[Any]:
        return list(self.items)

    def put(self, value: Any) -> None:
        before, self.quiet = self.quiet, True
        for item, tick in self.ticks.items():
            tick.value = item in (value or ())
        self.quiet = before

    def on_change(self, changed: Callable[[str], None]) -> None:
        for tick in self.ticks.values():
            tick.observe(lambda _: None if self.quiet else changed(self.name), "value")
