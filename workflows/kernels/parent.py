"""The warm parent: a process without secrets and with one thread that has loaded everything, and forks on request.

It is started by the server with one end of a socket, and ends when the other end is closed, whatever became of the server.
Its kernels end with it.
"""

import argparse
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflows.kernels.child import become
from workflows.kernels.warm_up import warm_up

MOST_BYTES = 200_000
LOOK_SECONDS = 0.5


class Parent:
    """Waits for the server's requests, and for the end of the kernels that it forked."""

    def __init__(self, server: socket.socket):
        self.server = server
        self.selector = selectors.DefaultSelector()
        self.selector.register(server, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the server closes its end."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is not self.server:
                    self._bury(key.fd, key.data)
                elif not self._answer():
                    return

    def end_kernels(self) -> None:
        """End what was forked, at once; a kernel that lived on would write into its folder while it is removed."""
        for key in list(self.selector.get_map().values()):
            if key.fileobj is not self.server:
                signal.pidfd_send_signal(key.fd, signal.SIGKILL)
                self._bury(key.fd, key.data)

    def _answer(self):
        """One request; False when there will be none any more."""
        message, descriptors, _, _ = socket.recv_fds(self.server, MOST_BYTES, 2)
        if not message:
            return False
        reply = socket.socket(fileno=descriptors[0])
        if len(os.listdir("/proc/self/task")) > 1:
            # A thread would be missing in the kernel, with whatever lock it holds.
            reply.close()
            return True
        request = json.loads(message) | {"parent": os.getpid()}
        pid = os.fork()
        if not pid:
            self._be_kernel(request, reply, *descriptors[1:])
        known = os.pidfd_open(pid)
        self.selector.register(known, selectors.EVENT_READ, pid)
        try:
            socket.send_fds(reply, [str(pid).encode()], [known])
        except OSError:
            # The server gave up waiting: nobody would ever end this kernel.
            signal.pidfd_send_signal(known, signal.SIGKILL)
        reply.close()
        for descriptor in descriptors[1:]:
            os.close(descriptor)
        return True

    def _be_kernel(self, request, reply, desk=None):
        try:
            self.selector.close()
            self.server.close()
            os.setsid()
            become(request, reply, desk)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)

    def _bury(self, known, pid):
        self.selector.unregister(known)
        os.close(known)
        os.waitpid(pid, 0)


@contextmanager
def ending_with(server: int, folder: Path | None = None) -> Iterator[None]:
    """While it loads, nobody reads the socket: a server that ends meanwhile is noticed by looking at the clock's signal.

    `folder`: what to remove then.
    """
    def look(*_):
        if os.getppid() != server:
            if folder:
                remove(folder)
            os._exit(1)

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_SECONDS, LOOK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def remove(folder: Path, seconds: float = 5) -> None:
    """Remove a folder into which kernels that the server itself started may still write while they end."""
    until = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < until:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.05)


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", type=int, required=True, help="descriptor of the socket to the server")
    parser.add_argument("--folder", type=Path, required=True, help="where the kernels' folders are; removed at the end")
    parser.add_argument("--pid", type=int, required=True, help="the server's process")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ending_with(asked.pid, asked.folder):
        warm_up()
    parent = Parent(socket.socket(fileno=asked.server))
    parent.serve()
    parent.end_kernels()
    remove(asked.folder)
    os._exit(0)


if __name__ == "__main__":
    main()
