"""The law book under `/law/`: the server finds the page, the report makes it."""

import difflib
from datetime import date

import tornado.web

from workflows.law.explain import base_name
from workflows.pages.law_book import law_book
from workflows.report.law_book import files, index_html, mark, page_html, served
from workflows.server.assets import AssetHandler
from workflows.server.home import language_of
from workflows.server.safety import CAUTIOUS
from workflows.words.catalogue import speak

LONGEST = 40
"""Characters of an unknown name that are said back."""


def law_routes(base: str) -> list[tuple]:
    """The book's pages, and its style and script under a name that changes with their content."""
    return [(rf"{base}law(?:/(.*))?", LawHandler),
            (rf"{base}assets/law-{mark()}/(.*)", AssetHandler, {"roots": [str(files())]})]


class LawHandler(tornado.web.RequestHandler):
    """`/law/` and `/law/<name>`; what is not in the book is a 404 with the whole list and the names that are close."""

    def set_default_headers(self) -> None:
        for name, value in CAUTIOUS.items():
            self.set_header(name, value)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Vary", "Accept-Language")

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """What is no UTF-8 in an address is looked up like any other name, and not found."""
        return value.decode("utf-8", "replace")

    def get(self, name: str | None) -> None:
        words, book = speak(language_of(self)), law_book()
        places = served(self.settings["base_url"], words.language)
        name = base_name(name or "")
        if not name:
            self.finish(index_html(book, words, places))
        elif name in book.kinds:
            self.finish(page_html(book, name, words, places, date.today()))
        else:
            self.set_status(404)
            said = name if len(name) <= LONGEST else name[:LONGEST - 1] + "…"
            close = difflib.get_close_matches(name[:LONGEST], book.kinds, n=3, cutoff=0.6)
            self.finish(index_html(book, words, places, words("lawbook.unknown", name=said), tuple(close)))

    def head(self, name: str | None) -> None:
        self.get(name)
