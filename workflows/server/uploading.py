"""A form of a page with a file: read to its end before anything is done, and of what is too large nothing is kept."""

from tornado.httputil import HTTPInputError, parse_body_arguments
from tornado.web import HTTPError

from workflows.server.site import SiteHandler
from workflows.store.file_types import MOST_BYTES

AROUND = 100_000
"""Bytes that the other fields of the form may have."""

DRAINED = 3 * MOST_BYTES
"""What is too large is read up to here and thrown away: a browser hears an answer only once it has sent all."""

SECONDS = 300
"""How long an upload may take."""


class UploadingHandler(SiteHandler):
    """A subclass is marked with `tornado.web.stream_request_body`, and calls `read` before it looks at the form."""

    def initialize(self) -> None:
        self._body, self._size = bytearray(), 0

    def prepare(self) -> None:
        super().prepare()
        if not self._finished:
            self.request.connection.set_max_body_size(DRAINED)
            self.request.connection.set_body_timeout(SECONDS)

    def check_xsrf_cookie(self) -> None:
        """Not yet: the form comes in pieces, after its headers."""

    def data_received(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > MOST_BYTES + AROUND:
            self._body = bytearray()
        else:
            self._body += chunk

    def read(self) -> bool:
        """Whether the form fitted; now that all of it is there, also whether it is one of our own pages'."""
        if self._size > MOST_BYTES + AROUND:
            return False
        try:
            request = self.request
            parse_body_arguments(request.headers.get("Content-Type", ""), bytes(self._body), request.body_arguments,
                                 request.files, request.headers)
        except HTTPInputError:
            raise HTTPError(400) from None
        request.arguments.update(request.body_arguments)
        super().check_xsrf_cookie()
        return True

    def file(self, name: str) -> bytes:
        """What was sent in a field for a file; empty where nothing was chosen."""
        return next((file.body for file in self.request.files.get(name, ()) if file.body), b"")
