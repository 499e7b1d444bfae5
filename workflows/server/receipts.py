"""`/receipt`: the photo or PDF of an expense note, uploaded by the page, shown to whom it concerns."""

import errno
import json
import re
from collections.abc import Callable
from typing import Any

import tornado.web
from tornado.httputil import HTTPInputError, parse_body_arguments
from tornado.ioloop import IOLoop

from workflows.expenses import receipts
from workflows.expenses.receipts import NotAttached, Receipt
from workflows.people.drafts import NotYours
from workflows.server.context import site_of
from workflows.server.home import language_of
from workflows.server.rates import limited
from workflows.server.safety import CAUTIOUS
from workflows.server.saves import ID
from workflows.server.who import who
from workflows.store.attachments import MissingFile
from workflows.store.errors import DeletedDraft, DiskFull, StoreUnavailable
from workflows.store.file_types import MOST_BYTES, SHOWN
from workflows.words.catalogue import speak

AROUND = 100_000
"""Bytes that a form adds to its file."""

DRAINED = 3 * MOST_BYTES
"""What is too large is read to its end up to here and thrown away: a browser hears an answer only once it has sent all."""

SLOWEST = 300
"""Seconds that an upload may take: a photo over a bad line."""

SEALED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""For a file that somebody sent: shown, and nothing more."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic"}


def receipt_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    one = rf"{base}receipt/({ID})"
    return [(f"{base}receipt", UploadHandler), (one, ReceiptHandler), (rf"{one}/(remove|put_back)", ChangeHandler)]


class ReceiptBase(tornado.web.RequestHandler):
    """What the addresses share: who asks, in which language, refusals as a sentence in JSON."""

    def set_default_headers(self) -> None:
        for name, value in CAUTIOUS.items():
            self.set_header(name, value)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self.words, self.who, self.site = speak(language_of(self)), who(self), site_of(self)

    def may_ask(self) -> bool:
        """Whether somebody is signed in; 401 was answered where nobody is."""
        if self.who.person is None:
            self.refuse(401, "save.signed_out")
        return self.who.person is not None

    async def done(self, work: Callable[[], Any]) -> Any:
        """What `work` made, done beside the event loop; None where it was refused and said so."""
        try:
            return await IOLoop.current().run_in_executor(None, work)
        except NotAttached as error:
            self.refuse(error.status, error.key, **error.values)
        except (NotYours, DeletedDraft):
            self.refuse(404, "save.gone")
        except DiskFull:
            self.refuse(507, "receipt.error.full")
        except StoreUnavailable:
            self.refuse(503, "save.later")
        except OSError as error:
            if error.errno not in _FULL:
                raise
            self.refuse(507, "receipt.error.full")
        return None

    def refuse(self, status: int, key: str, **values: Any) -> None:
        """An answer that says why nothing was kept."""
        self.set_status(status)
        self.finish(json.dumps({"detail": self.words(key, **values)}))

    def tell(self, receipt: Receipt) -> None:
        """An answer that says what is kept."""
        self.finish(json.dumps({"name": receipt.name, "type": receipt.type, "shown": receipt.type in SHOWN}))

    def write_error(self, status_code: int, **_) -> None:
        self.words = speak(language_of(self))
        self.refuse(status_code, {403: "save.form_old", 413: "site.too_large"}.get(status_code, "site.failed"))


@tornado.web.stream_request_body
class UploadHandler(ReceiptBase):
    """`POST /receipt?draft=<id>`, a form with one `file`. It is kept before the answer says so.

    Of whoever may not send, and of what is too much, nothing is held while it comes in.
    """

    def initialize(self) -> None:
        self.body, self.size = [], 0

    def prepare(self) -> None:
        self.request.connection.set_max_body_size(DRAINED)
        self.request.connection.set_body_timeout(SLOWEST)
        super().prepare()

    def data_received(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > MOST_BYTES + AROUND:
            self.body = []
        elif self.who.person is not None:
            self.body.append(chunk)

    async def post(self) -> None:
        if not self.may_ask():
            return
        self.check_xsrf_cookie()
        self.draft = self.get_query_argument("draft", "")
        if limited(self, "receipt"):
            return
        if not re.fullmatch(ID, self.draft):
            self.refuse(404, "save.gone")
            return
        if self.size > MOST_BYTES + AROUND:
            self.refuse(413, "receipt.error.large", most=MOST_BYTES // 2**20)
            return
        content, person, now = self._file(), self.who.person, self.site.clock()
        kept = await self.done(lambda: receipts.attach(self.site.books, person, self.draft, content, now))
        if kept:
            self.tell(kept)

    def _file(self) -> bytes:
        files: dict[str, list] = {}
        try:
            parse_body_arguments(self.request.headers.get("Content-Type", ""), b"".join(self.body), {}, files)
        except HTTPInputError:
            return b""
        finally:
            self.body = []
        return files["file"][0]["body"] if files.get("file") else b""


class ReceiptHandler(ReceiptBase):
    """`GET /receipt/<id>`: the file. `?about=1`: only what it is, for the page's script."""

    async def get(self, id: str) -> None:
        if not self.may_ask():
            return
        found = await self.done(lambda: self._found(id))
        if self._finished:
            return
        if self.get_query_argument("about", ""):
            self.tell(found[0] if found else Receipt("", ""))
        elif found is None:
            self.refuse(404, "expenses.receipt.none")
        else:
            receipt, content = found
            self.set_header("Content-Type", receipt.type)
            self.set_header("Content-Security-Policy", SEALED)
            kind = "inline" if receipt.type in SHOWN else "attachment"
            self.set_header("Content-Disposition", f'{kind}; filename="{id[:8]}.{_ENDINGS[receipt.type]}"')
            self.finish(content)

    def _found(self, id: str) -> tuple[Receipt, bytes] | None:
        try:
            return receipts.receipt_of(self.site.books, self.who.person, id, self.site.clock())
        except MissingFile:
            return None


class ChangeHandler(ReceiptBase):
    """`POST /receipt/<id>/remove` and `/put_back?name=<sha256>`."""

    async def post(self, id: str, what: str) -> None:
        if not self.may_ask():
            return
        self.check_xsrf_cookie()
        person, now, name = self.who.person, self.site.clock(), self.get_query_argument("name", "")
        if what == "remove":
            await self.done(lambda: receipts.remove(self.site.books, person, id, now))
            if not self._finished:
                self.tell(Receipt("", ""))
        elif kept := await self.done(lambda: receipts.put_back(self.site.books, person, id, name, now)):
            self.tell(kept)
