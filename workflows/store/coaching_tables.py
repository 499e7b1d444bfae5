"""The tables of the coaching: actions of the plan, meetings, diagnoses that were kept, and who signed them."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from workflows.store.activity_tables import metadata
from workflows.store.tables import Instant, Line, person_column

ACTION_STATES = ("open", "done", "dropped")
MEETING_STATES = ("planned", "held", "cancelled")

coaching_actions = Table(
    "coaching_actions", metadata, Column("id", Text, primary_key=True), person_column("member", nullable=False),
    person_column("owner", nullable=False), Column("title", Line, nullable=False), Column("measure", Line, nullable=False),
    Column("due", Text, nullable=False), Column("state", Text, nullable=False), Column("since", Instant, nullable=False),
    Column("made_at", Instant, nullable=False), Index(None, "member", "state"),
    CheckConstraint(f"state IN ({', '.join(map(repr, ACTION_STATES))})", name="state"))

coaching_meetings = Table(
    "coaching_meetings", metadata, Column("id", Text, primary_key=True), person_column("member", nullable=False),
    person_column("adviser", nullable=False), Column("starts_at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False), Column("place", Line, nullable=False),
    Column("next_step", Line, nullable=False), Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False), Column("changes", Integer, nullable=False),
    Index(None, "member", "starts_at"),
    CheckConstraint(f"state IN ({', '.join(map(repr, MEETING_STATES))})", name="state"))

coaching_snapshots = Table(
    "coaching_snapshots", metadata, Column("id", Text, primary_key=True), person_column("member", nullable=False),
    Column("quarter", Text, nullable=False), Column("content", Text, nullable=False), Column("sha256", Text, nullable=False),
    Column("made_at", Instant, nullable=False), person_column("by"), Index(None, "member", "made_at"))

coaching_signatures = Table(
    "coaching_signatures", metadata, Column("snapshot", Text, ForeignKey("coaching_snapshots.id"), primary_key=True),
    Column("stands_as", Text, primary_key=True), person_column("person", nullable=False),
    Column("sha256", Text, nullable=False), Column("at", Instant, nullable=False),
    CheckConstraint("stands_as IN ('member', 'adviser')", name="stands_as"))
