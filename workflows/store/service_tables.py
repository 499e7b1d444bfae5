"""The tables of the services: announcements, what members say, ratings, workshops, discounts, testimonials, counts."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from workflows.store.network_tables import metadata
from workflows.store.tables import Instant, Line, person_column

SAID = ("complaint", "satisfaction", "to_develop", "objective")
"""What a message to the cooperative is."""


def _id() -> Column:
    return Column("id", Text, primary_key=True)


announcements = Table(
    "announcements", metadata, _id(), Column("subject", Line, nullable=False), Column("version", Line, nullable=False),
    Column("content", Line, nullable=False), Column("active_on", Text, nullable=False),
    Column("created_at", Instant, nullable=False), Column("published_at", Instant), Column("activated_at", Instant),
    person_column("by", nullable=False), UniqueConstraint("subject", "version"), Index(None, "published_at"))

messages = Table(
    "messages", metadata, _id(), person_column(), Column("kind", Text, nullable=False),
    Column("theme", Text, nullable=False), Column("service", Text, nullable=False), Column("name", Line, nullable=False),
    Column("text", Line, nullable=False),
    Column("keywords", Line, nullable=False), Column("attachment", Text, ForeignKey("attachments.sha256")),
    Column("created_at", Instant, nullable=False), Index(None, "theme", "kind"), Index(None, "person"),
    Index(None, "created_at"),
    CheckConstraint(f"kind IN ({', '.join(map(repr, SAID))})", name="kind"))

ratings = Table(
    "ratings", metadata, _id(), Column("service", Text, nullable=False), Column("period", Text, nullable=False),
    person_column(), Column("rating", Integer, nullable=False), Column("comment", Line, nullable=False),
    Column("changed_at", Instant, nullable=False), UniqueConstraint("service", "period", "person"), Index(None, "person"))

service_sheets = Table(
    "service_sheets", metadata, Column("service", Text, primary_key=True), Column("users", Integer), Column("cost", Text),
    Column("option", Text, nullable=False), Column("author", Line, nullable=False),
    Column("alternatives", Line, nullable=False), person_column("by", nullable=False),
    Column("changed_at", Instant, nullable=False))

workshops = Table(
    "workshops", metadata, _id(), Column("starts_at", Instant, nullable=False), Column("place", Line, nullable=False),
    Column("content", Line, nullable=False), Column("changed_at", Instant, nullable=False),
    person_column("by", nullable=False), Index(None, "starts_at"))

workshop_points = Table(
    "workshop_points", metadata, _id(), Column("workshop", Text, ForeignKey("workshops.id"), nullable=False),
    Column("content", Line, nullable=False), Column("opened_at", Instant, nullable=False), Column("closed_at", Instant),
    Index(None, "workshop"), Index(None, "closed_at"))

discounts = Table(
    "discounts", metadata, _id(), person_column(), Column("shop", Line, nullable=False),
    Column("percent", Text, nullable=False), Column("day", Text, nullable=False), Column("proof", Line, nullable=False),
    Column("confirmed_on", Text, nullable=False),
    Column("created_at", Instant, nullable=False), Index(None, "person"), Index(None, "confirmed_on"))

testimonials = Table(
    "testimonials", metadata, _id(), person_column(), Column("author", Line, nullable=False),
    Column("text", Line, nullable=False), Column("scope", Text, nullable=False), Column("consented_at", Instant),
    Column("withdrawn_at", Instant),
    Column("created_at", Instant, nullable=False), Index(None, "person"))

counts = Table("counts", metadata, Column("day", Text, primary_key=True), Column("page", Text, primary_key=True),
               Column("visits", Integer, nullable=False))
