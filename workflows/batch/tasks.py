"""Work of a definition that is no page: each a function of the house and the day, giving files and the rows it did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workflows.expenses.register import register, register_pdf
from workflows.orders.house import House
from workflows.orders.invoicing import group_all
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day


@dataclass(frozen=True)
class Made:
    """What a task did: its rows, by column, and its documents by file name."""

    rows: tuple[dict[str, Any], ...]
    files: dict[str, bytes]


def group_invoices(house: House, now: datetime, words: Words) -> Made:
    """Invoices of all that can be invoiced by the last day of the month before, dated that day."""
    until = legal_day(now).replace(day=1) - timedelta(days=1)
    rows = tuple({"member": member, "client": client, "net": f"{net:.2f}", "gross": f"{gross:.2f}", "day": until.isoformat()}
                 for member, client, net, gross in group_all(house, until, now))
    return Made(rows, {})


def expense_register(house: House, now: datetime, words: Words) -> Made:
    """The register of last year's expense notes."""
    today = legal_day(now)
    found = register(house.store, today.year - 1)
    rows = tuple({"day": row.day.isoformat() if isinstance(row.day, date) else "", "member": row.worker, "kind": row.kind,
                  "purpose": row.purpose, "paid_back": "" if row.paid_back is None else f"{row.paid_back:.2f}",
                  "state": row.state} for row in found.rows)
    return Made(rows, {f"expenses-{found.year}.pdf": register_pdf(found, words, today)})


TASKS: dict[str, Callable[[House, datetime, Words], Made]] = {
    "group_invoices": group_invoices, "expense_register": expense_register}
"""The tasks that a definition may name."""
