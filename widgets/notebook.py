"""What a page's notebook calls: the room for people, the report for batches, from the same parameters."""

import os
from datetime import date
from functools import cached_property
from typing import Any

from widgets import prepared
from workflows.pages.own import OwnPage, own_page
from workflows.pages.registry import PAGES, Page, load
from workflows.questions.cell import given
from workflows.words.catalogue import speak


def open_page(name: str, cell: dict[str, Any]) -> "OpenPage":
    """The page `name` with the parameters among the names of the notebook; refuses what the questions refuse."""
    page = PAGES.get(name) or own_page(name)
    if page is None:
        raise LookupError(speak(cell.get("language", "fr"))("own.unknown", name=name))
    return OpenPage(page, page.model(**given(page.model, cell)), cell.get("language", "fr"))


class OpenPage:
    """A page in a notebook. `room` is shown to people; `report` leaves as an output of the page's own type."""

    def __init__(self, page: Page, questions: Any, language: str):
        self.page, self.questions, self.language = page, questions, language

    @cached_property
    def room(self):
        """The live form; nothing in a batch, where nobody could touch it."""
        if _host() == "papermill":
            return None
        values = self.questions.typed()
        return prepared.take(self.page, values, self.language) or load(self.page.room)(
            values, language=self.language, topic=self.page)

    @property
    def labels(self):
        """The form for the page's labels, where an adviser writes it; nothing under Voilà and in a batch."""
        if _host() in ("voila", "papermill") or not isinstance(self.page, OwnPage):
            return None
        return load("widgets.labels:Labels")(self.page, speak(self.language))

    @property
    def report(self):
        """The answer to what the form says now, else to the parameters; nothing under Voilà, where the room shows it."""
        if _host() == "voila":
            return None
        if self.room:
            return Report(self.page, self.room.questions, self.room.words.language)
        return Report(self.page, self.questions, self.language)


class Report:
    """The answer as notebook output: JSON under the page's type, and HTML for eyes."""

    def __init__(self, page: Page, questions: Any, language: str):
        self.page = page
        self.content = page.answered(questions)
        self.html = page.made_html(self.content, speak(language), date.today())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {self.page.mime: self.content, "text/html": self.html, "text/plain": self.page.name}


def _host() -> str:
    """What started the kernel: "voila" says so itself, a batch says "papermill", JupyterLab nothing."""
    return os.environ.get("SERVER_SOFTWARE", "").partition("/")[0]
