"""What a page asks of its own kernel: read it, connect to it, end it. To anybody else that kernel does not exist."""

import json
import re

from jupyter_core.utils import ensure_async
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workflows.server.connection import PROTOCOL
from workflows.server.logs import event
from workflows.server.metrics import CONNECTIONS, REFUSED
from workflows.server.peer import is_own_origin
from workflows.server.who import who

_ID = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_SHOWN = ("id", "name", "last_activity", "execution_state", "connections")
_SESSION = re.compile(r"[A-Za-z0-9-]{1,64}")


def kernel_routes(base: str) -> list[tuple]:
    """Three addresses for one kernel; there is no list of kernels, and nothing restarts or interrupts one."""
    return [(rf"{base}api/kernels/{_ID}", KernelHandler), (rf"{base}api/kernels/{_ID}/channels", ChannelsHandler),
            (rf"{base}voila/api/shutdown/{_ID}", LeftHandler)]


class Terse(RequestHandler):
    """What is refused is answered with its reason alone, and is no error of the log."""

    def write_error(self, status_code: int, **_) -> None:
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps({"message": self._reason}))

    def log_exception(self, kind, value, trace) -> None:
        if not isinstance(value, HTTPError):
            super().log_exception(kind, value, trace)


class Owned(Terse):
    """A kernel for its owner. What is not known and what is somebody else's get the same answer, to the byte."""

    def prepare(self) -> None:
        if self.request.method not in self.SUPPORTED_METHODS:
            raise HTTPError(405)
        if not is_own_origin(self.request):
            raise _refused("origin", 403)
        if not self.settings["owners"].owns(who(self), self.path_args[0]):
            raise _refused("owner", 404)
        if self.request.method != "GET":
            self.check_xsrf_cookie()

    async def end(self, kernel_id: str) -> None:
        """The kernel ends now: what was typed is not in it."""
        await ensure_async(self.settings["kernel_manager"].shutdown_kernel(kernel_id, now=True))
        self.set_status(204)


class KernelHandler(Owned):
    """`/api/kernels/<id>`: what the front end wants to know before it connects; DELETE ends the kernel."""

    SUPPORTED_METHODS = ("GET", "DELETE")

    def get(self, kernel_id: str) -> None:
        found = self.settings["kernel_manager"].kernel_model(kernel_id)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({name: found[name] for name in _SHOWN}))

    async def delete(self, kernel_id: str) -> None:
        await self.end(kernel_id)


class LeftHandler(Owned):
    """`/voila/api/shutdown/<id>`: the page was left, and its script says so."""

    SUPPORTED_METHODS = ("POST",)

    async def post(self, kernel_id: str) -> None:
        await self.end(kernel_id)


class ChannelsHandler(Terse, VoilaKernelWebsocketHandler):
    """`/api/kernels/<id>/channels`: the page's connection. Everything is checked before anything is allocated."""

    SUPPORTED_METHODS = ("GET",)
    kernel_id, counted = "", False

    async def prepare(self) -> None:
        owners, kernel_id = self.settings["owners"], self.path_args[0]
        if self.request.method != "GET":
            raise HTTPError(405)
        if not is_own_origin(self.request):
            raise _refused("origin", 403)
        if self.request.headers.get("Upgrade", "").lower() != "websocket":
            raise _refused("no_websocket", 400)
        offered = [one.strip() for one in self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
        if PROTOCOL not in offered:
            raise _refused("protocol", 400)
        if not owners.owns(who(self), kernel_id):
            raise _refused("owner", 404)
        if not _SESSION.fullmatch(self.get_argument("session_id", "")):
            raise _refused("session", 400)
        if owners.connections(kernel_id) >= self.settings["bounds"].connections_per_kernel:
            raise _refused("connections", 429)
        await super().prepare()

    async def open(self, kernel_id: str) -> None:
        self.counted = True
        self.settings["owners"].connected(kernel_id)
        CONNECTIONS.inc()
        await super().open(kernel_id)

    def send_ping(self) -> None:
        """Ask the page for a sign of life. Jupyter would count the time before the first question as silence, and end
        every connection that is as old as a page may be silent."""
        if self.last_pong >= self.last_ping:
            self.last_pong = IOLoop.current().time()
        super().send_ping()

    def on_close(self) -> None:
        if self.counted:
            self.settings["owners"].disconnected(self.kernel_id)
            CONNECTIONS.dec()
        super().on_close()

    def select_subprotocol(self, subprotocols: list[str]) -> str:
        return PROTOCOL

    def get_compression_options(self) -> None:
        """None: a small message must not unfold into a large one."""


def _refused(reason: str, status: int) -> HTTPError:
    REFUSED.labels(reason).inc()
    event("refused", reason=reason, status=status)
    return HTTPError(status)
