"""Mails that wait, accounts at an OpenID provider, and the journal found by who acted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two tables and an index."""
    op.create_table(
        "subjects", sa.Column("issuer", sa.Text, nullable=False), sa.Column("subject", sa.Text, nullable=False),
        sa.Column("person", sa.Text, sa.ForeignKey("people.id", name=op.f("fk_subjects_person")), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_subjects")))
    op.create_index("ix_subjects_person", "subjects", ["person"])
    needed = [sa.Column(name, sa.Text, nullable=False) for name in ("recipient", "subject", "body", "kind", "created_at")]
    perhaps = [sa.Column(name, sa.Text) for name in ("key", "next_at", "sent_at", "why")]
    op.create_table(
        "outbox", sa.Column("id", sa.Integer), *needed, *perhaps, sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")), sa.UniqueConstraint("key", name=op.f("uq_outbox_key")))
    op.create_index("ix_outbox_recipient", "outbox", ["recipient"])
    waiting = sa.text("sent_at IS NULL")
    op.create_index("ix_outbox_due", "outbox", ["next_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_journal_actor_seq", "journal", ["actor", "seq"])
