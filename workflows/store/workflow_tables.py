"""The tables of pages that were published and of batches that ran."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint, text

from workflows.store.service_tables import metadata
from workflows.store.tables import Instant, Line, person_column

RUN_STATES = ("running", "done", "failed", "broken", "waived")
"""broken: the process died before it could say how it ended. waived: due before the definition was first looked at."""

published_pages = Table(
    "published_pages", metadata, Column("name", Text, primary_key=True), Column("digest", Text, nullable=False),
    Column("audience", Text, nullable=False), Column("announced_on", Text, nullable=False),
    Column("announcement", Line, nullable=False), Column("active_from", Text, nullable=False),
    Column("at", Instant, nullable=False), person_column("by"), Column("withdrawn_at", Instant))

batch_runs = Table(
    "batch_runs", metadata, Column("id", Text, primary_key=True), Column("name", Text, nullable=False),
    Column("due", Instant), Column("state", Text, nullable=False), Column("started_at", Instant, nullable=False),
    Column("beat_at", Instant, nullable=False), Column("ended_at", Instant), person_column("by"),
    Column("host", Line, nullable=False), Column("folder", Line, nullable=False), Column("rows", Integer, nullable=False),
    Column("done", Integer, nullable=False), Column("kept", Integer, nullable=False),
    Column("refused", Integer, nullable=False), Column("failed", Integer, nullable=False),
    Column("mailed", Integer, nullable=False), Column("why", Line, nullable=False),
    # One scheduled moment is run once, whoever looks first; and of one definition one run is under way.
    UniqueConstraint("name", "due"), Index(None, "name", "started_at"),
    Index("ix_batch_runs_alone", "name", unique=True, sqlite_where=text("state = 'running'"),
          postgresql_where=text("state = 'running'")),
    CheckConstraint(f"state IN ({', '.join(map(repr, RUN_STATES))})", name="state"))
