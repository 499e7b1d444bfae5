"""What a page's notebook calls: the room for people, the report for batches, from the same parameters."""

from datetime import date
from functools import cached_property
from typing import Any

from workflows.pages.registry import PAGES, Page, load
from workflows.questions.cell import given
from workflows.settings import host
from workflows.words.catalogue import speak


def open_page(name: str, cell: dict[str, Any]) -> "OpenPage":
    """The page `name` with the parameters among the names of the notebook; refuses what the questions refuse."""
    page = PAGES[name]
    return OpenPage(page, page.model(**given(page.model, cell)), cell.get("language", "fr"))


class OpenPage:
    """A page in a notebook. `room` is shown to people; `report` leaves as an output of the page's own type."""

    def __init__(self, page: Page, questions: Any, language: str):
        self.page, self.questions, self.language = page, questions, language

    @cached_property
    def room(self):
        """The live form; nothing in a batch, where nobody could touch it."""
        return None if host() == "papermill" else load(self.page.room)(self.questions.typed(), language=self.language)

    @property
    def report(self):
        """The answer, computed now from the parameters; nothing under Voilà, where the room shows it."""
        return None if host() == "voila" else Report(self)


class Report:
    """The answer as notebook output: JSON under the page's type, and HTML for eyes."""

    def __init__(self, opened: OpenPage):
        self.page, words = opened.page, speak(opened.language)
        self.content = load(self.page.to_json)(load(self.page.answer)(opened.questions))
        self.html = load(self.page.html)(self.content, words, date.today())

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {self.page.mime: self.content, "text/html": self.html, "text/plain": self.page.name}
