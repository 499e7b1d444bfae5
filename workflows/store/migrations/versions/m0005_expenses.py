"""Expense notes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_STATES = ("draft", "submitted", "approved", "returned", "booked")


def _to(name: str, target: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_expenses_{name}")), nullable=null)


def upgrade() -> None:
    """One table."""
    needed = [sa.Column(name, sa.Text, nullable=False) for name in (
        "state", "since", "worker", "kind", "purpose", "reference", "reason", "content", "sought")]
    perhaps = [sa.Column(name, sa.Text) for name in (
        "submitted_at", "day", "kilometres", "amount", "paid_back", "cost")]
    op.create_table(
        "expenses", _to("id", "drafts.id"), _to("owner", "people.id"),
        _to("receipt", "attachments.sha256", null=True), *needed, *perhaps, sa.Column("year", sa.Integer),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expenses")),
        sa.CheckConstraint(f"state IN ({', '.join(map(repr, _STATES))})", name=op.f("ck_expenses_state")))
    for columns in (("owner", "state"), ("state", "since"), ("owner", "day"), ("receipt",), ("year",)):
        op.create_index(f"ix_expenses_{'_'.join(columns)}", "expenses", list(columns))
