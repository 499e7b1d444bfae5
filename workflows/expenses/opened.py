"""One note as somebody sees it: what it says, what it lacks, what can be done, what looks like it, what happened."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workflows.expenses.answer import as_json
from workflows.expenses.books import OWNER, Books, stands
from workflows.expenses.closing import Closing, closing, open_year
from workflows.expenses.commands import NotComplete, complete, counted, steps_of
from workflows.expenses.listing import as_typed
from workflows.expenses.questions import ExpenseQuestions
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import attachments, drafts, expenses, people
from workflows.store.expenses import ExpenseRow
from workflows.store.journal import Entry, of_draft
from workflows.store.people import Person
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day


@dataclass(frozen=True)
class OpenedNote:
    """`lacks`: sentences about what keeps it from being handed in. `twins`: the owner's notes that look like it;
    `elsewhere`: whether the same file hangs on another person's. `year`: whose books it would go into; `closed`: those
    that it came too late for, or None. `names`: of who acted."""

    row: ExpenseRow
    stands_as: str
    steps: tuple[str, ...]
    lacks: tuple[str, ...]
    answer: dict[str, Any]
    twins: tuple[ExpenseRow, ...]
    elsewhere: bool
    receipt_type: str
    year: int
    closed: Closing | None
    history: tuple[Entry, ...]
    names: dict[str, str]


def open_note(books: Books, actor: Person, id: str, now: datetime, words: Words) -> OpenedNote:
    """The note; NotYours for who may not see it. What is being written is shown as its draft stands."""
    with books.store.read() as tx:
        draft, row, stands_as = stands(tx, actor, id, now)
        written = row is None or row.state == "draft" or (row.state == "returned" and stands_as == OWNER)
        row = row or expenses.fresh(id, draft.owner, people.person(tx, draft.owner).name, draft.changed_at)
        raw, lacks = {name: value.value for name, value in drafts.values(tx, id).items()}, ()
        if written:
            row = as_typed(row, raw)
            try:
                complete(tx, draft, row, now, words)
            except NotComplete as lacking:
                lacks = tuple(lacking.fields.values())
        said = typed(ExpenseQuestions, raw) if written else json.loads(row.content)
        answer = counted(tx, books, draft, fitting(said, ExpenseQuestions, words)[0])
        if written:
            row = replace(row, amount=answer.paid.asked, paid_back=answer.paid.paid_back,
                          cost=answer.effect.cost if answer.effect else None)
        alike = expenses.like(tx, row)
        history = tuple(entry for entry in of_draft(tx, id) if entry.event.startswith(("expense_", "receipt_")))
        names = {actor: found.name for actor in {entry.actor for entry in history if entry.actor}
                 if (found := people.person(tx, actor))}
        kind = attachments.type_of(tx, row.receipt) if row.receipt else None
    today = legal_day(now)
    own = row.year if row.year and not written else row.day.year if row.day else today.year
    books_of_year = closing(own, books.law)
    late = books_of_year.is_closed(today)
    return OpenedNote(row, stands_as, steps_of(row, stands_as), lacks, as_json(answer),
                      tuple(one for one in alike if one.owner == row.owner),
                      stands_as != OWNER and any(one.owner != row.owner for one in alike), kind or "",
                      open_year(own, today, books.law) if late else own, books_of_year if late else None, history, names)
