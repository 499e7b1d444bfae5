"""The tables of an Activity's account and calendar: invoices of grouped lines, what was paid of them, days of work."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text

from workflows.store.expense_tables import metadata
from workflows.store.tables import Instant, Line, person_column

invoices = Table(
    "invoices", metadata, Column("id", Text, primary_key=True), person_column("owner", nullable=False),
    Column("client", Line, nullable=False), Column("day", Text, nullable=False), Column("due", Text, nullable=False),
    Column("net", Text, nullable=False), Column("tax", Text, nullable=False), Column("number", Line),
    Column("made_at", Instant, nullable=False), Column("handed_at", Instant), Column("undone_at", Instant),
    Column("activity", Line, nullable=False, server_default=""), person_column("by"), Index(None, "owner", "day"))

invoice_lines = Table(
    "invoice_lines", metadata, Column("invoice", Text, ForeignKey("invoices.id"), primary_key=True),
    Column("order", Text, ForeignKey("orders.id"), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False), Column("text", Line, nullable=False),
    Column("day", Text, nullable=False), Column("until", Text, nullable=False), Column("net", Text, nullable=False),
    Column("vat", Text, nullable=False), Column("undone", Boolean, nullable=False),
    # A line stands on one invoice at most, whoever groups at the same moment.
    Index("ix_invoice_lines_once", "order", "line", "part", unique=True, sqlite_where=text("undone = 0"),
          postgresql_where=text("NOT undone")))

settlements = Table(
    "settlements", metadata, Column("id", Text, primary_key=True),
    Column("invoice", Text, ForeignKey("invoices.id"), nullable=False), Column("day", Text, nullable=False),
    Column("kind", Text, nullable=False), Column("net", Text, nullable=False), Column("note", Line, nullable=False),
    Column("at", Instant, nullable=False), person_column("by"), Index(None, "invoice"),
    CheckConstraint("kind IN ('paid', 'credited', 'lost')", name="kind"))

workdays = Table(
    "workdays", metadata, Column("id", Text, primary_key=True), person_column("owner", nullable=False),
    Column("order", Text, ForeignKey("orders.id")), Column("worker", Line, nullable=False),
    Column("day", Text, nullable=False), Column("hours", Text, nullable=False), Column("gross", Text, nullable=False),
    Column("cost", Text, nullable=False),
    Column("state", Text, nullable=False), Column("since", Instant, nullable=False),
    Column("activity", Line, nullable=False, server_default=""),
    Column("cancelled", Boolean, nullable=False), Index(None, "owner", "day"), Index(None, "state", "day"),
    Index("ix_workdays_once", "owner", "worker", "day", unique=True, sqlite_where=text("cancelled = 0"),
          postgresql_where=text("NOT cancelled")),
    CheckConstraint("state IN ('to_declare', 'declared', 'paid')", name="state"))
