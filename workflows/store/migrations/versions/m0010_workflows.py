"""Pages that were published, and batches that ran."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_STATES = ("running", "done", "failed", "broken", "waived")


def _texts(*names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _by(table: str) -> sa.Column:
    return sa.Column("by", sa.Text, sa.ForeignKey("people.id", name=op.f(f"fk_{table}_by")))


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "published_pages", *_texts("name", "digest", "audience", "announced_on", "announcement", "active_from", "at"),
        _by("published_pages"), *_texts("withdrawn_at", null=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_published_pages")))
    op.create_table(
        "batch_runs", *_texts("id", "name", "state", "started_at", "beat_at", "host", "folder", "why"),
        *_texts("due", "ended_at", null=True), _by("batch_runs"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("rows", "done", "kept", "refused", "failed", "mailed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_runs")),
        sa.UniqueConstraint("name", "due", name=op.f("uq_batch_runs_name_due")),
        sa.CheckConstraint(f"state IN ({', '.join(map(repr, _STATES))})", name=op.f("ck_batch_runs_state")))
    op.create_index("ix_batch_runs_name_started_at", "batch_runs", ["name", "started_at"])
    only = sa.text("state = 'running'")
    op.create_index("ix_batch_runs_alone", "batch_runs", ["name"], unique=True, sqlite_where=only, postgresql_where=only)
