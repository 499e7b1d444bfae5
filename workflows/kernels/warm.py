"""The server's hold on the warm parent: starts it, asks it for kernels, starts another when it died."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from workflows.kernels.environment import for_parent
from workflows.kernels.processes import Forked
from workflows.settings import ROOT

LOADING, WAITING, PAUSE = 15.0, 5.0, 60.0
"""Seconds that a request waits for a parent that still loads (a start of its own would slow down both), or that is busy;
seconds without a new attempt when a parent died before it forked anything."""


class WarmParent:
    """A process that forks kernels. `folder`: where the kernels' folders are; the parent removes it when the server ends."""

    def __init__(self, folder: Path, command: tuple[str, ...] = (sys.executable, "-P", "-m", "workflows.kernels.parent")):
        self.folder, self.command = folder, command
        self._process: subprocess.Popen | None = None
        self._socket: socket.socket | None = None
        self._proven, self._not_before = False, 0.0

    @property
    def pid(self) -> int | None:
        """Its process, while it lives."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start it; it loads by itself, and requests may come before it is ready."""
        self.stop()
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self._process = subprocess.Popen(
                [*self.command, "--server", str(its.fileno()), "--folder", str(self.folder),
                 "--pid", str(os.getpid())], pass_fds=[its.fileno()],
                cwd=ROOT, env=for_parent(os.environ), stdin=subprocess.DEVNULL, start_new_session=True)
        ours.setblocking(False)
        self._socket, self._proven = ours, False

    def stop(self) -> None:
        """End it, and with it all of its kernels."""
        if self._process:
            self._socket.close()
            self._process.kill()
            self._process.wait()
            self._process = self._socket = None

    async def fork(self, request: dict[str, Any], desk: int | None) -> tuple[Forked, socket.socket] | None:
        """A kernel for the request, and the socket on which it says that it is ready; None when none can be had in time."""
        for _ in range(2):
            if not self._alive():
                return None
            found = await self._ask(json.dumps(request).encode(), [] if desk is None else [desk])
            if found is not None:
                self._proven = True
                return found
            if self.pid:
                return None
        return None

    def _alive(self):
        """Whether there is a parent to ask; one that died is replaced, but not again and again."""
        if self.pid:
            return True
        if self._process and not self._proven:
            self._not_before = time.monotonic() + PAUSE
            self.stop()
        if time.monotonic() < self._not_before:
            return False
        self.start()
        return True

    async def _ask(self, request, descriptors):
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with its:
                socket.send_fds(self._socket, [request], [its.fileno(), *descriptors])
            await readable(ours, WAITING if self._proven else LOADING)
            pid, known, _, _ = socket.recv_fds(ours, 20, 1)
            if pid:
                return Forked(int(pid), *known), ours
        except OSError:
            pass  # it died, or takes too long: TimeoutError is one of them
        ours.close()
        return None


async def readable(one: socket.socket, seconds: float) -> None:
    """Until something can be read, or the other end is closed; TimeoutError when that takes longer."""
    loop = asyncio.get_running_loop()
    heard = loop.create_future()
    loop.add_reader(one, lambda: heard.done() or heard.set_result(None))
    try:
        await asyncio.wait_for(heard, seconds)
    finally:
        loop.remove_reader(one)
