"""The lists of notes: one's own, and those that wait for somebody's approval."""

from dataclasses import dataclass, replace
from datetime import datetime

from workflows.expenses.books import Books
from workflows.expenses.questions import ExpenseQuestions
from workflows.people.roles import ADVISER
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import assignments, drafts, expenses
from workflows.store.expense_tables import STATES
from workflows.store.expenses import ExpenseRow
from workflows.store.people import Person
from workflows.words.catalogue import speak
from workflows.words.typed import folded

ON_A_PAGE = 50

APPROVING = ("submitted",)
"""What an approver's list shows first."""


@dataclass(frozen=True)
class Found:
    """One page of a list, how many notes there are in all, and whether there are more."""

    rows: tuple[ExpenseRow, ...]
    total: int
    page: int

    @property
    def more(self) -> bool:
        return self.total > self.page * ON_A_PAGE


def mine(books: Books, actor: Person, states: tuple[str, ...] = (), search: str = "", page: int = 1) -> Found:
    """One's own notes, those still being written too; the last changed first."""
    with books.store.read() as tx:
        rows = {row.id: row for row in expenses.expenses(tx, (actor.id,), limit=5_000)}
        for draft in drafts.drafts(tx, actor.id, page=ExpenseQuestions.page):
            if rows.get(draft.id) is None or rows[draft.id].state == "draft":
                raw = {name: value.value for name, value in drafts.values(tx, draft.id).items()}
                row = rows.get(draft.id) or expenses.fresh(draft.id, actor.id, actor.name, draft.changed_at)
                rows[draft.id] = as_typed(replace(row, since=draft.changed_at), raw)
    wanted, sought = states or STATES, folded(search).split()
    found = [row for row in rows.values() if row.state in wanted and all(word in _sought(row) for word in sought)]
    found.sort(key=lambda row: (row.since, row.id), reverse=True)
    return Found(tuple(found[(page - 1) * ON_A_PAGE:page * ON_A_PAGE]), len(found), page)


def approving(books: Books, actor: Person, now: datetime, states: tuple[str, ...] = APPROVING, search: str = "",
              page: int = 1) -> Found:
    """Others' notes that were handed in, the longest waiting first: an adviser's members', or for staff everybody's."""
    states = tuple(state for state in states if state != "draft") or APPROVING
    with books.store.read() as tx:
        owners = [one.id for one in assignments.members_of(tx, actor.id, now)] if actor.role == ADVISER else None
        rows = expenses.expenses(tx, owners, states, search, without=actor.id, limit=ON_A_PAGE,
                                 offset=(page - 1) * ON_A_PAGE)
        return Found(tuple(rows), expenses.count(tx, owners, states, search, actor.id), page)


def as_typed(row: ExpenseRow, raw: dict) -> ExpenseRow:
    """A row with what its draft says now, as far as it fits."""
    said = fitting(typed(ExpenseQuestions, raw), ExpenseQuestions, speak("fr"))[0]
    return replace(row, kind=said.kind, day=said.spent_on, purpose=said.purpose, reference=said.reference,
                   amount=said.asked_amount, kilometres=said.asked_kilometres)


def _sought(row: ExpenseRow) -> str:
    return folded(" ".join(map(str, filter(None, (row.worker, row.purpose, row.reference, row.day, row.amount)))))
