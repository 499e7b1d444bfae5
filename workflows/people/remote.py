"""A kernel's desk: it asks the server, over a connection that was opened for one person, and loads no database."""

import json
import socket
import threading
from dataclasses import dataclass
from typing import Any, Protocol

PATIENCE = 20.0
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

    def clients(self, draft_id: str) -> list[dict[str, Any]]:
        """The clients that orders were sent to: `name`, `number`, and `said`, field to what was typed. `draft_id` or ""."""

    def expenses(self, draft_id: str) -> list[dict[str, Any]]:
        """The expense notes that are kept for the owner of a draft, or of this person for "": `id`, `state`, `day`, `kind`,
        `amount`, `kilometres`, `paid_back`, `purpose`, and `receipt`, whether a file hangs on it."""


    def coaching(self, draft_id: str) -> dict[str, Any]:
        """For the coaching of the owner of a draft, or of this person for "": `member`, an id; `actions` that are open, each
        with `title` and `due`; `facts`, what the books say. Empty for nobody."""


class RemoteDesk:
    """A kernel's desk: questions as lines of JSON over a connection that the server opened for this person alone."""

    def __init__(self, connection: socket.socket):
        connection.settimeout(PATIENCE)
        self._connection, self._lines, self._lock = connection, connection.makefile("rb"), threading.Lock()

    def draft(self, draft_id: str) -> View | None:
        """See Desk. None too when the server does not answer: the page then works with what the browser holds."""
        said = self._ask({"ask": "draft", "id": draft_id})
        return View(**said) if said else None

    def clients(self, draft_id: str) -> list[dict[str, Any]]:
        """See Desk. Empty too when the server does not answer."""
        return self._ask({"ask": "clients", "id": draft_id}) or []

    def expenses(self, draft_id: str) -> list[dict[str, Any]]:
        """See Desk. Empty too when the server does not answer."""
        return self._ask({"ask": "expenses", "id": draft_id}) or []

    def coaching(self, draft_id: str) -> dict[str, Any]:
        """See Desk. Empty too when the server does not answer."""
        return self._ask({"ask": "coaching", "id": draft_id}) or {}

    def _ask(self, question: dict[str, Any]) -> Any:
        with self._lock:
            try:
                self._connection.sendall(json.dumps(question).encode() + b"\n")
                return json.loads(self._lines.readline(LONGEST_LINE) or b"null")
            except (OSError, ValueError):
                return None
