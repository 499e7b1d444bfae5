"""The table of expense notes. A note's id is that of the draft it was typed in."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from workflows.store.order_tables import metadata
from workflows.store.tables import Instant, Line, person_column

STATES = ("draft", "submitted", "approved", "returned", "booked")

expenses = Table(
    "expenses", metadata, Column("id", Text, ForeignKey("drafts.id"), primary_key=True),
    person_column("owner", nullable=False), Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False), Column("submitted_at", Instant), Column("worker", Line, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text), Column("year", Integer), Column("purpose", Line, nullable=False),
    Column("reference", Line, nullable=False), Column("kilometres", Text), Column("amount", Text),
    Column("paid_back", Text), Column("cost", Text), Column("receipt", Text, ForeignKey("attachments.sha256")),
    Column("reason", Line, nullable=False), Column("content", Text, nullable=False), Column("sought", Line, nullable=False),
    Index(None, "owner", "state"), Index(None, "state", "since"), Index(None, "owner", "day"), Index(None, "receipt"),
    Index(None, "year"),
    CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"))
