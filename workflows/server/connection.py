"""A page's connection to its kernel: bounded in size and pace, only what a page needs, no error's text."""

import time
from collections.abc import Callable

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.websocket import WebSocketClosedError

from workflows.server.home import language_of
from workflows.server.logs import event
from workflows.server.messages import BadMessage, read, shown
from workflows.server.metrics import ERRORS, MESSAGES, REFUSED
from workflows.words.catalogue import speak

PROTOCOL = "v1.kernel.websocket.jupyter.org"
POLICY, TOO_BIG = 1008, 1009
"""Codes with which a connection is closed (RFC 6455)."""


class Bucket:
    """So much a second in the long run, so much at once.

    >>> bucket = Bucket((1, 2), clock=lambda: 0.0)
    >>> [bucket.takes(1) for _ in range(3)]
    [True, True, False]
    """

    def __init__(self, pace: tuple[float, float], clock: Callable[[], float] = time.monotonic):
        self._rate, self._most = pace
        self._left, self._clock, self._seen = self._most, clock, clock()

    def takes(self, amount: float) -> bool:
        """Whether the amount fits now; then it is taken."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._seen) * self._rate)
        self._seen = now
        if amount > self._left:
            return False
        self._left -= amount
        return True


class Connection(ZMQChannelsWebsocketConnection):
    """Jupyter's bridge between a websocket and a kernel, with the gate on both sides."""

    def __init__(self, **more):
        super().__init__(**more)
        self._bounds = self.websocket_handler.settings["bounds"]
        self._messages, self._traffic = Bucket(self._bounds.messages), Bucket(self._bounds.traffic)
        self._sentence = speak(language_of(self.websocket_handler))("serving.kernel_error")

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        """To the kernel, if it is what a page sends; a type that is not is dropped, a flood ends the connection."""
        if not self._messages.takes(1) or not self._traffic.takes(len(incoming_msg)):
            return self._end("pace", POLICY)
        MESSAGES.labels("in").inc()
        try:
            parts = read(incoming_msg, self._bounds.content_bytes)
        except BadMessage as bad:
            reason = f"message_{bad}"
            REFUSED.labels(reason).inc()
            return self._end(str(bad), TOO_BIG if str(bad) == "size" else POLICY) if str(bad) in ("form", "size") else None
        if "shell" in self.channels:
            self.session.send_raw(self.channels["shell"], parts)
        return None

    def _on_zmq_reply(self, stream, msg_list):
        """To the page: everything that the kernel says passes here."""
        if stream.closed():
            self.disconnect()
            return
        parts, hidden = shown([bytes(part) for part in msg_list], self._sentence)
        if hidden:
            ERRORS.inc()
            event("kernel_error", kernel=self.kernel_id[:8], where=hidden)
        if parts is None:
            return
        MESSAGES.labels("out").inc()
        try:
            self.write_message(serialize_msg_to_ws_v1(parts, getattr(stream, "channel", "")), binary=True)
        except WebSocketClosedError:
            event("closed_while_sending", kernel=self.kernel_id[:8])

    def _end(self, reason, code):
        REFUSED.labels(f"connection_{reason}").inc()
        event("connection_ended", kernel=self.kernel_id[:8], reason=reason)
        self.websocket_handler.close(code, reason)
