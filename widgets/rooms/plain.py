"""A live room for any page whose answer is a sheet: form groups, tiles and verdict at once, then the sections."""

from concurrent.futures import Future
from html import escape
from typing import Any

import ipywidgets as w

from widgets import sheets
from widgets.equal import equal
from widgets.fold import Fold
from widgets.rooms.base import Room
from workflows.pages.registry import Page, load
from workflows.questions.problems import label


class PlainRoom(Room):
    """The page of `topic`. The first group of its questions stands open, the others unfold.

    A slow answer is computed beside the kernel's loop, with a word that says so; the one before stays until it is there.
    The first one is there before the page is shown: a browser that is still making its widgets can miss what changes.
    """

    standing_open = 1
    """How many groups of questions stand open."""

    def __init__(self, values: dict[str, Any] | None = None, query: str | None = None, language: str = "fr", *,
                 topic: Page):
        self.answer: dict[str, Any] | None = None
        self._answers_to: Any = None
        self._work: Future | None = None
        super().__init__(topic, values, query, language)

    def build(self) -> w.Box:
        self.result, self.busy, self.details = w.HTML(), w.HTML().add_class("busy-note"), w.HTML()
        groups = list(dict.fromkeys(field.json_schema_extra["group"] for field in self.model.model_fields.values()))
        first = [box for name in groups[:self.standing_open] for box in self.form.group(name)]
        self.folds = {name: Fold(*self.form.group(name)) for name in groups[self.standing_open:]}
        return self.framed({
            "top": [self.lost, self.busy, self.result],
            "ask": [*first, *self.folds.values(), self.bar("undo", "reset"), self.page],
            "rest": [self.details, self.bar("link", "pdf", "print")]}, css="columns plain")

    def label(self) -> None:
        for name, fold in self.folds.items():
            fold.button.description = self.words(f"{self.model.page}.group.{name}")
        self.page.names = {
            f".slider-{name} .noUi-handle": self.words("field.slider", label=label(name, self.model, self.words))
            for name, field in self.form.fields.items() if field.slider}

    def places(self) -> dict[str, dict[str, str]]:
        """What stands in each empty field, where the page says so."""
        return load(self.topic.helps)(self.questions, self.law(), self.words) if self.topic.helps else {}

    def refresh(self) -> None:
        for name, filled in self.places().items():
            self.form.fields[name].explain(**filled)
        questions, law, topic = self.questions, self.law(), self.topic
        if self._answers_to == questions:
            self._draw()
        elif topic.slow and self.answer:
            self.busy.value = f'<p role="status">{escape(self.words("room.computing"))}</p>'
            self._work = self.beside(lambda: self.answered(questions, law), lambda said: self._arrived(questions, said),
                                     instead_of=self._work)
        else:
            self._arrived(questions, self.answered(questions, law))

    def failed(self) -> None:
        super().failed()
        self.busy.value = ""

    def _arrived(self, questions, answer) -> None:
        if questions == self.questions:
            self.answer, self._answers_to = answer, questions
            self._draw()

    def _draw(self) -> None:
        sheet = load(self.topic.sheet)(self.answer, self.words)
        self.busy.value = ""
        self.result.value = sheets.answer(sheet, self.words)
        self.details.value = sheets.sections(sheet, self.words, equal(self.topic, self.questions, self.words))
