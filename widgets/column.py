"""A long column of amounts as one question: a box to paste into, and a button that reads a file."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from widgets.fields import Field
from workflows.words.catalogue import Words


class Column(Field):
    """The box holds one amount a line; a file that is chosen fills it, and is then no more than that text."""

    def _entry(self) -> w.Widget:
        self.chosen = w.FileUpload(accept=".csv,.txt", multiple=False).add_class("choose-file")
        return w.Textarea(continuous_update=False, rows=3, style={"description_width": "initial"})

    def __post_init__(self):
        super().__post_init__()
        self.box.children = (self.box.children[0], self.chosen, *self.box.children[1:])

    def speak(self, words: Words, **places: str) -> None:
        super().speak(words, **places)
        self.chosen.description = words("field.file")

    def on_change(self, changed: Callable[[str], None]) -> None:
        super().on_change(changed)
        self.chosen.observe(lambda change: self._read(change["new"]), "value")

    def _read(self, files: tuple[Any, ...]) -> None:
        if files:
            content = bytes(files[0]["content"])
            try:
                self.entry.value = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                self.entry.value = content.decode("cp1252", errors="replace")

    def _written(self, value: Any) -> str:
        if isinstance(value, tuple):
            return "\n".join(part if isinstance(part, str) else self.words.formats.amount(part) for part in value)
        return super()._written(value)
