"""The line between a run's notebook and whoever runs it: Jupyter's messages, as they are, over one socket pair."""

import socket
import struct
from collections.abc import Iterator, Sequence
from multiprocessing import get_context

from jupyter_client.session import Session

SHELL, IOPUB, CALL, END = b"s", b"i", b"c", b"e"
"""What a message is: a request or its reply, what is told to all, a function to be called or its result, the wish that
the run ends."""

_HEAD, _LENGTH = struct.Struct(">cI"), struct.Struct(">Q")
CHUNK = 1 << 20


def unsigned() -> Session:
    """Makes messages and reads them. Nobody but the two ends knows the line, so nothing is signed.

    >>> unsigned().sign([b"x"])
    b''
    """
    session = Session(key=b"line")
    session.auth = None
    return session


def packed(channel: bytes, frames: Sequence[bytes | memoryview] = ()) -> list[bytes | memoryview]:
    """A message as parts to be sent one after the other.

    >>> Reader().fed(b"".join(packed(SHELL, [b"a", b"bc"])))
    [(b's', [b'a', b'bc'])]
    """
    views = [memoryview(frame).cast("B") for frame in frames]
    lengths = b"".join(_LENGTH.pack(view.nbytes) for view in views)
    return [_HEAD.pack(channel, len(views)) + lengths, *views]


class Reader:
    """Messages from the bytes of a line, however they were cut."""

    def __init__(self):
        self._bytes, self._messages = bytearray(), self._parsed()
        self._wanted = next(self._messages)

    def fed(self, more: bytes) -> list[tuple[bytes, list[bytes]]]:
        """The messages that are whole now."""
        self._bytes += more
        whole = []
        while isinstance(self._wanted, int) and len(self._bytes) >= self._wanted:
            part = bytes(memoryview(self._bytes)[:self._wanted])
            del self._bytes[:self._wanted]
            self._wanted = self._messages.send(part)
            while isinstance(self._wanted, tuple):
                whole.append(self._wanted)
                self._wanted = next(self._messages)
        return whole

    def _parsed(self) -> Iterator[int | tuple[bytes, list[bytes]]]:
        """Asks for so many bytes, is given them, and yields a message when one is whole."""
        while True:
            channel, count = _HEAD.unpack((yield _HEAD.size))
            lengths = (yield _LENGTH.size * count) if count else b""
            frames = []
            for (length,) in _LENGTH.iter_unpack(lengths):
                frames.append((yield length) if length else b"")
            yield channel, frames


class Sender:
    """The notebook's end, for sending: one message at a time, also from processes that the notebook forked."""

    def __init__(self, line: socket.socket):
        self._line, self._alone = line, get_context("fork").Lock()

    def send(self, channel: bytes, frames: Sequence[bytes | memoryview]) -> None:
        """Send a whole message; waits while the other end is behind."""
        with self._alone:
            for part in packed(channel, frames):
                self._line.sendall(part)


class Channel:
    """What the kernel takes for a socket of its own: all that is sent there goes over the line."""

    def __init__(self, sender: Sender, kind: bytes):
        self._sender, self._kind = sender, kind

    def send_multipart(self, frames: Sequence[bytes | memoryview], *_: object, **__: object) -> None:
        """As a socket of zmq has it."""
        self._sender.send(self._kind, frames)
