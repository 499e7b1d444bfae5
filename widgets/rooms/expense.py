"""The page `expense_note`, live: four answers and a photo, what comes back, and notes that look like this one."""

from decimal import Decimal
from html import escape
from typing import Any

import ipywidgets as w

from widgets.desk import desk_here
from widgets.rooms.plain import PlainRoom
from workflows.expenses.questions import JOURNEYS
from workflows.law.owed import exact
from workflows.store.file_types import MOST_BYTES

MOST = MOST_BYTES // 2**20
"""Megabytes of one receipt."""

COUNTS = ("submitted", "approved", "booked")
"""States in which a journey counts for what its year has paid already."""

PIECE = ("label", "camera", "file", "replace", "remove", "undo", "retry", "open", "sending", "kept", "removed", "offline",
         "error.large", "error.type")
"""Sentences of the piece that the page's script draws for the receipt."""


class ExpenseRoom(PlainRoom):
    """The form of a note. What belongs to another kind is hidden; the script of the page takes and shows the receipt."""

    buttons = ("kind",)

    def build(self) -> w.Box:
        self._notes: list[dict[str, Any]] | None = None
        self.receipt, self.send, self.twins = w.HTML(), w.HTML(), w.HTML().add_class("expense-twins")
        root = super().build()
        cards = {name: card for card in root.children[-1].children for name in ("top", "ask") if name in card._dom_classes}
        # The photo first, and on a phone the form before the answer: a ticket is what one has in hand.
        cards["ask"].children = (self.receipt, *cards["ask"].children)
        root.children[-1].add_class("ask-first")
        cards["top"].children = (*cards["top"].children, self.twins, self.send)
        return root

    def label(self) -> None:
        super().label()
        words = self.words
        piece = "".join(f' data-{name.replace(".", "-")}="{escape(_filled(words, f"receipt.{name}"))}"' for name in PIECE)
        self.receipt.value = f'<div class="receipt-piece" data-most="{MOST}"{piece}></div>'
        # The script of the page knows the draft, and whether anybody is signed in.
        here, guest = escape(words("expense_note.send")), escape(words("expense_note.send.guest"))
        self.send.value = (f'<a class="jupyter-button mod-primary order-send" data-list="expenses" hidden>{here}</a>'
                           f'<p class="order-guest" hidden>{guest}</p>')

    def known(self) -> list[dict[str, Any]]:
        """The notes that the owner has already. A room that is built ahead has nobody to ask yet."""
        desk = desk_here() if self._notes is None else None
        if desk:
            self._notes = desk.expenses(self.keeping.draft)
        return self._notes or []

    def _restore(self, change) -> None:
        self.known()
        super()._restore(change)

    def _heard(self, message: dict[str, Any]) -> None:
        super()._heard(message)
        if message.get("kind") == "receipt":
            self.keeping.draft, self._notes = str(message.get("draft", ""))[:64], None
            self.refresh()

    def changed(self, remember: bool = True) -> None:
        kind = self.form.fields["kind"].value()
        by_km = kind in JOURNEYS
        self.form.show(amount=kind in ("receipt", "van"), kilometres=by_km, asked_per_km=by_km, scale=kind == "car",
                       vat=kind in ("receipt", "van"), km_before=kind == "car", paid_before=kind == "bicycle")
        self._fill(kind)
        super().changed(remember)

    def _fill(self, kind: str) -> None:
        """What the year's other journeys came to, where nobody typed anything else."""
        day = self.questions.spent_on
        name = {"car": "km_before", "bicycle": "paid_before"}.get(kind)
        if name is None or day is None or self.form.fields[name].raw() or not self.known():
            return
        key = "kilometres" if kind == "car" else "paid_back"
        before = sum((Decimal(note[key]) for note in self._others() if note["kind"] == kind and note["state"] in COUNTS
                      and note[key] and (note["day"] or "").startswith(f"{day.year}-")), Decimal(0))
        if before:
            self.form.fields[name].put(float(before))

    def _draw(self) -> None:
        super()._draw()
        q, words = self.questions, self.words
        lines = [words("expense_note.verdict.twin", amount=words.formats.owed(Decimal(note["amount"])),
                       purpose=note["purpose"], day=words.formats.date(q.spent_on),
                       state=words(f"expenses.state.{note['state']}"))
                 for note in self._twins()]
        mine = next((note for note in self.known() if note["id"] == self.keeping.draft), None)
        if q.needs_receipt and self.keeping.draft and not (mine and mine["receipt"]):
            lines.append(words("expense_note.verdict.no_receipt"))
        self.twins.value = "".join(f'<p role="status">{escape(line)}</p>' for line in lines)

    def _others(self) -> list[dict[str, Any]]:
        return [note for note in self.known() if note["id"] != self.keeping.draft]

    def _twins(self) -> list[dict[str, Any]]:
        """Notes of the same day with the same amount or the same way."""
        q, asked = self.questions, Decimal(self.answer["asked"]) if self.answer and self.answer["asked"] else None
        way = None if q.asked_kilometres is None else exact(q.asked_kilometres)
        return [note for note in self._others() if note["day"] == q.day and note["amount"] and note["state"] != "draft" and (
            Decimal(note["amount"]) == asked or (note["kilometres"] and Decimal(note["kilometres"]) == way))]


def _filled(words, key: str) -> str:
    return words(key, percent="PERCENT") if key.endswith("sending") else words(key, most=MOST) if key.endswith("large") \
        else words(key)
