"""The same answers over HTTP as JSON, under `/api/v1/`. No cookie, no other origin, nothing is kept."""

import json
from datetime import date
from typing import Any

import tornado.web

from workflows.law.listing import listed, shown, unknown
from workflows.law.parameters import UnknownFigure
from workflows.server.api_answers import Asked, answers, asked, questions_of
from workflows.server.api_body import MOST_BYTES, check_type, situations
from workflows.server.api_openapi import document
from workflows.server.api_problems import MEDIA_TYPE, FieldProblem, Refused
from workflows.server.home import language_of
from workflows.server.rates import seconds_to_wait
from workflows.server.safety import CAUTIOUS
from workflows.words.catalogue import speak

LONGEST = 80
"""Characters of an unknown name that are looked at."""


def api_routes(base: str) -> list[tuple]:
    """Every address of the API; what is none of them is a 404 in JSON."""
    start = f"{base}api/v1"
    return [*((f"{start}/{name}", AnswerHandler, {"what": what}) for name, what in asked().items()),
            (rf"{start}/openapi\.json", OpenApiHandler), (f"{start}/law", LawListHandler),
            (f"{start}/law/(.*)", LawNameHandler), (f"{start}(?:/.*)?", NowhereHandler)]


class ApiHandler(tornado.web.RequestHandler):
    """What all addresses share: language, headers, problems as JSON."""

    allowed = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        for name, value in CAUTIOUS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self.words = speak(language_of(self))
        if self.request.method not in self.allowed:
            raise tornado.web.HTTPError(405)
        if wait := seconds_to_wait(self, "api"):
            raise Refused(429, "api.error.often", seconds=wait)

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """What is no UTF-8 in an address is looked up like any other name, and not found."""
        return value.decode("utf-8", "replace")

    def check_xsrf_cookie(self) -> None:
        """Nothing here acts in somebody's name, and only JSON is read, which no form of another site can send."""

    def send(self, content: Any, media_type: str = "application/json") -> None:
        """The content as JSON in UTF-8, with its language."""
        self.set_header("Content-Type", f"{media_type}; charset=utf-8")
        self.set_header("Content-Language", self.words.language)
        self.set_header("Vary", "Accept-Language")
        self.finish(json.dumps(content, ensure_ascii=False, allow_nan=False).encode())

    def write_error(self, status_code: int, **more) -> None:
        error = more["exc_info"][1] if "exc_info" in more else None
        refused = error if isinstance(error, Refused) else Refused(500, "api.error.failed")
        if self.request.method not in self.allowed:
            refused = Refused(405, "api.error.method", allowed=", ".join(self.allowed))
            self.set_header("Allow", ", ".join(self.allowed))
        self.set_status(refused.status)
        if refused.status == 429:
            self.set_header("Retry-After", str(refused.values["seconds"]))
        self.words = speak(language_of(self))
        self.send(refused.details(self.words), MEDIA_TYPE)

    def log_exception(self, kind, value, trace) -> None:
        if not isinstance(value, (Refused, tornado.web.HTTPError)):
            super().log_exception(kind, value, trace)


@tornado.web.stream_request_body
class AnswerHandler(ApiHandler):
    """`POST /api/v1/<page>`: questions in, answer out; a list of questions in, a list of answers out."""

    allowed = ("POST",)

    def initialize(self, what: Asked) -> None:
        self.what, self.body, self.size = what, [], 0

    def prepare(self) -> None:
        super().prepare()
        check_type(self.request.headers.get("Content-Type", ""))
        length = self.request.headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) > MOST_BYTES:
            raise Refused(413, "api.error.too_large", most=MOST_BYTES)

    def data_received(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size <= MOST_BYTES:
            self.body.append(chunk)

    async def post(self) -> None:
        if self.size > MOST_BYTES:
            raise Refused(413, "api.error.too_large", most=MOST_BYTES)
        values, several = situations(b"".join(self.body))
        found = await answers(self.what, questions_of(self.what, values, several, self.words), self.words)
        self.send(found if several else found[0])


class LawListHandler(ApiHandler):
    """`GET /api/v1/law`: every rule and figure by name."""

    def get(self) -> None:
        self.send(listed(self.words.language))

    def head(self) -> None:
        self.get()


class LawNameHandler(ApiHandler):
    """`GET /api/v1/law/<name>?on=2026-05-01`: one of them, a figure only as it is in force on a day."""

    def get(self, name: str) -> None:
        try:
            self.send(shown(name[:LONGEST], self._day(), self.words.language))
        except UnknownFigure as error:
            raise Refused(404, said=unknown(error, self.words)) from None

    def head(self, name: str) -> None:
        self.get(name)

    def _day(self):
        text = self.get_query_argument("on", "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            said = self.words("error.day", value=text[:40])
            raise Refused(422, "api.error.refused", [FieldProblem(field="on", pointer="#", detail=said)]) from None


class OpenApiHandler(ApiHandler):
    """`GET /api/v1/openapi.json`: what can be asked, for programs."""

    def get(self) -> None:
        self.send(document(self.words, f"{self.settings['base_url']}api/v1"))

    def head(self) -> None:
        self.get()


class NowhereHandler(ApiHandler):
    """Everything else below `/api/v1`: 404."""

    allowed = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

    def prepare(self) -> None:
        super().prepare()
        raise Refused(404, "api.error.unknown")
