"""The tables of orders: clients, orders with their revisions, the links that clients answer by, numbers."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from workflows.store.tables import Instant, Line, metadata, person_column

STATES = ("draft", "to_review", "sent", "seen", "accepted", "refused", "expired", "withdrawn", "revised")

attachments = Table(
    "attachments", metadata, Column("sha256", Text, primary_key=True), Column("type", Text, nullable=False),
    Column("size", Integer, nullable=False), Column("created_at", Instant, nullable=False))

clients = Table(
    "clients", metadata, Column("id", Text, primary_key=True), person_column("owner", nullable=False),
    Column("name", Line, nullable=False), Column("number", Text, nullable=False), Column("email", Line, nullable=False),
    Column("content", Line, nullable=False), Column("changed_at", Instant, nullable=False), Index(None, "owner"),
    Index(None, "number"))

counters = Table("counters", metadata, Column("series", Text, primary_key=True), Column("last", Integer, nullable=False))

orders = Table(
    "orders", metadata, Column("id", Text, ForeignKey("drafts.id"), primary_key=True),
    person_column("owner", nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False), Column("revision", Integer, nullable=False), Column("number", Text),
    Column("worker", Line, nullable=False), Column("client", Line, nullable=False), Column("subject", Line, nullable=False),
    Column("day", Text), Column("net", Text, nullable=False), Column("gross", Text, nullable=False),
    Column("valid_until", Text), Column("sent_at", Instant), Column("answered_at", Instant),
    Column("activity", Line, nullable=False, server_default=""), Column("sought", Line, nullable=False),
    UniqueConstraint("number"), Index(None, "owner", "state"),
    Index(None, "state", "valid_until"),
    CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"))

order_revisions = Table(
    "order_revisions", metadata, Column("order", Text, ForeignKey("orders.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False), Column("content", Text, nullable=False),
    Column("pdf", Text, ForeignKey("attachments.sha256"), nullable=False), person_column("by"),
    Column("sent_at", Instant, nullable=False))

answer_links = Table(
    "answer_links", metadata, Column("token_hash", Text, primary_key=True),
    Column("order", Text, ForeignKey("orders.id"), nullable=False), Column("revision", Integer, nullable=False),
    Column("created_at", Instant, nullable=False), Column("expires_at", Instant, nullable=False),
    Column("revoked", Boolean, nullable=False), Column("code_hash", Text, nullable=False), Index(None, "order"))
