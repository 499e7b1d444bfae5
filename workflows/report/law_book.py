"""The law book as HTML: the same pages for the server and for files on a disk, which differ only in where they lie."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workflows.law.book_pages import Book
from workflows.report.badge import badge
from workflows.report.html import html
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES, Words, speak


@dataclass(frozen=True)
class Places:
    """Where pages and browser files lie, as seen from a page of the book. `page` and `other` have places to fill."""

    home: str
    index: str
    page: str
    other: str
    other_index: str
    assets: str

    def of(self, name: str) -> str:
        """The address of a name's page."""
        return self.page.format(name=name)

    def in_language(self, language: str, name: str) -> str:
        """The same page in another language; without a name, the index."""
        return self.other.format(language=language, name=name) if name else self.other_index.format(language=language)


def served(base_url: str, language: str) -> Places:
    """The places on the server."""
    return Places(home=f"{base_url}?lang={language}", index=f"{base_url}law/?lang={language}",
                  page=f"{base_url}law/{{name}}?lang={language}", other=f"{base_url}law/{{name}}?lang={{language}}",
                  other_index=f"{base_url}law/?lang={{language}}", assets=f"{base_url}assets/law-{mark()}")


def on_disk() -> Places:
    """The places among files, a folder for each language; they work without a server."""
    return Places(home="", index="index.html", page="{name}.html", other="../{language}/{name}.html",
                  other_index="../{language}/index.html", assets=f"../law-{mark()}")


def index_html(book: Book, words: Words, places: Places, message: str = "", close: tuple[str, ...] = ()) -> str:
    """Every name of the book by topic, with the search. `message`: what has to be said first, with names that are close."""
    topics = book.topics(words)
    counts = {kind: sum(found == kind for found in book.kinds.values()) for kind in ("rule", "parameter")}
    return html("law_index", words=words, places=places, topics=topics, counts=counts, message=message,
                close=[book.entry(name, words) for name in close], languages=_languages(), name="")


def page_html(book: Book, name: str, words: Words, places: Places, today: date) -> str:
    """The page of one name; KeyError when the book does not have it."""
    return html("law_page", words=words, places=places, page=book.page(name, words, today), languages=_languages(),
                today=words.formats.date(today), name=name, badge=badge)


def write_book(book: Book, out: Path, today: date) -> int:
    """The whole book as files below `out`, in every language; how many pages. OSError where it cannot be written."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(files(), out / f"law-{mark()}", dirs_exist_ok=True)
    places, written = on_disk(), 0
    for language in LANGUAGES:
        words, folder = speak(language), out / language
        folder.mkdir(exist_ok=True)
        pages = {"index": index_html(book, words, places)} | {
            name: page_html(book, name, words, places, today) for name in book.kinds}
        for name, page in pages.items():
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
        written += len(pages)
    (out / "index.html").write_text(html("law_languages", languages=_languages(), mark=mark(), words=speak("fr")),
                                    encoding="utf-8")
    return written + 1


def files() -> Path:
    """The folder of the book's style and script."""
    return data_folder() / "templates" / "law_book"


def mark() -> str:
    """A name for the content of the book's style and script: it changes when they do."""
    return _mark(tuple((path.name, path.read_bytes()) for path in sorted(files().iterdir())))


@lru_cache(maxsize=4)
def _mark(content):
    seen = hashlib.sha256()
    for name, found in content:
        seen.update(name.encode() + b"\0" + found)
    return seen.hexdigest()[:12]


def _languages():
    return [(code, speak(code)("language.name")) for code in LANGUAGES]
