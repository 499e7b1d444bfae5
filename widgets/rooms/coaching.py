"""The page `coaching`, live: the plan of member and adviser, the diagnosis, the projection, with what the books say."""

from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w

from widgets import sheets
from widgets.desk import desk_here
from widgets.equal import equal
from widgets.rooms.plain import PlainRoom
from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.facts import Facts, facts_of
from workflows.coaching.sheet import coaching_sheet
from workflows.law.parameters import Shelf
from workflows.report.sheet import Section

MOST_SHOWN = 3
"""Open actions that the page names; the plan has them all."""


class CoachingRoom(PlainRoom):
    """The form, and beside it the plan first. Where somebody is signed in, their books answer what was not typed."""

    def build(self) -> w.Box:
        self._told: dict[str, Any] | None = None
        self.plan = w.HTML()
        root = super().build()
        top = next(card for card in root.children[-1].children if "top" in card._dom_classes)
        top.children = (*top.children[:2], self.plan, *top.children[2:])
        return root

    def told(self) -> dict[str, Any]:
        """What the server says of the member: facts and open actions. A room that is built ahead has nobody to ask yet."""
        desk = desk_here() if self._told is None else None
        if desk:
            self._told = desk.coaching(self.keeping.draft) or {}
        return self._told or {}

    def facts(self) -> Facts | None:
        """The member's books, or None."""
        return facts_of(self.told().get("facts"))

    def answered(self, questions, law: Shelf) -> dict[str, Any]:
        return as_json(coach(questions, law, self.facts()))

    def _restore(self, change) -> None:
        if self.told():
            self._answers_to = None
        super()._restore(change)
        self.changed(remember=False)

    def _heard(self, message: dict[str, Any]) -> None:
        if message.get("kind") == "changed":
            self._told = None
        super()._heard(message)

    def _draw(self) -> None:
        sheet, words = coaching_sheet(self.answer, self.words), self.words
        self.busy.value = ""
        self.plan.value = self.plan_html()
        # The table of the diagnosis stands with the answer: on a phone it comes before the form.
        self.result.value = sheets.answer(sheet, words) + self._part(sheet.sections[0], 0)
        parts = "".join(self._part(section, place) for place, section in enumerate(sheet.sections) if place)
        self.details.value = parts + sheets.sections(replace(sheet, sections=()), words,
                                               equal(self.topic, self.questions, words))

    def _part(self, section: Section, place: int) -> str:
        """A section. A wide screen has room for drawings that a phone unfolds: both stand there, the style shows one."""
        if not (section.folded and section.chart):
            return sheets.part(section, place, self.words)
        return (f'<div class="part wide">{sheets.part(replace(section, folded=False), f"{place}-open", self.words)}</div>'
                f'<div class="narrow">{sheets.part(section, f"{place}-shut", self.words)}</div>')

    def plan_html(self) -> str:
        """The open actions, and the way to the plan; nothing for a guest."""
        told, words = self.told(), self.words
        if not told.get("member"):
            return ""
        lines = "".join(f"<li>{escape(one['title'])} · {escape(words.formats.date(date.fromisoformat(one['due'])))}</li>"
                        for one in told["actions"][:MOST_SHOWN])
        inside = f"<ul>{lines}</ul>" if lines else f"<p>{escape(words('coaching.plan.none'))}</p>"
        return (f'<h2>{escape(words("coaching.plan.title"))}</h2>{inside}<p><a class="plan-link" href="coaching/'
                f'{escape(told["member"])}">{escape(words("coaching.plan.open"))}</a></p>')
