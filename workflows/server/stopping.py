"""A server that is asked to end: no new page, the open ones are told, kernels end, nothing is left behind."""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable

from jupyter_core.utils import ensure_async
from tornado.httpserver import HTTPServer

from workflows.server.connection import Connection
from workflows.server.logs import event

RESTART = 1012
"""The code that tells a page: the service restarts (IANA's list of websocket codes)."""

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Stopping:
    """The end of one server. `tell`: what else is to be done before kernels end, such as a word to open pages."""

    def __init__(self, seconds: float):
        self.seconds, self.asked = seconds, False
        self.tell: list[Callable[[], Awaitable[None]]] = []

    def listen(self, end: Callable[[], Awaitable[None]]) -> None:
        """From now on a signal begins the end; a second one changes nothing."""
        loop = asyncio.get_running_loop()
        for one in SIGNALS:
            loop.add_signal_handler(one, lambda: None if self.asked else self._begin(loop, end))

    def _begin(self, loop, end):
        self.asked = True
        event("stopping")
        # If something hangs, the time is kept all the same; kernels see that their server is gone.
        overdue = threading.Timer(self.seconds, os._exit, (1,))
        overdue.daemon = True
        overdue.start()
        self._task = loop.create_task(end())

    async def end(self, http: HTTPServer, kernels) -> None:
        """Everything in its order; what fails is logged and does not stop the rest."""
        http.stop()
        for tell in self.tell:
            await _tried("tell", tell())
        for connection in list(Connection._open_sockets):
            connection.websocket_handler.close(RESTART, "restart")
        await asyncio.sleep(0.1)  # the words are on their way
        await _tried("kernels", ensure_async(kernels.shutdown_all(now=True)))
        await _tried("connections", asyncio.wait_for(http.close_all_connections(), 2))
        event("stopped")


async def _tried(what, work):
    try:
        await work
    except Exception as error:  # whatever it is, the rest has to be done
        event("stopping_failed", what=what, error=type(error).__name__)
