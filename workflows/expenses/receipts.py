"""The receipt of a note: a photo or a PDF as it came, kept before the row that names it."""

from dataclasses import dataclass, replace
from datetime import datetime

from workflows.expenses.books import Books, stands
from workflows.expenses.commands import STEPS
from workflows.expenses.questions import ExpenseQuestions
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.store import attachments, drafts, expenses
from workflows.store.drafts import Draft
from workflows.store.expenses import ExpenseRow
from workflows.store.file_types import MOST_BYTES, file_type
from workflows.store.journal import alone, append, of_draft
from workflows.store.people import Person, person

_CHANGES = STEPS["submit"][0]


class NotAttached(Refusal):
    """The file was not kept; `status`: what it means over HTTP."""

    def __init__(self, status: int, key: str, **values):
        super().__init__(key, **values)
        self.status = status


@dataclass(frozen=True)
class Receipt:
    """A file that is kept: its SHA-256 and its type."""

    name: str
    type: str


def attach(books: Books, actor: Person, id: str, content: bytes, now: datetime) -> Receipt:
    """Keep a receipt for a note, in place of the one before. A note that nobody has typed in yet begins with it.

    NotYours, or NotAttached: no file, none of the types, too large, or the note was handed in.
    """
    kind = file_type(content)
    if not content:
        raise NotAttached(422, "receipt.error.empty")
    if kind is None:
        raise NotAttached(415, "receipt.error.type")
    if len(content) > MOST_BYTES:
        raise NotAttached(413, "receipt.error.large", most=MOST_BYTES // 2**20)

    def work(tx):
        alone(tx)
        if drafts.draft(tx, id) is None:
            if not may(actor.role, "keep_drafts"):
                raise NotYours(id)
            drafts.create_draft(tx, actor.id, ExpenseQuestions.page, ExpenseQuestions.version, {}, actor.id, now, id=id)
        draft, row = _changeable(tx, actor, id, now)
        name = attachments.keep(tx, books.home, content, kind, now)
        _put(tx, draft, row, name, actor, now, "receipt_attached", type=kind, size=len(content))
        return Receipt(name, kind)

    return books.store.run(work)


def remove(books: Books, actor: Person, id: str, now: datetime) -> None:
    """Take the receipt off a note; the file stays kept, so that it can be put back."""
    def work(tx):
        alone(tx)
        draft, row = _changeable(tx, actor, id, now)
        _put(tx, draft, row, None, actor, now, "receipt_removed", before=row.receipt)

    books.store.run(work)


def put_back(books: Books, actor: Person, id: str, name: str, now: datetime) -> Receipt:
    """Hang a receipt on a note again that hung there before; NotAttached for any other file."""
    def work(tx):
        alone(tx)
        draft, row = _changeable(tx, actor, id, now)
        hung = {(entry.payload or {}).get("receipt") for entry in of_draft(tx, id) if entry.event.startswith("receipt_")}
        kind = attachments.type_of(tx, name) if name in hung else None
        if kind is None:
            raise NotAttached(404, "receipt.error.empty")
        _put(tx, draft, row, name, actor, now, "receipt_attached", type=kind)
        return Receipt(name, kind)

    return books.store.run(work)


def receipt_of(books: Books, actor: Person, id: str, now: datetime) -> tuple[Receipt, bytes] | None:
    """The receipt of a note for its owner, the owner's adviser, and staff once it was handed in."""
    with books.store.read() as tx:
        row = stands(tx, actor, id, now)[1]
        kind = attachments.type_of(tx, row.receipt) if row and row.receipt else None
    return (Receipt(row.receipt, kind), attachments.read(books.home, row.receipt)) if kind else None


def _changeable(tx, actor: Person, id: str, now: datetime) -> tuple[Draft, ExpenseRow]:
    """Draft and row for who may work on the draft, while it is not handed in."""
    draft = see(tx, actor, id, now)
    if draft.page != ExpenseQuestions.page or draft.deleted_at is not None:
        raise NotYours(id)
    row = expenses.expense(tx, id, locked=True) or expenses.fresh(id, draft.owner, person(tx, draft.owner).name, now)
    if row.state not in _CHANGES:
        raise NotAttached(409, "receipt.error.fixed")
    return draft, row


def _put(tx, draft: Draft, row: ExpenseRow, name: str | None, actor: Person, now: datetime, event: str, **said) -> None:
    if row.receipt != name:
        expenses.put_expense(tx, replace(row, receipt=name))
        append(tx, now, actor.id, draft.owner, event, draft.id, version=draft.version, payload={"receipt": name, **said})
