"""The lines of an order as one question."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as w
import traitlets as t

from widgets.fields import Field
from workflows.orders.lines import KINDS, UNITS
from workflows.orders.rows import COLUMNS, EMPTY, MOST_LINES
from workflows.orders.vat import TREATMENTS
from workflows.words.catalogue import Words

CHOICES = {"unit": UNITS, "vat": TREATMENTS, "kind": KINDS}


class LinesEntry(anywidget.AnyWidget):
    """The entries of all lines. `rows`: what was typed, six texts a line; `amounts`: what each line comes to, written out.

    `columns`: names; `choices`: for each column the (value, name) pairs to choose from, or None; `empty`: a new line;
    `line`, `add`, `remove`, `too_many`: sentences; `most`: lines that one answer takes. `needed`: the cells of which one
    makes a line; `numbers`: those that hold numbers.
    """

    _esm = (Path(__file__).parent / "lines.js").read_text(encoding="utf-8")

    rows = t.List().tag(sync=True)
    amounts = t.List().tag(sync=True)
    columns = t.List().tag(sync=True)
    choices = t.List().tag(sync=True)
    empty = t.List().tag(sync=True)
    line = t.Unicode("").tag(sync=True)
    add = t.Unicode("").tag(sync=True)
    remove = t.Unicode("").tag(sync=True)
    too_many = t.Unicode("").tag(sync=True)
    most = t.Int(MOST_LINES).tag(sync=True)
    needed = t.List([0, 1, 3]).tag(sync=True)
    numbers = t.List([1, 3]).tag(sync=True)


class Rows(Field):
    """A field whose answer is lines of six cells."""

    def _entry(self) -> w.Widget:
        self.label = w.HTML()
        return LinesEntry(empty=list(EMPTY))

    def __post_init__(self):
        super().__post_init__()
        self.box.children = (self.label, *self.box.children)
        self.box.add_class("wide-field")

    def speak(self, words: Words, **places: str) -> None:
        self.words = words
        key = f"{self.model.page}.{self.name}"
        self.label.value = f"<b>{escape(words(f'{key}.label'))}</b>"
        with self.entry.hold_sync():
            self.entry.choices = [[(name, words(f"orders.{column}.{name}")) for name in CHOICES[column]]
                                  if column in CHOICES else None for column in COLUMNS]
            for name in ("line", "add", "remove", "too_many"):
                setattr(self.entry, name, words(f"{key}.{name}"))
            self.entry.columns = [words(f"{self.model.page}.column.{column}") for column in COLUMNS]
        self.explain(**places)

    def raw(self) -> Any:
        return [list(row) for row in self.entry.rows]

    def put(self, value: Any) -> None:
        before, self.quiet = self.quiet, True
        self.entry.rows = [list(row) for row in value or () if isinstance(row, (list, tuple))]
        self.quiet = before

    def on_change(self, changed: Callable[[str], None]) -> None:
        self.entry.observe(lambda _: None if self.quiet else changed(self.name), "rows")
