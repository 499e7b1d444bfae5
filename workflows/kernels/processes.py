"""A kernel's process as the server holds it: whether it ended, and how to signal it, and no other that got its number."""

import os
import select
import signal
import subprocess
from typing import Protocol


class Process(Protocol):
    """A forked or a started kernel."""

    pid: int

    def ended(self) -> bool:
        """Whether it is gone."""

    def signal(self, number: int) -> None:
        """Send it a signal; nothing happens when it is gone."""

    def close(self) -> None:
        """Let go of it, after its end."""


class Forked:
    """A child of the warm parent, which also buries it. `known` is a descriptor of the process."""

    def __init__(self, pid: int, known: int):
        self.pid, self._known = pid, known
        self._watch = select.poll()
        self._watch.register(known, select.POLLIN)

    def ended(self) -> bool:
        return self._known < 0 or bool(self._watch.poll(0))

    def signal(self, number: int) -> None:
        if not self.ended():
            signal.pidfd_send_signal(self._known, number)

    def close(self) -> None:
        if self._known >= 0:
            os.close(self._known)
            self._known = -1


class Started:
    """A child of the server."""

    def __init__(self, process: subprocess.Popen):
        self.pid, self._process = process.pid, process

    def ended(self) -> bool:
        return self._process.poll() is not None

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def close(self) -> None:
        self._process.wait()
