"""Expense notes in the database: what was handed in, where it stands, and notes that look like it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, func, or_, select

from workflows.store.expense_tables import expenses as table
from workflows.store.insert import upsert
from workflows.words.typed import folded


@dataclass(frozen=True)
class ExpenseRow:
    """What a list shows of a note. Money is EUR, None where it is not known yet; `since`: when it came into its state.

    `year`: whose books it goes into; `receipt`: SHA-256 of the file; `content`: the answers that were handed in, as JSON.
    """

    id: str
    owner: str
    state: str
    since: datetime
    submitted_at: datetime | None
    worker: str
    kind: str
    day: date | None
    year: int | None
    purpose: str
    reference: str
    kilometres: Decimal | None
    amount: Decimal | None
    paid_back: Decimal | None
    cost: Decimal | None
    receipt: str | None
    reason: str
    content: str


_COLUMNS = tuple(table.c[name] for name in ExpenseRow.__dataclass_fields__)
_EXACT = ("kilometres", "amount", "paid_back", "cost")


def fresh(id: str, owner: str, worker: str, now: datetime) -> ExpenseRow:
    """The row of a note of which only the draft is there."""
    return ExpenseRow(id, owner, "draft", now, None, worker, "receipt", None, None, "", "", None, None, None, None,
                      None, "", "{}")


def put_expense(tx: Connection, row: ExpenseRow) -> None:
    """Write a note's row, new or changed."""
    said = {name: getattr(row, name) for name in ExpenseRow.__dataclass_fields__}
    said["day"] = row.day and row.day.isoformat()
    said |= {name: None if said[name] is None else str(said[name]) for name in _EXACT}
    sought = " ".join(part for part in (row.worker, row.purpose, row.reference, said["day"], said["amount"]) if part)
    upsert(tx, table, {"id": said.pop("id")}, {**said, "sought": folded(sought)})


def move(tx: Connection, row: ExpenseRow, to: str, now: datetime, **changed) -> ExpenseRow:
    """A note in another state since now."""
    moved = replace(row, state=to, since=now, **changed)
    put_expense(tx, moved)
    return moved


def expense(tx: Connection, id: str, locked: bool = False) -> ExpenseRow | None:
    """The note of an id; `locked`: nobody else changes it until this transaction ends."""
    query = select(*_COLUMNS).where(table.c.id == id)
    row = tx.execute(query.with_for_update() if locked else query).first()
    return row and _row(row)


def expenses(tx: Connection, owners: Collection[str] | None, states: Collection[str] = (), search: str = "",
             year: int | None = None, without: str = "", limit: int = 500, offset: int = 0) -> list[ExpenseRow]:
    """Notes of some people (None: of everybody, but `without` one), the longest in their state first.

    `search`: words of name, purpose, reference, day or amount.
    """
    return [_row(row) for row in tx.execute(_asked(select(*_COLUMNS), owners, states, search, year, without).order_by(
        table.c.since, table.c.id).limit(limit).offset(offset))]


def count(tx: Connection, owners: Collection[str] | None, states: Collection[str] = (), search: str = "",
          without: str = "") -> int:
    """How many notes `expenses` would find without a limit."""
    return tx.execute(_asked(select(func.count()), owners, states, search, None, without)).scalar_one()


def like(tx: Connection, row: ExpenseRow) -> list[ExpenseRow]:
    """Other notes that may be the same expense: the owner's of this day and amount, or this day and way, and
    whoever's with the same file."""
    same = [table.c.receipt == row.receipt] if row.receipt else []
    if row.day:
        theirs = (table.c.owner == row.owner) & (table.c.day == row.day.isoformat())
        same += [theirs & (table.c[name] == str(getattr(row, name))) for name in ("amount", "kilometres")
                 if getattr(row, name) is not None]
    if not same:
        return []
    query = select(*_COLUMNS).where(table.c.id != row.id, or_(*same)).order_by(table.c.since, table.c.id).limit(20)
    return [_row(found) for found in tx.execute(query)]


def journeys(tx: Connection, owner: str, kind: str, year: int, without: str = "") -> tuple[Decimal, Decimal]:
    """Kilometres, and EUR paid back, of a person's journeys of a kind in a year: handed in and not given back."""
    found = tx.execute(select(table.c.kilometres, table.c.paid_back).where(
        table.c.owner == owner, table.c.kind == kind, table.c.id != without,
        table.c.day.between(f"{year}-01-01", f"{year}-12-31"),
        table.c.state.in_(("submitted", "approved", "booked")))).all()
    return tuple(sum((Decimal(value) for value in column if value), Decimal("0.00"))
                 for column in ([row.kilometres for row in found], [row.paid_back for row in found]))


def _asked(query, owners, states, search, year, without):
    query = query.select_from(table).where(table.c.owner != without)
    if owners is not None:
        query = query.where(table.c.owner.in_(owners))
    if states:
        query = query.where(table.c.state.in_(states))
    if year is not None:
        query = query.where(table.c.year == year)
    for word in folded(search).split():
        query = query.where(table.c.sought.contains(word, autoescape=True))
    return query


def _row(row) -> ExpenseRow:
    said = row._asdict()
    said["day"] = said["day"] and date.fromisoformat(said["day"])
    return ExpenseRow(**said | {name: None if said[name] is None else Decimal(said[name]) for name in _EXACT})
