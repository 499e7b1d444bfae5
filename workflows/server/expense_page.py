"""`/expenses/<id>`: one note: see it, hand it in, approve it, give it back, book it."""

from datetime import date
from typing import Any

from workflows.expenses import commands
from workflows.expenses.books import OWNER
from workflows.expenses.commands import STEPS, NotComplete, NotNow
from workflows.expenses.opened import open_note
from workflows.expenses.sheet import expense_sheet
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.server.saves import ID
from workflows.server.site import SiteHandler
from workflows.store.file_types import SHOWN


def note_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    one = rf"{base}expenses/({ID})"
    return [(one, NoteHandler), (rf"{one}/({'|'.join(STEPS)})", StepHandler)]


class NoteHandler(SiteHandler):
    """The note, and what the one who looks can do with it. `did`: what was just done."""

    act = "keep_drafts"

    def get(self, id: str) -> None:
        did = self.text("did", 20)
        self.form(id, done=self.words(f"expenses.done.{did}") if did in STEPS else "")

    def form(self, id: str, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done; 404 for who may not see it."""
        try:
            found = open_note(self.site.books, self.who.person, id, self.site.clock(), self.words)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        self.show("expense.html.j2", found=found, row=found.row, problem=problem, done=done, own=found.stands_as == OWNER,
                  sheet=expense_sheet(found.answer, self.words), shown=found.receipt_type in SHOWN,
                  reason=self.text("reason", commands.LONGEST_REASON) if problem else "",
                  owed=lambda amount: self.words("expenses.open_amount") if amount is None
                  else self.words.formats.owed(amount),
                  closed=found.closed and self.words("expenses.error.closed", year=found.closed.year, open=found.year,
                                                     last=self.words.formats.date(found.closed.last)))


class StepHandler(NoteHandler):
    """A button of the note's page. `looked`: since when the note was in its state, as the page showed it."""

    def get(self, id: str, step: str) -> None:
        self.go(f"expenses/{id}")

    def post(self, id: str, step: str) -> None:
        try:
            self._step(step, id)
        except NotYours:
            self.say(404, self.words("save.gone"))
        except NotComplete as lacking:
            self.set_status(422)
            self.form(id, problem=self.said(lacking))
        except NotNow as refused:
            self.set_status(422 if refused.key == "expenses.error.reason" else 409)
            self.form(id, problem=self.said(refused))
        else:
            self.go(f"expenses/{id}?did={step}")

    def _step(self, step: str, id: str) -> None:
        books, actor, now = self.site.books, self.who.person, self.site.clock()
        looked, year = self.text("looked", 40), self.text("year", 4)
        year = int(year) if year.isdecimal() else None
        if step == "submit":
            commands.submit(books, actor, id, now, year)
        elif step == "approve":
            commands.approve(books, actor, id, now, looked)
        elif step == "return":
            commands.return_(books, actor, id, self.text("reason", commands.LONGEST_REASON), now, looked)
        else:
            commands.book(books, actor, id, now, year, looked)

    def said(self, refused: Refusal) -> str:
        """A refusal as a sentence, its days written out."""
        values: dict[str, Any] = {name: self.words.formats.date(value) if isinstance(value, date) else value
                                  for name, value in refused.values.items()}
        return self.words(refused.key, **values)
