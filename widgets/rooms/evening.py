"""The page `network_evening`, live: people, time, and a button that keeps a round once it was held."""

import ipywidgets as w

from widgets.rooms.plain import PlainRoom
from workflows.network.evening_json import lines_of


class EveningRoom(PlainRoom):
    """The form of an evening. A round that was held stays as it is when somebody comes late or does not come."""

    standing_open = 2

    def build(self) -> w.Box:
        self.hold = w.Button().add_class("hold-round")
        self.hold.on_click(lambda _: self.keep_round())
        root = super().build()
        top = next(card for card in root.children[-1].children if "top" in card._dom_classes)
        top.children = (*top.children, w.HBox([self.hold]).add_class("quick"))
        root.children[-1].add_class("ask-first")
        return root

    def keep_round(self) -> None:
        """The next round was held: its tables become an answer of the form."""
        turn = self._next()
        if turn is None:
            return
        field = self.form.fields["held"]
        before = str(field.raw() or "").strip()
        field.entry.value = "\n".join([*([before] if before else []), *lines_of([turn])])

    def _next(self):
        """The first round that was not held yet, where it has tables."""
        left = [turn for turn in (self.answer or {"rounds": []})["rounds"] if not turn["held"]]
        return left[0] if left and left[0]["tables"] else None

    def _draw(self) -> None:
        super()._draw()
        turn = self._next()
        self.hold.disabled = turn is None
        self.hold.description = self.words("network_evening.hold", round=turn["round"] if turn else "–")
