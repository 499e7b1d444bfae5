"""The home page and the page for what does not exist: plain HTML, no kernel."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

import tornado.web
from babel import negotiate_locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workflows.pages.examples import examples
from workflows.pages.own import OwnPage, own_page
from workflows.pages.publishing import Standing, opened_by, standings
from workflows.pages.publishing import may_open as may_open_own
from workflows.pages.registry import AUDIENCES, PAGES, Page
from workflows.server.assets import fingerprint
from workflows.server.context import site_of
from workflows.server.who import Who, who
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, Words, speak

TEMPLATES = ROOT / "widgets" / "template" / "pages"
SITE_FILES = ROOT / "widgets" / "template" / "site"
"""Style and scripts of the pages that the server writes itself."""


def language_of(handler: tornado.web.RequestHandler) -> str:
    """The language that the address asks for, else the person's, else the browser's, else French."""
    asked = dict(parse_qsl(handler.request.query)).get("lang", "")
    for language in (asked, who(handler).language):
        if language in LANGUAGES:
            return language
    accepted = [part.split(";")[0].strip().replace("-", "_") for part in
                handler.request.headers.get("Accept-Language", "").split(",")]
    return negotiate_locale([code for code in accepted if code], LANGUAGES) or "fr"


def site_page(handler: tornado.web.RequestHandler, template: str, **values) -> str:
    """A page of the site as HTML, in the language and with the menu of who asks."""
    words, asking = speak(language_of(handler)), who(handler)
    said = dict(parse_qsl(handler.request.query))
    return templates().get_template(template).render(
        words=words, base_url=handler.settings["base_url"], who=asking, assets=site_assets(),
        languages=[(code, speak(code)("language.name")) for code in LANGUAGES], when=words.formats.instant,
        address=lambda **changed: urlencode({**said, **changed}), **values)


def home(handler: tornado.web.RequestHandler, message: str = "", drafts=(), waiting=()) -> str:
    """What waits for who asks, the pages there are for them, one line each, and the situations that open from links."""
    shown = [example for example in examples() if opens(PAGES[example.questions.page], who(handler))]
    groups = {example.group: [other for other in shown if other.group == example.group] for example in shown}
    pages = {audience: [name for name, page in PAGES.items() if page.audience == audience and opens(page, who(handler))]
             for audience in AUDIENCES}
    return site_page(handler, "home.html.j2", pages=pages, own=_own(handler), groups=groups, message=message, drafts=drafts,
                     waiting=waiting)


def may_open(handler: tornado.web.RequestHandler, page: Page) -> bool:
    """As `opens`; of a page that an adviser wrote, whether it is published for who asks, or their own."""
    asking, site = who(handler), site_of(handler)
    if isinstance(page, OwnPage):
        return opened_by(site.store, page, asking.person, asking.role, site.clock())
    return opens(page, asking)


def title_of(page: str, words: Words) -> str:
    """What a page is called; its plain name where somebody took its notebook away."""
    return words(f"page.{page}.title") if page in PAGES or own_page(page) else page


def _own(handler: tornado.web.RequestHandler) -> list[Standing]:
    """The pages that advisers wrote, as far as who asks may open them."""
    asking, site = who(handler), site_of(handler)
    with site.store.read() as tx:
        return [one for one in standings(tx, site.clock()) if may_open_own(one, asking.person, asking.role)]


def opens(page: Page, asking: Who) -> bool:
    """Whether a page is for who asks: members' pages are for everybody, those of advisers for the cooperative's people."""
    return page.audience == "members" or asking.may("open_adviser_pages")


@lru_cache(maxsize=1)
def site_assets() -> str:
    """The folder of the site's own files in addresses; it changes when one of them does."""
    return f"site-{fingerprint([str(SITE_FILES)])}"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of the site."""
    found = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    found.globals["title_of"] = title_of
    return found
