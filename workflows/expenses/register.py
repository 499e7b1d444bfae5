"""The register of a year: every note that was handed in, with totals by month, as one PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.metadata import version

from workflows.law.owed import ZERO
from workflows.report.pdf import pdf
from workflows.store import expenses, people
from workflows.store.engine import Store
from workflows.store.expenses import ExpenseRow
from workflows.words.catalogue import Words

COUNTED = ("approved", "booked")
"""States in which a note counts in the totals."""


@dataclass(frozen=True)
class Register:
    """The notes of a year's books, by day. `who`: the member's name, "" for everybody."""

    year: int
    who: str
    rows: tuple[ExpenseRow, ...]

    def months(self) -> tuple[tuple[int, int, Decimal, Decimal], ...]:
        """(month, notes, paid back, cost to the Activity) for each month that has a note that counts."""
        counted = [row for row in self.rows if row.state in COUNTED]
        found = sorted({row.day.month for row in counted})
        return tuple((month, *_sums(row for row in counted if row.day.month == month)) for month in found)

    def total(self) -> tuple[int, Decimal, Decimal]:
        """Notes that count, EUR paid back, EUR that left the accounts of Activities."""
        return _sums(row for row in self.rows if row.state in COUNTED)


class UnknownMember(LookupError):
    """Nobody has this address."""


def register(store: Store, year: int, email: str = "") -> Register:
    """The register of a year, of one member or of everybody. UnknownMember: nobody has the address."""
    with store.read() as tx:
        person = people.by_email(tx, email) if email else None
    if email and person is None:
        raise UnknownMember(email)
    return register_of(store, year, person)


def register_of(store: Store, year: int, person: people.Person | None) -> Register:
    """The register of a year, of one member or of everybody."""
    with store.read() as tx:
        found = expenses.expenses(tx, (person.id,) if person else None, ("submitted", "approved", "returned", "booked"),
                                  year=year, limit=1_000_000)
    return Register(year, person.name if person else "", tuple(sorted(found, key=lambda row: (row.day, row.id))))


def register_pdf(of: Register, words: Words, made_on: date) -> bytes:
    """The register on paper, the same bytes for the same notes and day."""
    owed, number, total = words.formats.owed, str, of.total()
    title = words("expenses.register.title", year=of.year)
    months = [[f"{words.formats.month(month)} {of.year}", number(count), owed(paid), owed(cost)]
              for month, count, paid, cost in of.months()]
    months.append([words("expenses.register.total"), number(total[0]), owed(total[1]), owed(total[2])])
    heads = ("expenses.day", "expenses.member", "expenses.kind", "expenses.paid_back", "expenses.state")
    content = {
        "title": title, "language": words.language, "keywords": ["expense_note", str(of.year)],
        "words": {"made": words("sheet.made", day=words.formats.date(made_on)), "not_advice": words("site.not_advice"),
                  "version": words("sheet.version", version=version("atelier"), questions=1),
                  "claimed": words("sheet.claimed"), "counted": words("expenses.register.counted"),
                  "who": words("expenses.register.who", name=of.who) if of.who else words("expenses.register.everybody"),
                  "months": words("expenses.register.months"), "notes": words("expenses.register.notes"),
                  "file": words("expenses.register.file")},
        "months": {"columns": [words("expenses.register.month"), words("expenses.register.number"),
                               words("expenses.paid_back"), words("expenses.cost")], "rows": months, "amounts": [1, 2, 3]},
        "heads": [words(key) for key in heads], "notes": [_note(row, words) for row in of.rows]}
    return pdf("expense_register", content, made_on)


def _note(row: ExpenseRow, words: Words) -> dict[str, object]:
    asked = words("expenses.open_amount") if row.paid_back is None else words.formats.owed(row.paid_back)
    said = [row.purpose, *([row.reference] if row.reference else []),
            *([f"{words.formats.exact(row.kilometres)} km"] if row.kilometres is not None else [])]
    return {"cells": [words.formats.date(row.day), row.worker, words(f"expense_note.kind.{row.kind}"), asked,
                      words(f"expenses.state.{row.state}")], "said": " · ".join(part for part in said if part),
            "file": row.receipt or ""}


def _sums(rows: Iterable[ExpenseRow]) -> tuple[int, Decimal, Decimal]:
    rows = tuple(rows)
    return len(rows), sum((row.paid_back or ZERO for row in rows), ZERO), sum((row.cost or ZERO for row in rows), ZERO)
