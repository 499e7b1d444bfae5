"""What expense notes need of the installation, and who stands where to a note."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workflows.expenses.questions import ExpenseQuestions
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.people.drafts import NotYours, see
from workflows.people.roles import STAFF
from workflows.store import drafts, expenses
from workflows.store.drafts import Draft
from workflows.store.engine import Store
from workflows.store.expenses import ExpenseRow
from workflows.store.people import Person

OWNER, APPROVER = "owner", "approver"
"""Who acts on a note: whose it is; the owner's adviser, or staff."""


@dataclass(frozen=True)
class Books:
    """Where notes and their receipts are kept, and the law that they are counted by."""

    store: Store
    home: Path
    law: Shelf


def books_of(store: Store, home: Path) -> Books:
    """The books of an installation, under today's law."""
    return Books(store, home, shelf())


def stands(tx, actor: Person, id: str, now: datetime, locked: bool = False) -> tuple[Draft, ExpenseRow | None, str]:
    """Draft and row of a note, and as whom the actor stands to it: its owner, or somebody who approves.

    Staff see what was handed in, never what is still being written. NotYours for everybody else.
    """
    draft, row = drafts.draft(tx, id), expenses.expense(tx, id, locked)
    if draft is None or draft.page != ExpenseQuestions.page:
        raise NotYours(id)
    if actor.role == STAFF and draft.owner != actor.id:
        if row is None or row.state == "draft":
            raise NotYours(id)
        return draft, row, APPROVER
    see(tx, actor, id, now)
    if draft.deleted_at is not None and (row is None or row.state == "draft"):
        raise NotYours(id)
    return draft, row, OWNER if draft.owner == actor.id else APPROVER
