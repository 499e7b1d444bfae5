"""What is done with a note: handed in, approved, given back, booked. Each is one transaction with a line in the journal."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workflows.expenses.answer import ExpenseAnswer, expense_note
from workflows.expenses.books import APPROVER, OWNER, Books, stands
from workflows.expenses.closing import closing, open_year
from workflows.expenses.letters import decided_letter
from workflows.expenses.questions import CAPPED, ExpenseQuestions
from workflows.people.refusal import Refusal
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import drafts, expenses
from workflows.store.drafts import Draft
from workflows.store.expenses import ExpenseRow
from workflows.store.journal import alone, append
from workflows.store.people import Person, person
from workflows.store.text import canonical
from workflows.words.catalogue import Words, speak
from workflows.words.formats import legal_day

LONGEST_REASON = 1_000

STEPS = {"submit": (("draft", "returned"), "submitted", OWNER), "approve": (("submitted",), "approved", APPROVER),
         "return": (("submitted", "approved"), "returned", APPROVER), "book": (("approved",), "booked", APPROVER)}
"""By step: from which states, to which, by whom."""


class NotNow(Refusal):
    """The note is in no state for this, changed since it was looked at, or its year is closed."""


class Closed(NotNow):
    """The books of the year are closed. `open`: the first year in which the expense can still go."""

    def __init__(self, year: int, last: date, open: int):
        super().__init__("expenses.error.closed", year=year, last=last, open=open)
        self.open = open


class NotComplete(Refusal):
    """Answers or the receipt are missing, or do not fit; `fields`: field to sentence."""

    def __init__(self, fields: dict[str, str]):
        super().__init__("expenses.error.not_complete", fields=" ".join(fields.values()))
        self.fields = fields


def steps_of(row: ExpenseRow, stands_as: str) -> tuple[str, ...]:
    """What somebody may do with a note now."""
    return tuple(name for name, (before, _, by) in STEPS.items() if row.state in before and by == stands_as)


def submit(books: Books, actor: Person, id: str, now: datetime, year: int | None = None) -> ExpenseRow:
    """Hand a note in, word for word as its draft stands. `year`: whose books it goes into, that of the expense if None."""
    def work(tx):
        draft, row = _begin(tx, actor, id, "submit", now)
        questions = complete(tx, draft, row, now, speak(actor.language))
        answer = counted(tx, books, draft, questions)
        said = canonical(questions.model_dump(mode="json", exclude_defaults=True))
        handed_in = expenses.move(tx, row, "submitted", now, submitted_at=now, kind=questions.kind, day=questions.spent_on,
                                  year=_open(books, year or questions.spent_on.year, questions.spent_on.year, now),
                                  worker=person(tx, draft.owner).name, purpose=questions.purpose,
                                  reference=questions.reference, kilometres=questions.asked_kilometres, reason="",
                                  content=said, **_amounts(answer))
        _note(tx, draft, handed_in, actor, "submitted", now)
        return handed_in

    return books.store.run(work)


def approve(books: Books, actor: Person, id: str, now: datetime, looked: str = "") -> ExpenseRow:
    """Say that a note is right. Where its rate was not known when it was handed in, it is counted now.

    `looked`: the instant since which it was in its state when the actor looked; where it changed meanwhile, NotNow.
    """
    def work(tx):
        draft, row = _begin(tx, actor, id, "approve", now, looked)
        if row.paid_back is None:
            questions = fitting(json.loads(row.content), ExpenseQuestions, speak(actor.language))[0]
            row = replace(row, **_amounts(counted(tx, books, draft, questions)))
        if row.paid_back is None:
            raise NotNow("expenses.error.no_rate")
        approved = expenses.move(tx, row, "approved", now)
        decided_letter(tx, approved, now)
        _note(tx, draft, approved, actor, "approved", now, twins=[other.id for other in expenses.like(tx, row)])
        return approved

    return books.store.run(work)


def return_(books: Books, actor: Person, id: str, reason: str, now: datetime, looked: str = "") -> ExpenseRow:
    """Give a note back to its member with a reason; the member may hand it in again."""
    said = " ".join(reason.split())[:LONGEST_REASON]

    def work(tx):
        draft, row = _begin(tx, actor, id, "return", now, looked)
        if not said:
            raise NotNow("expenses.error.reason")
        returned = expenses.move(tx, row, "returned", now, reason=said)
        decided_letter(tx, returned, now)
        _note(tx, draft, returned, actor, "returned", now, reason=said)
        return returned

    return books.store.run(work)


def book(books: Books, actor: Person, id: str, now: datetime, year: int | None = None, looked: str = "") -> ExpenseRow:
    """Put an approved note into the books of a year, its own if None, as long as they are open."""
    def work(tx):
        draft, row = _begin(tx, actor, id, "book", now, looked)
        booked = expenses.move(tx, row, "booked", now, year=_open(books, year or row.year, row.day.year, now))
        _note(tx, draft, booked, actor, "booked", now, year=booked.year)
        return booked

    return books.store.run(work)


def complete(tx, draft: Draft, row: ExpenseRow, now: datetime, words: Words) -> ExpenseQuestions:
    """The draft's answers, when all that a note needs is there and fits; NotComplete with a sentence for each lack."""
    raw = {name: value.value for name, value in drafts.values(tx, draft.id).items()}
    questions, wrong = fitting(typed(ExpenseQuestions, raw), ExpenseQuestions, words)
    found = {problem.field: problem.sentence for problem in wrong}
    for name in questions.missing():
        found.setdefault(name, words("expenses.error.missing", label=words(f"expense_note.{name}.label")))
    if questions.spent_on and questions.spent_on > legal_day(now):
        found["day"] = words("expenses.error.future", day=words.formats.date(questions.spent_on))
    if questions.needs_receipt and row.receipt is None:
        found["receipt"] = words("expenses.error.receipt")
    if found:
        raise NotComplete(found)
    return questions


