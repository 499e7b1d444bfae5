"""Invoices of grouped lines, what was paid of them, and days of work."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _text(*names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _to(table: str, name: str, target: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_{table}_{name}")), nullable=null)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False)


def _create(table: str, *parts, key: tuple[str, ...], indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))
    for columns in indexes:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _once(table: str, columns: list[str], flag: str) -> None:
    op.create_index(f"ix_{table}_once", table, columns, unique=True, sqlite_where=sa.text(f"{flag} = 0"),
                    postgresql_where=sa.text(f"NOT {flag}"))


def upgrade() -> None:
    """Four tables."""
    _create("invoices", *_text("id", "client", "day", "due", "net", "tax", "made_at"),
            *_text("number", "handed_at", "undone_at", null=True), _to("invoices", "owner", "people.id"),
            _to("invoices", "by", "people.id", null=True), key=("id",), indexes=(("owner", "day"),))
    _create("invoice_lines", _to("invoice_lines", "invoice", "invoices.id"), _to("invoice_lines", "order", "orders.id"),
            sa.Column("line", sa.Integer, nullable=False), sa.Column("part", sa.Integer, nullable=False),
            *_text("text", "day", "until", "net", "vat"), _flag("undone"), key=("invoice", "order", "line", "part"))
    _once("invoice_lines", ["order", "line", "part"], "undone")
    _create("settlements", *_text("id", "day", "kind", "net", "note", "at"), _to("settlements", "invoice", "invoices.id"),
            _to("settlements", "by", "people.id", null=True),
            sa.CheckConstraint("kind IN ('paid', 'credited', 'lost')", name=op.f("ck_settlements_kind")), key=("id",),
            indexes=(("invoice",),))
    _create("workdays", *_text("id", "worker", "day", "hours", "gross", "cost", "state", "since"),
            _to("workdays", "owner", "people.id"), _to("workdays", "order", "orders.id", null=True), _flag("cancelled"),
            sa.CheckConstraint("state IN ('to_declare', 'declared', 'paid')", name=op.f("ck_workdays_state")), key=("id",),
            indexes=(("owner", "day"), ("state", "day")))
    _once("workdays", ["owner", "worker", "day"], "cancelled")
