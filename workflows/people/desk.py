"""The Desk in this process, and the server's answers to the desks of kernels: each as one person and as nobody else."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workflows.people.drafts import NotYours, look
from workflows.people.remote import View
from workflows.store import clients, drafts
from workflows.store.engine import Store
from workflows.store.people import Person, person


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

    def clients(self, draft_id: str) -> list[dict[str, Any]]:
        """See Desk. On another person's draft they are that person's clients."""
        actor, view = self._actor(), self.draft(draft_id) if draft_id else None
        if actor is None or actor.disabled_at is not None:
            return []
        with self._store.read() as tx:
            owner = drafts.draft(tx, draft_id).owner if view else actor.id
            return [{"name": one.name, "number": one.number, "said": one.said} for one in clients.known_clients(tx, owner)]

    def _actor(self) -> Person | None:
        with self._store.read() as tx:
            return person(tx, self._person_id)


def answer(desk: LocalDesk, line: bytes) -> bytes:
    """The server's answer to one line from a kernel; what is no question is answered with null."""
    try:
        question = json.loads(line)
        asked, draft_id = question["ask"], str(question["id"])[:64]
        if asked == "clients":
            said: Any = desk.clients(draft_id)
        else:
            view = desk.draft(draft_id) if asked == "draft" else None
            said = asdict(view) if view else None
    except (ValueError, KeyError, TypeError, AttributeError):
        said = None
    return json.dumps(said).encode() + b"\n"
