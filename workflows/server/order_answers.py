"""`/orders/<id>/answer`: an adviser enters what a client answered by phone, on paper or beside them."""

from tornado.web import stream_request_body

from workflows.orders.answering import CHANNELS, Came, NoLink, NotAnswered, Said, answer_for
from workflows.people.drafts import NotYours
from workflows.server.order import OneOrderHandler
from workflows.server.peer import address_of
from workflows.server.saves import ID
from workflows.server.uploading import UploadingHandler
from workflows.store import attachments
from workflows.store.file_types import file_type

MOST_BYTES = 10_000_000
"""Bytes of a photo."""


def adviser_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(rf"{base}orders/({ID})/answer", AnswerForHandler)]


@stream_request_body
class AnswerForHandler(UploadingHandler, OneOrderHandler):
    """The photo is kept before the answer is decided, and stays kept where the answer lacks something else."""

    act = "see_members"

    def post(self, id: str) -> None:
        if not self.read():
            self.set_status(413)
            return self.form(id, problem=self.words("orders.photo.large"))
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

    def _said(self) -> Said:
        return Said("refuse" if self.text("decision", 10) == "refuse" else "accept", self.text("name"),
                    bool(self.text("may_decide")), self.text("function"), self.text("reason", 2_000),
                    bool(self.text("attests")))

    def _channel(self) -> str:
        asked = self.text("channel", 10)
        return asked if asked in CHANNELS[1:] else "session"

    def _photo(self, now) -> tuple[str, str]:
        """The hash of the photo that came, or of one that came with an earlier try; else the sentence why it is none."""
        sent = self.file("photo")
        with self.site.store.write() as tx:
            if not sent:
                before = self.text("kept", 64)
                return (before if attachments.type_of(tx, before) else ""), ""
            kind = file_type(sent)
            if kind is None or len(sent) > MOST_BYTES:
                return "", self.words("orders.photo.kind" if kind is None else "orders.photo.large")
            return attachments.keep(tx, self.site.house.home, sent, kind, now), ""
