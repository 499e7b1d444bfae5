"""`/order/<token>`: where a client reads an order and answers it. No account, no cookie, no script.

GET and HEAD change nothing, however often a scanner of mails opens the link. A form carries the nonce of the version that
was read, so that no other site can send it: it is made from the secret of the link.
"""

import hmac

from babel import negotiate_locale
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler

from workflows.orders.answering import Came, NoLink, NotAnswered, Said, Shown, answer, seen, show
from workflows.server.answer_page import FIELDS, answer_page, word_page
from workflows.server.context import site_of
from workflows.server.peer import address_of
from workflows.server.rates import seconds_to_wait
from workflows.store.attachments import read
from workflows.store.errors import StoreUnavailable
from workflows.words.catalogue import CLIENT_LANGUAGES, Words, speak

MOST_BYTES = 60_000
"""Bytes of a form: the longest reason in the widest signs fits twice."""

ALONE = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

VIEWED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""For the document: a browser's own viewer is an object in a page that it makes around it."""


def answer_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}order/([^/]*)/document", DocumentHandler), (f"{base}order/([^/]*)", AnswerHandler)]


class LinkHandler(RequestHandler):
    """What both addresses share: headers, languages, and pages that say why there is nothing."""

    def set_default_headers(self) -> None:
        for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"),
                            ("X-Robots-Tag", "noindex, nofollow, noarchive"), ("Referrer-Policy", "no-referrer"),
                            ("Content-Security-Policy", ALONE)):
            self.set_header(name, value)

    def prepare(self) -> None:
        self.site = site_of(self)
        wait = seconds_to_wait(self, "answer")
        if wait:
            self.set_header("Retry-After", str(wait))
            self.tell(429, "answer.too_often")
        elif len(self.request.body) > MOST_BYTES:
            self.tell(413, "answer.too_large")

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """What is no UTF-8 is read as far as it goes, and then does not fit."""
        return value.decode("utf-8", "replace")

    def text(self, name: str) -> str:
        """A field of the form."""
        return self.get_body_argument(name, "")

    def spoken(self, language: str = "") -> Words:
        """The language that was chosen on the page, else the client's, else the browser's, else French."""
        asked = self.get_query_argument("lang", "")
        accepted = [part.split(";")[0].strip().replace("-", "_") for part in
                    self.request.headers.get("Accept-Language", "").split(",")]
        found = next((code for code in (asked, language) if code in CLIENT_LANGUAGES), None)
        return speak(found or negotiate_locale([code for code in accepted if code], CLIENT_LANGUAGES) or "fr")

    def came(self, shown: Shown) -> Came:
        """How this client comes."""
        return Came("link", address_of(self), self.request.headers.get("User-Agent", ""),
                    language=self.spoken(shown.order.language).language)

    def tell(self, status: int, key: str, language: str = "") -> None:
        """A page that says one thing."""
        words = self.spoken(language)
        self.set_status(status)
        self.finish(word_page(words(key), self.settings["base_url"], words))

    def page(self, token: str, shown: Shown, status: int = 200, problem: str = "", field: str = "", done: str = "") -> None:
        """The order, with what was typed still in its form."""
        words = self.spoken(shown.order.language)
        self.set_status(status)
        self.finish(answer_page(shown, self.site.house.law, self.settings["base_url"], token, words,
                                {name: self.text(name) for name in FIELDS}, problem and words(problem), field,
                                done and words(done)))

    def is_of(self, shown: Shown) -> bool:
        """Whether the form that was sent is the one of this version."""
        return hmac.compare_digest(self.text("nonce").encode("utf-8", "replace"), shown.nonce.encode())

    async def aside(self, work, *given):
        """Wait for the database without keeping others waiting."""
        return await IOLoop.current().run_in_executor(None, work, *given)

    def write_error(self, status_code: int, **about) -> None:
        error = about.get("exc_info", (None, None))[1]
        if isinstance(error, NoLink):
            self.tell(error.status, error.key, error.language)
        elif isinstance(error, StoreUnavailable):
            self.tell(503, "answer.later")
        else:
            self.tell(status_code, "answer.unknown" if status_code == 404 else "answer.failed")

    def log_exception(self, kind, error, trace) -> None:
        """A link that opens nothing, and a database that is busy, are answers and no faults of the server."""
        if not isinstance(error, (NoLink, StoreUnavailable)):
            super().log_exception(kind, error, trace)


class AnswerHandler(LinkHandler):
    """`/order/<token>`."""

    async def get(self, token: str) -> None:
        self.page(token, await self.aside(show, self.site.house, token, self.site.clock()))

    async def head(self, token: str) -> None:
        await self.get(token)

    async def post(self, token: str) -> None:
        now, decision = self.site.clock(), self.text("decision")
        shown = await self.aside(show, self.site.house, token, now)
        if not self.is_of(shown) or decision not in ("accept", "refuse"):
            return self.page(token, shown, 409, "answer.error.form")
        said = Said(decision, self.text("name"), bool(self.text("may_decide")), self.text("function"), self.text("reason"),
                    bool(self.text("attests")))
        try:
            row = await self.aside(answer, self.site.house, token, shown.nonce, said, self.came(shown), now)
        except NotAnswered as lacks:
            shown = await self.aside(seen, self.site.house, token, self.came(shown), now)
            return self.page(token, shown, 422, lacks.key, lacks.field)
        except NoLink as gone:
            if not gone.key.startswith("answer.already_"):
                raise
            same = gone.key == {"accept": "answer.already_accepted", "refuse": "answer.already_refused"}[decision]
            return self.page(token, await self.aside(show, self.site.house, token, now), 200 if same else 409)
        return self.page(token, shown, done=f"answer.done.{row.state}")


class DocumentHandler(LinkHandler):
    """`/order/<token>/document`: the PDF, for who asks by the button; from then on the order is seen."""

    async def get(self, token: str) -> None:
        self.page(token, await self.aside(show, self.site.house, token, self.site.clock()))

    async def head(self, token: str) -> None:
        await self.get(token)

    async def post(self, token: str) -> None:
        now = self.site.clock()
        shown = await self.aside(show, self.site.house, token, now)
        if not self.is_of(shown):
            return self.page(token, shown, 409, "answer.error.form")
        shown = await self.aside(seen, self.site.house, token, self.came(shown), now)
        content = await self.aside(read, self.site.house.home, shown.pdf)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Security-Policy", VIEWED)
        self.set_header("Content-Disposition", f'inline; filename="{shown.order.file_name}.pdf"')
        return self.finish(content)
