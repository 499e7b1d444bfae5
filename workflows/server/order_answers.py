"""`/orders/<id>/answer`: an adviser enters what a client answered by phone, on paper or beside them."""

from tornado.httputil import HTTPInputError, parse_body_arguments
from tornado.web import HTTPError, stream_request_body

from workflows.orders.answering import CHANNELS, Came, NoLink, NotAnswered, Said, answer_for
from workflows.people.drafts import NotYours
from workflows.server.order import OneOrderHandler
from workflows.server.peer import address_of
from workflows.server.saves import ID
from workflows.store import attachments

MOST_BYTES, REST = 10_000_000, 100_000
"""Bytes of a photo, and of the fields around it."""

SECONDS = 300
"""How long a phone may take to send them."""

_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def adviser_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(rf"{base}orders/({ID})/answer", AnswerForHandler)]


def kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes, whatever its name says; None for all that is no photo and no PDF.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"\\xff\\xd8\\xff\\xe0"), kind_of(b"<script>")
    ('application/pdf', 'image/jpeg', None)
    """
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "image/heic"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    known = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
    return next((kind for start, kind in known.items() if content.startswith(start)), None)


@stream_request_body
class AnswerForHandler(OneOrderHandler):
    """The photo is kept before the answer is decided, and stays kept where the answer lacks something else."""

    act = "see_members"

    def prepare(self) -> None:
        self._body = bytearray()
        super().prepare()
        if not self._finished:
            self.request.connection.set_max_body_size(MOST_BYTES + REST)
            self.request.connection.set_body_timeout(SECONDS)

    def check_xsrf_cookie(self) -> None:
        """Not yet: the form comes in pieces, after its headers."""

    def data_received(self, chunk: bytes) -> None:
        self._body += chunk

    def post(self, id: str) -> None:
        self._read()
        revision, now, house = self.text("revision", 9), self.site.clock(), self.site.house
        try:
            photo, problem = self._photo(now)
            if problem:
                self.set_status(422)
                return self.form(id, problem=problem)
            came = Came(self._channel(), address_of(self), self.request.headers.get("User-Agent", ""), self.who.id, photo)
            answer_for(house, self.who.person, id, int(revision) if revision.isdecimal() else -1, self._said(), came, now,
                       self.text("code", 20))
        except NotYours:
            return self.say(404, self.words("save.gone"))
        except NotAnswered as lacks:
            self.set_status(422)
            return self.form(id, problem=self.words(lacks.key), photo=photo)
        except NoLink as gone:
            self.set_status(409)
            return self.form(id, problem=self.words(gone.key))
        return self.go(f"orders/{id}?did={self.text('decision', 10)}")

    def _read(self) -> None:
        """The form, now that all of it is there; only then whether it is one of our own pages'."""
        try:
            request = self.request
            parse_body_arguments(request.headers.get("Content-Type", ""), bytes(self._body), request.body_arguments,
                                 request.files, request.headers)
        except HTTPInputError:
            raise HTTPError(400) from None
        request.arguments.update(request.body_arguments)
        super().check_xsrf_cookie()

    def _said(self) -> Said:
        return Said("refuse" if self.text("decision", 10) == "refuse" else "accept", self.text("name"),
                    bool(self.text("may_decide")), self.text("function"), self.text("reason", 2_000),
                    bool(self.text("attests")))

    def _channel(self) -> str:
        asked = self.text("channel", 10)
        return asked if asked in CHANNELS[1:] else "session"

    def _photo(self, now) -> tuple[str, str]:
        """The hash of the photo that came, or of one that came with an earlier try; else the sentence why it is none."""
        sent = next((file.body for file in self.request.files.get("photo", ()) if file.body), b"")
        with self.site.store.write() as tx:
            if not sent:
                before = self.text("kept", 64)
                return (before if attachments.type_of(tx, before) else ""), ""
            kind = kind_of(sent)
            if kind is None or len(sent) > MOST_BYTES:
                return "", self.words("orders.photo.kind" if kind is None else "orders.photo.large")
            return attachments.keep(tx, self.site.house.home, sent, kind, now), ""
