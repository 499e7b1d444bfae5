"""What every room shares: language, undo, the browser's memory, link, PDF, folds, work beside the kernel's loop."""

import asyncio
import logging
import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w

from widgets.form import Form
from widgets.page import Page
from widgets.rooms.asked import known_edition, served_at
from widgets.rooms.keeping import Keeping
from workflows.law.library import shelf
from workflows.law.parameters import Shelf, UnknownFigure
from workflows.pages import registry
from workflows.questions.base import Questions
from workflows.questions.link import from_link, to_link
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, speak

STYLE = ROOT / "widgets" / "style.css"
STEPS_BACK = 200
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="atelier")
_patient = ThreadPoolExecutor(max_workers=1, thread_name_prefix="atelier-patient")
"""For work that makes way for others: what a person asked for, a paper or an unfolded part, does not stand behind it."""


class Room(ABC):
    """A page on the screen. Subclasses lay it out (`build`), draw the answer (`refresh`) and label it (`label`)."""

    buttons: tuple[str, ...] = ()

    def __init__(self, topic: registry.Page, values: dict[str, Any] | None = None, query: str | None = None,
                 language: str = "fr"):
        self.topic, model = topic, topic.model
        self.model = model
        query = os.environ.get("QUERY_STRING", "") if query is None else query
        self.words = speak(from_link(query, model, speak(language)).language or language)
        self._ask(values, query)
        self.form = Form(model, self.words, self.buttons)
        self.page = Page(page=model.page, version=model.version)
        self.keeping = Keeping(self.form, self.page)
        self.history: list[dict[str, Any]] = []
        self.now: dict[str, Any] = self.questions.typed()
        self.language = w.ToggleButtons(options=[(code.upper(), code) for code in LANGUAGES], value=self.words.language)
        self.language.add_class("language").add_class("no-print")
        # The server's template puts the same style into the page before anything is drawn; JupyterLab has only this one.
        self.style = w.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
        self.head, self.lost = w.HTML(), w.HTML()
        self.actions = {name: w.Button().add_class(f"act-{name}") for name in ("undo", "reset", "link", "pdf", "print")}
        for name, does in {"undo": self.undo, "reset": self.reset, "pdf": self._pdf}.items():
            self.actions[name].on_click(lambda _, does=does: does())
        self.form.put(self.now)
        self.keeping.open(query)
        self.root = self.build().add_class("atelier")
        self._connect()
        self.relabel()

    def open(self, values: dict[str, Any], query: str) -> None:
        """Show other questions, as if the room had been built with them."""
        self._ask(values, query)
        self.now = self.questions.typed()
        self.form.put(self.now)
        self.keeping.open(query)
        self.keeping.settle()
        self.lost.value = self.problems_html()
        self.changed(remember=False)

    def _ask(self, values: dict[str, Any] | None, query: str) -> None:
        self.query, self.opened = query, from_link(query, self.model, self.words)
        self.edition, self._edition_note = known_edition(self.opened.edition)
        self.questions = self.model(**{**(values or {}), **self.opened.questions.typed()})
        self._check_edition()

    def _check_edition(self) -> None:
        """Today's law where the edition of the link does not know a figure of this page yet."""
        try:
            if self.edition:
                self.topic.answered(self.questions, self.law())
        except UnknownFigure:
            self.edition, self._edition_note = None, "error.law_edition_unknown"

    @abstractmethod
    def build(self) -> w.Box:
        """The widgets of the page, laid out once."""

    @abstractmethod
    def refresh(self) -> None:
        """Compute and draw the answer to the current questions."""

    @abstractmethod
    def label(self) -> None:
        """Texts that are not those of the fields, in the language of the words."""

    def places(self) -> dict[str, dict[str, str]]:
        """What help texts are filled with."""
        return {}

    def bar(self, *names: str) -> w.Box:
        """Some of the actions beside each other."""
        return w.HBox([self.actions[name] for name in names]).add_class("actions")

    def framed(self, areas: dict[str, list[w.Widget]], css: str = "columns") -> w.Box:
        """The page: its head, then a card for each area of the style's grid."""
        columns = w.VBox([w.VBox(inside).add_class("card").add_class(area) for area, inside in areas.items()])
        for name in css.split():
            columns.add_class(name)
        return w.VBox([self.style, w.HBox([self.head, self.language]).add_class("head"), columns])

    def _connect(self) -> None:
        self.form.on_change(lambda name: self.changed())
        self.language.observe(self._speak, "value")
        self.page.observe(self._restore, "restored")
        self.page.on_msg(lambda _, message, buffers: self._heard(message))

    def _heard(self, message: dict[str, Any]) -> None:
        if message.get("kind") == "ping":
            self.page.send({"kind": "pong"})
        elif message.get("kind") == "changed":
            self.keeping.fetch(str(message.get("draft", ""))[:64], message.get("fields", ()))
            self.changed()
        elif message.get("kind") == "put":
            self.keeping.take({message.get("field"): message.get("value")})
            self.changed()
        elif message.get("kind") == "explain":
            title, inside = self.explain(str(message.get("what", ""))[:200])
            self.page.send({"kind": "explained", "title": title, "html": inside})

    def explain(self, what: str) -> tuple[str, str]:
        """Title and HTML of the window that explains an amount, "way:rule"; pages with such amounts say more."""
        return self.words(f"{self.model.page}.title"), f'<p>{escape(self.words("explain.unknown"))}</p>'

    def _speak(self, change) -> None:
        self.words = speak(change["new"])
        self.relabel()

    def relabel(self) -> None:
        """Everything in the language of the words; values stay."""
        words = self.words
        self.form.speak(words, self.places())
        self.language.description = words("language.switch")
        self.page.language, self.page.title = words.language, f"{words(f'{self.model.page}.title')} · {words('site.name')}"
        self.page.messages = {"gone": words("site.kernel_gone"), "kept": words("room.kept"),
                              "copied": words("room.link.done"), "back": words("explain.back"),
                              "close": words("explain.close"), "saved": words("save.saved"),
                              "offline": words("save.offline"), "deleted": words("save.gone"),
                              "understood": words("told.close"), "owner": words("save.owner", name="NAME")}
        self.head.value = (f'<h1>{escape(words(f"{self.model.page}.title"))}</h1>'
                           f'<p class="intro">{escape(words(f"{self.model.page}.intro"))}</p>')
        self.lost.value = self.problems_html()
        for name, button in self.actions.items():
            button.description = words(f"room.{name}")
        self.label()
        # In another language numbers are written otherwise: nobody changed anything.
        self.keeping.settle()
        self.changed(remember=False)

    def changed(self, remember: bool = True) -> None:
        """After a change by a person: check, remember, compute, keep. What does not fit stops nothing else."""
        self.questions = self.form.questions(self.questions)
        typed = self.form.typed()
        if remember and typed != self.now:
            self.history = [*self.history, self.now][-STEPS_BACK:]
        self.now = typed
        self.page.typed = _plain(typed)
        self.keeping.say_changes()
        self.refresh()
        self.page.link = to_link(self.questions, self.edition or shelf().edition, self.words.language)
        self.actions["undo"].disabled = not self.history

    def undo(self) -> None:
        """Back to what was typed before the last change."""
        if self.history:
            *self.history, before = self.history
            self.now = before
            self.form.put(before)
            self.changed(remember=False)

    def reset(self) -> None:
        """Back to the example; undo returns."""
        self.form.put({})
        self.changed()
        self.page.send({"kind": "say", "text": self.words("room.reset.done")})

    def answered(self, questions: Questions, law: Shelf) -> dict[str, Any]:
        """The answer as plain JSON values; a room that knows more than its questions says it here."""
        return self.topic.answered(questions, law)

    def law(self) -> Shelf:
        """The law of the edition that the link asked for, or today's."""
        return shelf(self.edition)

    def file_name(self) -> str:
        """What the PDF is called, without its ending."""
        return self.topic.name.replace("_", "-")

    def _pdf(self) -> None:
        words, questions, law, topic, address = self.words, self.questions, self.law(), self.topic, served_at()
        self.page.send({"kind": "say", "text": words("room.pdf.making")})
        self.beside(lambda: topic.made_pdf(self.answered(questions, law), words, date.today(), address), self._give)

    def _give(self, content: bytes) -> None:
        self.page.hand_out(f"{self.file_name()}.pdf", content, "application/pdf")
        self.page.send({"kind": "say", "text": self.words("room.pdf.done")})

    def _restore(self, change) -> None:
        kept = change["new"] or {}
        if kept.get("pending"):
            self.keeping.take(kept["pending"])
            self.changed(remember=False)
        values = {**(kept.get("typed") or {}), **(kept.get("raw") or {})}
        known = {name: value for name, value in values.items() if name in self.form.fields and value != ""}
        if known:
            self.form.restore(known)
            self.changed(remember=False)
        for widget in self.late():
            widget.send_state("value")

    def late(self) -> tuple[w.Widget, ...]:
        """What may have changed while the browser was still making its widgets: sent once more when it is ready."""
        return ()

    def beside(self, work: Callable[[], Any], done: Callable[[Any], None],
               instead_of: Future | None = None, patient: bool = False) -> Future | None:
        """Do `work` in a thread and hand its result to `done` in the kernel's own loop; say so when it fails.

        `instead_of`: an earlier one that nobody needs any more; it is dropped unless it has begun. `patient`: it may rest.
        """
        if instead_of is not None:
            instead_of.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            done(work())
            return None
        future = (_patient if patient else _beside).submit(work)

        def finish():
            if future.exception():
                self.failed()
                logging.getLogger(__name__).error("work beside the page failed", exc_info=future.exception())
            else:
                done(future.result())

        future.add_done_callback(lambda _: None if future.cancelled() else loop.call_soon_threadsafe(finish))
        return future

    def failed(self) -> None:
        """Say that work beside the page failed."""
        self.page.send({"kind": "say", "text": self.words("room.failed")})

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.root._repr_mimebundle_(include=include, exclude=exclude)

    def problems_html(self) -> str:
        """What could not be taken from the link."""
        found = from_link(self.query, self.model, self.words)
        lines = "".join(f"<li>{escape(problem.sentence)}</li>" for problem in found.problems)
        said = f"<p><b>{escape(self.words('room.opened'))}</b></p><ul>{lines}</ul>" if lines else ""
        if self._edition_note:
            day = self.words.formats.date(found.edition)
            said += f"<p>{escape(self.words(self._edition_note, value=day))}</p>"
        return f'<div role="alert">{said}</div>' if said else ""


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: list(map(list, value)) if isinstance(value, tuple) and value and isinstance(value[0], tuple)
            else list(value) if isinstance(value, tuple) else value for name, value in values.items()}
