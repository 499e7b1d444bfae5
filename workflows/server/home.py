"""The home page and the page for what does not exist: plain HTML, no kernel."""

from functools import lru_cache
from urllib.parse import parse_qsl

import tornado.web
from babel import negotiate_locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workflows.pages.examples import examples
from workflows.pages.registry import AUDIENCES, PAGES
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, Words, speak

TEMPLATES = ROOT / "widgets" / "template" / "voila" / "templates" / "atelier"


def language_of(handler: tornado.web.RequestHandler) -> str:
    """The language that the address asks for, else the browser's, else French."""
    asked = dict(parse_qsl(handler.request.query)).get("lang", "")
    if asked in LANGUAGES:
        return asked
    accepted = [part.split(";")[0].strip().replace("-", "_") for part in
                handler.request.headers.get("Accept-Language", "").split(",")]
    return negotiate_locale([code for code in accepted if code], LANGUAGES) or "fr"


def home(words: Words, base_url: str, message: str = "") -> str:
    """The pages there are, one line each, and the situations that open from links."""
    groups = {example.group: [e for e in examples() if e.group == example.group] for example in examples()}
    pages = {audience: [name for name, page in PAGES.items() if page.audience == audience] for audience in AUDIENCES}
    return templates().get_template("home.html.j2").render(
        words=words, base_url=base_url, pages=pages, groups=groups, message=message,
        languages=[(code, speak(code)("language.name")) for code in LANGUAGES])


class HomeHandler(tornado.web.RequestHandler):
    """`/`."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(speak(language_of(self)), self.settings["base_url"]))


class UnknownHandler(tornado.web.RequestHandler):
    """Everything that is no page: 404, and the pages there are."""

    def prepare(self) -> None:
        words = speak(language_of(self))
        self.set_status(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(words, self.settings["base_url"], words("site.not_found")))


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of pages that the server writes itself."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
