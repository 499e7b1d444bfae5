"""What an export and an erasure do with orders, invoices, expenses and days of work.

An order that was sent, an invoice, an approved expense and a day of work belong to the books of the cooperative, which the
law keeps for years whoever asks: they stay as they are. What was only typed, and the clients that somebody knew, go.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from workflows.store.activity_tables import invoice_lines, invoices, settlements, workdays
from workflows.store.expense_tables import expenses
from workflows.store.order_tables import answer_links, clients, order_revisions, orders
from workflows.store.text import iso


def kept_books(tx: Connection, person_id: str) -> dict[str, Any]:
    """All of it about a person, as plain values by name of the table."""
    own = select(orders.c.id).where(orders.c.owner == person_id)
    made = select(invoices.c.id).where(invoices.c.owner == person_id)
    return {
        "clients": _rows(tx, clients, clients.c.owner == person_id),
        "orders": _rows(tx, orders, orders.c.owner == person_id),
        "order_revisions": _rows(tx, order_revisions, order_revisions.c.order.in_(own)),
        "invoices": _rows(tx, invoices, invoices.c.owner == person_id),
        "invoice_lines": _rows(tx, invoice_lines, invoice_lines.c.invoice.in_(made)),
        "settlements": _rows(tx, settlements, settlements.c.invoice.in_(made)),
        "workdays": _rows(tx, workdays, workdays.c.owner == person_id),
        "expenses": _rows(tx, expenses, expenses.c.owner == person_id),
    }


def forget_books(tx: Connection, person_id: str) -> None:
    """Forget the clients, and what of orders and expenses was never sent or handed in."""
    unsent = select(orders.c.id).where(orders.c.owner == person_id, orders.c.number.is_(None))
    tx.execute(delete(clients).where(clients.c.owner == person_id))
    tx.execute(update(answer_links).where(answer_links.c.order.in_(
        select(orders.c.id).where(orders.c.owner == person_id))).values(revoked=True))
    tx.execute(delete(expenses).where(expenses.c.owner == person_id, expenses.c.submitted_at.is_(None)))
    tx.execute(delete(orders).where(orders.c.id.in_(unsent)))


def _rows(tx: Connection, table, condition) -> list[dict[str, Any]]:
    return [{name: iso(value) if isinstance(value, datetime) else value for name, value in row.items()}
            for row in tx.execute(select(table).where(condition)).mappings()]
