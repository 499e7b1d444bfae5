"""The warm parent: a process without secrets and with one thread that has loaded everything, and forks on request.

It is started by the server with one end of a socket, and ends when the other end is closed, whatever became of the server.
Its kernels end with it.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path

from workflows.kernels.child import become
from workflows.kernels.forks import MOST_BYTES, Forks, ending_with
from workflows.kernels.warm_up import warm_up


class Parent(Forks):
    """Forks the kernels that the server asks for."""

    def end_kernels(self) -> None:
        """End what was forked, at once; a kernel that lived on would write into its folder while it is removed."""
        for known, pid in self.forked():
            signal.pidfd_send_signal(known, signal.SIGKILL)
            self.bury(known, pid)

    def answer(self) -> bool:
        """A request has the socket that its kernel's number goes back on, and perhaps one to a Desk."""
        message, descriptors, _, _ = socket.recv_fds(self.asker, MOST_BYTES, 2)
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
        known = self.watch(pid)
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
            self.close()
            os.setsid()
            become(request, reply, desk)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)


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
    with ending_with(asked.pid, lambda: remove(asked.folder)):
        warm_up()
    parent = Parent(socket.socket(fileno=asked.server))
    parent.serve()
    parent.end_kernels()
    remove(asked.folder)
    os._exit(0)


if __name__ == "__main__":
    main()