def counted(tx, books: Books, draft: Draft, questions: ExpenseQuestions) -> ExpenseAnswer:
    """The answer, where the owner's other journeys of the year count before this one even if nobody typed them."""
    day = questions.spent_on
    if questions.kind not in CAPPED or day is None:
        return expense_note(questions, books.law)
    kilometres, euros = expenses.journeys(tx, draft.owner, questions.kind, day.year, without=draft.id)
    before = {"km_before": max(questions.km_before or 0, float(kilometres)),
              "paid_before": max(questions.paid_before or 0, float(euros))}
    return expense_note(questions.model_copy(update=before), books.law)


def _begin(tx, actor: Person, id: str, step: str, now: datetime, looked: str = "") -> tuple[Draft, ExpenseRow]:
    alone(tx)
    draft, row, acts_as = stands(tx, actor, id, now, locked=True)
    row = row or expenses.fresh(id, draft.owner, "", now)
    before, _, by = STEPS[step]
    if by == APPROVER and acts_as == OWNER:
        raise NotNow("expenses.error.own")
    if acts_as != by or row.state not in before or looked not in ("", row.since.isoformat()):
        raise NotNow("expenses.error.not_now")
    return draft, row


def _open(books: Books, year: int, own: int, now: datetime) -> int:
    """The year, when its books are open; else a refusal that names the next one that is."""
    today = legal_day(now)
    if not own <= year <= max(today.year, own):
        raise NotNow("expenses.error.year", year=year)
    found = closing(year, books.law)
    if found.is_closed(today):
        raise Closed(year, found.last, open_year(year, today, books.law))
    return year


def _amounts(answer: ExpenseAnswer) -> dict[str, Decimal | None]:
    return {"amount": answer.paid.asked, "paid_back": answer.paid.paid_back,
            "cost": answer.effect.cost if answer.effect else None}


def _note(tx, draft: Draft, row: ExpenseRow, actor: Person, what: str, now: datetime, **said: Any) -> None:
    append(tx, now, actor.id, draft.owner, f"expense_{what}", draft.id, version=draft.version, payload={
        "day": row.day.isoformat(), "amount": row.amount and str(row.amount), "receipt": row.receipt,
        "paid_back": row.paid_back and str(row.paid_back), "year": row.year, **said})
