"""A house where expense notes are written, approved and booked: its store, a member, an adviser, receipts."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from workflows.expenses import commands, receipts
from workflows.expenses.books import Books
from workflows.expenses.questions import ExpenseQuestions
from workflows.law.library import shelf
from workflows.law.parameters import Figure, Shelf
from workflows.people import drafts
from workflows.store import assignments, people
from workflows.store.engine import Store

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
TYPED = {"day": "2/3/2026", "amount": "184,50", "purpose": "Bois pour le décor"}
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"a photo" * 40 + bytes.fromhex("ffd9")
PDF = b"%PDF-1.7\n%%EOF\n"


def announced(law: Shelf, last: str, on: str, year: int = 2026) -> Shelf:
    """A law in which the closing of a year was announced."""
    def with_day(name: str, day: str):
        known = law[name].figures[0]
        spell: dict[str, Any] = {"value": day, "first": datetime(year, 1, 1).date(), "last": datetime(year, 12, 31).date(),
                                 "at_least": False, "status": "confirmed"}
        before, after = (replace(known, last=datetime(year - 1, 12, 31).date()),
                         replace(known, first=datetime(year + 1, 1, 1).date(), at_least=False))
        return replace(law[name], figures=(before, replace(known, **spell), after))

    changed = {name: with_day(name, day) for name, day in (("expenses_closing", last), ("expenses_closing_announced", on))}
    return Shelf({**law.parameters, **changed}, law.edition)


def entered(law: Shelf, name: str, value: float, first: datetime) -> Shelf:
    """A law in which the cooperative entered a rate from a day on."""
    known: Figure = law[name].figures[-1]
    fresh = replace(known, value=value, first=first.date(), status="confirmed", doubt=None)
    before = replace(known, last=(first - timedelta(days=1)).date())
    figures = (*law[name].figures[:-1], *([before] if before.first <= before.last else []), fresh)
    return Shelf({**law.parameters, name: replace(law[name], figures=figures)}, law.edition)


@dataclass
class Office:
    """Commands as people give them, an hour after each other."""

    store: Store
    home: Path
    law: Shelf
    now: datetime = NOW

    @classmethod
    def at(cls, store: Store, home: Path) -> "Office":
        return cls(store, home, shelf())

    @property
    def books(self) -> Books:
        return Books(self.store, self.home, self.law)

    def later(self, **by) -> datetime:
        self.now += timedelta(**(by or {"hours": 1}))
        return self.now

    def person(self, role: str, name: str):
        with self.store.write() as tx:
            return people.add_person(tx, f"{name.split()[0].lower()}@example.org", name, role, "fr", self.now)

    def assign(self, adviser, member):
        with self.store.write() as tx:
            assignments.assign(tx, adviser.id, member.id, "adviser", self.now)

    def write(self, member, id: str = "a" * 32, receipt: bytes | None = JPEG, **typed) -> str:
        """A draft as the page saves it, with its receipt."""
        said = {name: (value, 0) for name, value in {**TYPED, **typed}.items() if value is not None}
        drafts.create(self.store, member, id, said, ExpenseQuestions, self.later())
        if receipt:
            receipts.attach(self.books, member, id, receipt, self.later())
        return id

    def submit(self, member, id: str, **more):
        return commands.submit(self.books, member, id, self.later(), **more)

    def approve(self, actor, id: str, **more):
        return commands.approve(self.books, actor, id, self.later(), **more)

    def give_back(self, actor, id: str, reason: str, **more):
        return commands.return_(self.books, actor, id, reason, self.later(), **more)

    def book(self, actor, id: str, **more):
        return commands.book(self.books, actor, id, self.later(), **more)
