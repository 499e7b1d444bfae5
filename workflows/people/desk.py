"""The Desk in this process, and the server's answers to the desks of kernels: each as one person and as nobody else."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workflows.people.drafts import NotYours, look
from workflows.people.remote import View
from workflows.store import clients, coaching, coaching_facts, drafts, expenses
from workflows.store.engine import Store
from workflows.store.expenses import ExpenseRow
from workflows.store.people import Person, person
from workflows.words.formats import legal_day

MOST_NOTES = 2_000
"""Expense notes that a page is told of."""


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
        owner = self._owner(draft_id)
        if owner is None:
            return []
        with self._store.read() as tx:
            return [{"name": one.name, "number": one.number, "said": one.said} for one in clients.known_clients(tx, owner)]

    def expenses(self, draft_id: str) -> list[dict[str, Any]]:
        """See Desk. On another person's draft they are that person's notes."""
        owner = self._owner(draft_id)
        if owner is None:
            return []
        with self._store.read() as tx:
            return [_note(row) for row in expenses.expenses(tx, (owner,), limit=MOST_NOTES)]

    def coaching(self, draft_id: str) -> dict[str, Any]:
        """See Desk. On another person's draft it is that person's."""
        owner = self._owner(draft_id)
        if owner is None:
            return {}
        with self._store.read() as tx:
            plan = [{"title": one.title, "due": one.due.isoformat()} for one in coaching.actions(tx, owner)
                    if one.state == "open"]
            return {"member": owner, "actions": plan,
                    "facts": coaching_facts.plain_facts(tx, owner, legal_day(self._clock()))}

    def _owner(self, draft_id: str) -> str | None:
        """Whose things are asked for: of the draft's owner where the actor may see it, else the actor's own; None for
        who is locked out."""
        actor, view = self._actor(), self.draft(draft_id) if draft_id else None
        if actor is None or actor.disabled_at is not None:
            return None
        with self._store.read() as tx:
            return drafts.draft(tx, draft_id).owner if view else actor.id

    def _actor(self) -> Person | None:
        with self._store.read() as tx:
            return person(tx, self._person_id)


def _note(row: ExpenseRow) -> dict[str, Any]:
    exact = {name: getattr(row, name) for name in ("amount", "kilometres", "paid_back")}
    return {"id": row.id, "state": row.state, "day": row.day and row.day.isoformat(), "kind": row.kind,
            "purpose": row.purpose, "receipt": row.receipt is not None,
            **{name: None if value is None else str(value) for name, value in exact.items()}}


def answer(desk: LocalDesk, line: bytes) -> bytes:
    """The server's answer to one line from a kernel; what is no question is answered with null."""
    try:
        question = json.loads(line)
        asked, draft_id = question["ask"], str(question["id"])[:64]
        if asked in ("clients", "expenses", "coaching"):
            said: Any = getattr(desk, asked)(draft_id)
        else:
            view = desk.draft(draft_id) if asked == "draft" else None
            said = asdict(view) if view else None
    except (ValueError, KeyError, TypeError, AttributeError):
        said = None
    return json.dumps(said).encode() + b"\n"
