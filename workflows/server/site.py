"""The base of every page that the server writes itself: words, who asks, templates, forms that no other site can send."""

from urllib.parse import urlencode

from workflows.server.context import site_of
from workflows.server.home import home, language_of, site_page
from workflows.server.safety import ClosedCookies
from workflows.server.waiting import OWN_LISTS, waiting_for
from workflows.server.who import who
from workflows.store import drafts
from workflows.words.catalogue import speak

MOST_BYTES = 20_000
"""Bytes of a form."""

NEWEST = 6
"""Drafts that home shows."""


class SiteHandler(ClosedCookies):
    """A page of the site. `act`: what one must be allowed to do; None for everybody, "" for who is signed in."""

    act: str | None = None

    def set_default_headers(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self.site, self.who = site_of(self), who(self)
        self.words = speak(language_of(self))
        if self.act is not None and self.who.person is None:
            here = self.request.uri if self.request.method == "GET" else self.settings["base_url"]
            self.redirect(f"{self.settings['base_url']}sign-in?{urlencode({'next': here})}")
        elif self.act and not self.who.may(self.act):
            self.say(403, self.words("site.not_yours"))
        elif self.request.method == "POST":
            if len(self.request.body) > MOST_BYTES:
                self.say(413, self.words("site.too_large"))
            else:
                self.check_xsrf_cookie()

    def say(self, status: int, message: str) -> None:
        """A page that says one thing."""
        self.set_status(status)
        self.show("said.html.j2", message=message)

    def show(self, template: str, **values) -> None:
        """A page made of a template."""
        self.finish(site_page(self, template, xsrf=self.xsrf_form_html(), **values))

    def text(self, name: str, most: int = 300) -> str:
        """A field of the form that was sent, or of the address."""
        return self.get_argument(name, "")[:most]

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """What is no UTF-8 is read as far as it goes, and then does not fit."""
        return value.decode("utf-8", "replace")

    def go(self, place: str = "") -> None:
        """To another page of the site."""
        self.redirect(f"{self.settings['base_url']}{place.lstrip('/')}")

    def write_error(self, status_code: int, **_) -> None:
        self.words = speak(language_of(self))
        key = {403: "site.form_old", 404: "site.not_found"}.get(status_code, "site.failed")
        self.say(status_code, self.words(key))


class HomeHandler(SiteHandler):
    """`/`."""

    def get(self) -> None:
        mine = ()
        if self.who.may("keep_drafts"):
            with self.site.store.read() as tx:
                mine = [one for one in drafts.drafts(tx, self.who.id) if one.page not in OWN_LISTS][:NEWEST]
        self.finish(home(self, drafts=mine, waiting=waiting_for(self.site, self.who, self.site.clock())))


class UnknownHandler(SiteHandler):
    """Everything that is no page: 404, and the pages there are."""

    def prepare(self) -> None:
        self.set_status(404)
        self.finish(home(self, speak(language_of(self))("site.not_found")))
