"""Coaching: plan, meetings, diagnoses, signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _to(table: str, name: str, target: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_{table}_{name}")), nullable=null)


def _made(table: str, *parts, key: tuple[str, ...] = ("id",)) -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))


def upgrade() -> None:
    """Four tables."""
    name = "coaching_actions"
    _made(name, *_texts("id", "title", "measure", "due", "state", "since", "made_at"), _to(name, "member", "people.id"),
          _to(name, "owner", "people.id"),
          sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f(f"ck_{name}_state")))
    op.create_index(f"ix_{name}_member_state", name, ["member", "state"])
    name = "coaching_meetings"
    _made(name, *_texts("id", "starts_at", "place", "next_step", "state", "since"), _to(name, "member", "people.id"),
          _to(name, "adviser", "people.id"), sa.Column("minutes", sa.Integer, nullable=False),
          sa.Column("changes", sa.Integer, nullable=False),
          sa.CheckConstraint("state IN ('planned', 'held', 'cancelled')", name=op.f(f"ck_{name}_state")))
    op.create_index(f"ix_{name}_member_starts_at", name, ["member", "starts_at"])
    name = "coaching_snapshots"
    _made(name, *_texts("id", "quarter", "content", "sha256", "made_at"), _to(name, "member", "people.id"),
          _to(name, "by", "people.id", null=True))
    op.create_index(f"ix_{name}_member_made_at", name, ["member", "made_at"])
    name = "coaching_signatures"
    _made(name, *_texts("stands_as", "sha256", "at"), _to(name, "snapshot", "coaching_snapshots.id"),
          _to(name, "person", "people.id"),
          sa.CheckConstraint("stands_as IN ('member', 'adviser')", name=op.f(f"ck_{name}_stands_as")),
          key=("snapshot", "stands_as"))
