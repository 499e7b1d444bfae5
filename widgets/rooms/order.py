"""The page `purchase_order`, live: four answers, what they come to, and the clients that are known already."""

from decimal import Decimal
from html import escape
from typing import Any

import ipywidgets as w
from rapidfuzz import fuzz, process

from widgets.desk import desk_here
from widgets.rooms.plain import PlainRoom
from workflows.orders.identifiers import WrongNumber, enterprise_number
from workflows.words.typed import folded

LIKE, MOST = 70, 3
"""How like a name must be to be asked about, out of 100; how many are."""


class OrderRoom(PlainRoom):
    """The form of an order. A known client fills its own details; the script knows where the order is sent from."""

    standing_open = 2

    def build(self) -> w.Box:
        self._clients: list[dict[str, Any]] | None = None
        self._filled: dict[str, Any] = {}
        self.meant = w.HBox([]).add_class("quick").add_class("meant")
        self.twice, self.send = w.HTML().add_class("problem"), w.HTML()
        root = super().build()
        name, number = self.form.fields["client_name"], self.form.fields["client_number"]
        name.box.children = (*name.box.children, self.meant)
        number.box.children = (*number.box.children, self.twice)
        top = next(card for card in root.children[-1].children if "top" in card._dom_classes)
        top.children = (*top.children, self.send)
        return root

    def label(self) -> None:
        super().label()
        here = escape(self.words("purchase_order.send"))
        guest = escape(self.words("purchase_order.send.guest"))
        # The script of the page knows the draft, and whether anybody is signed in.
        self.send.value = (f'<a class="jupyter-button mod-primary order-send" hidden>{here}</a>'
                           f'<p class="order-guest" hidden>{guest}</p>')

    def known(self) -> list[dict[str, Any]]:
        """The clients that orders were sent to; asked once. A room that is built ahead has nobody to ask yet."""
        desk = desk_here() if self._clients is None else None
        if desk:
            self._clients = desk.clients(self.keeping.draft)
            self.form.fields["client_name"].offer([one["name"] for one in self._clients])
        return self._clients or []

    def _restore(self, change) -> None:
        self.known()
        super()._restore(change)

    def changed(self, remember: bool = True) -> None:
        if remember:
            self._fill()
        super().changed(remember)
        self._suggest()

    def refresh(self) -> None:
        super().refresh()
        if self.answer:
            lines, field = self.answer["lines"], self.form.fields["lines"]
            field.entry.amounts = [self.words.formats.owed(Decimal(line["amount"])) for line in lines
                                   ] if len(lines) == len(field.raw()) else []

    def choose(self, name: str) -> None:
        """Take a client that is known."""
        self.form.fields["client_name"].put(name)
        self.changed()

    def _fill(self) -> None:
        """Fill the details of a client that was chosen, where nothing else was typed."""
        name = self.form.fields["client_name"].raw().strip()
        found = next((one for one in self.known() if folded(one["name"]) == folded(name)), None)
        if found is None or found["said"] == self._filled:
            return
        for field, value in found["said"].items():
            entry = self.form.fields.get(field)
            if field != "client_name" and entry and entry.raw() in ("", entry.default, self._filled.get(field)):
                entry.put(value)
        self._filled = found["said"]

    def _suggest(self) -> None:
        """Names that are like the one that was typed, and whoever has its number already."""
        typed = self.form.fields["client_name"].raw().strip()
        names = {folded(one["name"]): one["name"] for one in self.known()}
        like = [] if not typed or folded(typed) in names else [
            names[found] for found, _, _ in process.extract(folded(typed), list(names), scorer=fuzz.WRatio, limit=MOST,
                                                            score_cutoff=LIKE)]
        if [button.description for button in self.meant.children[1:]] != like:
            buttons = [w.Button(description=name) for name in like]
            for button in buttons:
                button.on_click(lambda _, name=button.description: self.choose(name))
            asked = w.HTML(f"<p>{escape(self.words('purchase_order.did_you_mean'))}</p>")
            self.meant.children = (asked, *buttons) if buttons else ()
        self.twice.value = self._whose(typed)

    def _whose(self, name: str) -> str:
        """A sentence when the number belongs to a client of another name."""
        try:
            number = enterprise_number(self.form.fields["client_number"].raw())
        except WrongNumber:
            return ""
        others = [one["name"] for one in self.known() if one["number"] == number and folded(one["name"]) != folded(name)]
        return f"<p>{escape(self.words('purchase_order.same_number', name=others[0]))}</p>" if others else ""
