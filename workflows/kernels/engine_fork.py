"""A function called in a process of its own, forked from a warm one: here when this one is warm, else by a warm parent."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from workflows.kernels.engine_limits import adopt, die_with, end_strays
from workflows.kernels.environment import ALWAYS
from workflows.kernels.processes import Forked
from workflows.pages.registry import load
from workflows.settings import ROOT

_warm = False

PROGRAM = "from workflows.kernels.engine_parent import main; main()"


class Gone(RuntimeError):
    """The warm parent ended before it could fork."""


class Task:
    """A process that was forked, and our end of its line."""

    def __init__(self, process: Forked, line: socket.socket, own: bool = False):
        self.process, self.line, self._own = process, line, own

    def end(self) -> None:
        """End it, and what it started; nothing is left of it afterwards."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self.process.signal(signal.SIGKILL)
        self.line.close()
        if self._own:
            os.waitpid(self.process.pid, 0)
            end_strays()
        self.process.close()


class WarmParent:
    """A warm parent of our own. It loads by itself after `start`; the first fork waits for that.

    `keep`: descriptors that it and all that it forks hold open, so that a lock outlives whoever is killed. `page`: whose
    reports will be made, to know what to have ready.
    """

    def __init__(self, keep: tuple[int, ...] = (), page: str | None = None):
        self._page, self._keep, self._alone = page, keep, threading.Lock()
        self._process: subprocess.Popen | None = None
        self._socket: socket.socket | None = None
        self._forked = False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_: object):
        self.stop()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, or another one when it is gone."""
        self.stop()
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        options = ["--keep", *(str(one) for one in self._keep), *(("--page", self._page) if self._page else ())]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | ALWAYS
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", PROGRAM, "--asker", str(its.fileno()), "--pid", str(os.getpid()),
                 *options], pass_fds=[its.fileno(), *self._keep], cwd=ROOT, env=environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
        self._socket, self._forked = ours, False

    def stop(self) -> None:
        """End it, and with it all that it forked."""
        if self._process:
            self._socket.close()
            if not self._forked:
                # It may still load, and has nothing to end before it.
                self._process.kill()
            self._process.wait()
            self._process = self._socket = None

    def fork(self, call: str, arguments: dict[str, Any]) -> Task:
        """`call` ("module:function") in a process of its own, with a line and the arguments; Gone when there is none."""
        ours, its = socket.socketpair()
        message = json.dumps(_request(call, arguments)).encode()
        with self._alone, its:
            try:
                socket.send_fds(self._socket, [message], [its.fileno()])
                pid, known, _, _ = socket.recv_fds(self._socket, 20, 1)
            except (ConnectionError, BrokenPipeError) as error:
                raise Gone(str(error)) from error
        if not pid:
            ours.close()
            raise Gone("it ended")
        self._forked = True
        return Task(Forked(int(pid), known[0]), ours)


_ours = WarmParent()


def fork(call: str, arguments: dict[str, Any]) -> Task:
    """As WarmParent.fork: from this process when it is warm and has one thread, else from a warm parent kept for that."""
    if not _warm or len(os.listdir("/proc/self/task")) > 1:
        for _ in range(2):
            if not _ours.alive():
                _ours.start()
            try:
                return _ours.fork(call, arguments)
            except Gone:
                continue
        raise Gone("it ended twice")
    ours, its = socket.socketpair()
    parent, pid = os.getpid(), os.fork()
    if not pid:
        ours.close()
        be(_request(call, arguments), its.fileno(), parent, ())
    its.close()
    return Task(Forked(pid, os.pidfd_open(pid)), ours, own=True)


def be(request: dict[str, Any], line: int, parent: int, kept: tuple[int, ...]) -> None:
    """In a process that was just forked: be what was asked, and never return."""
    global _warm
    try:
        die_with(parent)
        os.setsid()
        _warm = True
        adopt()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
        silent = os.open(os.devnull, os.O_RDWR)
        for target in (0, 1, 2):
            os.dup2(silent, target)
        below = 3
        for one in sorted({line, *kept}):
            os.closerange(below, one)
            below = one + 1
        os.closerange(below, os.sysconf("SC_OPEN_MAX"))
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        os.chdir(request["folder"])
        load(request["call"])(socket.socket(fileno=line), **request["arguments"])
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(1)


def _request(call, arguments):
    return {"call": call, "arguments": arguments, "environment": dict(os.environ), "folder": os.getcwd()}
