"""The Desk: the narrow interface through which a page reads as one person, in this process or through the server."""

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from workflows.people.drafts import NotYours, look
from workflows.store.engine import Store
from workflows.store.people import Person, person

PATIENCE = 5.0
"""Seconds that a page waits for the server's answer."""

LONGEST_LINE = 4_000_000


@dataclass(frozen=True)
class View:
    """A draft as its page needs it. `values`: field to what stands in its entry; `owner`: a name."""

    id: str
    page: str
    owner: str
    revision: int
    values: dict[str, Any]


class Desk(Protocol):
    """What a page may ask. One desk belongs to one person and gives that person's own view."""

    def draft(self, draft_id: str) -> View | None:
        """A draft that the person may see, or None."""


class LocalDesk:
    """A desk in this process: command line, batch, JupyterLab, and the server's end of the others."""

    def __init__(self, store: Store, person_id: str, clock: Callable[[], datetime]):
        self._store, self._person_id, self._clock = store, person_id, clock

    def draft(self, draft_id: str) -> View | None:
        """See Desk. Rights are looked up anew each time: an assignment that ended opens nothing any more."""
        actor = self._actor()
        if actor is None or actor.disabled_at is not None:
            return None
        try:
            opened = look(self._store, actor, draft_id, self._clock())
        except NotYours:
            return None
        return View(opened.draft.id, opened.draft.page, opened.owner.name, opened.draft.revision, opened.raw)

    def _actor(self) -> Person | None:
        with self._store.read() as tx:
            return person(tx, self._person_id)


class RemoteDesk:
    """A kernel's desk: questions as lines of JSON over a connection that the server opened for this person alone."""

    def __init__(self, connection: socket.socket):
        connection.settimeout(PATIENCE)
        self._connection, self._lines, self._lock = connection, connection.makefile("rb"), threading.Lock()

    def draft(self, draft_id: str) -> View | None:
        """See Desk. None too when the server does not answer: the page then works with what the browser holds."""
        said = self._ask({"ask": "draft", "id": draft_id})
        return View(**said) if said else None

    def _ask(self, question: dict[str, Any]) -> dict[str, Any] | None:
        with self._lock:
            try:
                self._connection.sendall(json.dumps(question).encode() + b"\n")
                return json.loads(self._lines.readline(LONGEST_LINE) or b"null")
            except (OSError, ValueError):
                return None


def answer(desk: LocalDesk, line: bytes) -> bytes:
    """The server's answer to one line from a kernel; what is no question is answered with null."""
    try:
        question = json.loads(line)
        view = desk.draft(str(question["id"])[:64]) if question.get("ask") == "draft" else None
    except (ValueError, KeyError, TypeError, AttributeError):
        view = None
    return json.dumps(asdict(view) if view else None).encode() + b"\n"
