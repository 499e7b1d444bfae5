"""What every warm parent is: one thread that waits for requests over a socket, and for the end of what it forked."""

import os
import selectors
import signal
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_BYTES = 200_000
"""Of a request."""
LOOK_SECONDS = 0.5


class Forks(ABC):
    """Serves who asks over `asker`, until the other end is closed. Subclasses fork."""

    def __init__(self, asker: socket.socket):
        self.asker = asker
        self.selector = selectors.DefaultSelector()
        self.selector.register(asker, selectors.EVENT_READ)

    @abstractmethod
    def answer(self) -> bool:
        """Receive one request and do it; False when there will be none any more."""

    def serve(self) -> None:
        """Until the other end is closed."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is not self.asker:
                    self.bury(key.fd, key.data)
                elif not self.answer():
                    return

    def watch(self, pid: int) -> int:
        """A descriptor of a process that was just forked; its end will be noticed."""
        known = os.pidfd_open(pid)
        self.selector.register(known, selectors.EVENT_READ, pid)
        return known

    def forked(self) -> list[tuple[int, int]]:
        """(descriptor, process) of each that was forked and not buried."""
        return [(key.fd, key.data) for key in self.selector.get_map().values() if key.fileobj is not self.asker]

    def bury(self, known: int, pid: int) -> None:
        """Let go of one that ended."""
        self.selector.unregister(known)
        os.close(known)
        os.waitpid(pid, 0)

    def close(self) -> None:
        """In a process that was forked: nothing of this is its own."""
        self.selector.close()
        self.asker.close()


@contextmanager
def ending_with(asker: int, then: Callable[[], None] = lambda: None) -> Iterator[None]:
    """While a parent loads, nobody reads its socket: that its asker ended meanwhile is noticed by looking at the clock's
    signal. `then`: what to do before it ends too.
    """
    def look(*_):
        if os.getppid() != asker:
            then()
            os._exit(1)

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, LOOK_SECONDS, LOOK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
