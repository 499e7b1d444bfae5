"""What a room does so that the server keeps what is typed: opens a draft, takes what others changed, says what changed."""

from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

from widgets.desk import desk_here
from widgets.form import Form
from widgets.page import Page


class Keeping:
    """The form of a room on one side, the page's script and the person's Desk on the other. `draft`: its id, or ""."""

    def __init__(self, form: Form, page: Page):
        self.form, self.page, self.draft = form, page, ""
        self._defaults = self._known = form.raw()

    def open(self, query: str) -> None:
        """Show what the server keeps of the draft that an address names; tell the script what stands in the entries."""
        self.draft = dict(parse_qsl(query)).get("draft", "")
        kept = self._kept()
        if kept:
            self.form.restore(kept)
        self.page.choices = self.form.choices()
        self.page.opened = {name: value for name, value in self.form.raw().items() if value != self._defaults[name]}

    def fetch(self, draft: str, fields: Collection[str]) -> None:
        """Show what others changed in some fields."""
        self.draft = draft
        kept = self._kept()
        if kept:  # a draft that others change is not empty: without an answer what stands here stays
            said = {**self._defaults, **kept}
            self.take({name: said[name] for name in fields if name in said})

    def take(self, values: dict[str, Any]) -> None:
        """Show values that the server has already, or that the script sends there itself."""
        self.form.put_some({name: value for name, value in values.items() if name in self.form.fields})
        self.settle()

    def settle(self) -> None:
        """What stands in the entries now is no news."""
        self._known = self.form.raw()

    def say_changes(self) -> None:
        """Tell the script what stands in entries now and did not before: a slider, undo and the like are kept too."""
        standing = self.form.raw()
        changed = {name: value for name, value in standing.items() if value != self._known.get(name)}
        self._known = standing
        if changed:
            self.page.send({"kind": "save", "fields": changed})

    def _kept(self) -> dict[str, Any]:
        """What the server keeps of the draft, by field; empty without one, or where the server cannot say."""
        desk = desk_here() if self.draft else None
        view = desk.draft(self.draft) if desk else None
        return view.values if view and view.page == self.page.page else {}
