"""The tables as they are at the newest migration."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from workflows.store.text import clean, instant, iso


class Instant(TypeDecorator):
    """A UTC instant, kept as text of one width in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else iso(value)

    def process_result_value(self, value, dialect):
        return None if value is None else instant(value)


class Line(TypeDecorator):
    """Words that somebody typed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else clean(value)


metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s"})


def person_column(name: str = "person", **options) -> Column:
    return Column(name, Text, ForeignKey("people.id"), **options)


people = Table(
    "people", metadata, Column("id", Text, primary_key=True), Column("email", Line), Column("name", Line, nullable=False),
    Column("role", Text, nullable=False), Column("language", Text, nullable=False), Column("password", Text),
    Column("password_at", Instant), Column("created_at", Instant, nullable=False), Column("disabled_at", Instant),
    Column("erased_at", Instant), UniqueConstraint("email"),
    CheckConstraint("role IN ('member', 'adviser', 'staff', 'administrator')", name="role"))

salts = Table("salts", metadata, Column("owner", Text, primary_key=True), Column("salt", LargeBinary, nullable=False))

sessions = Table(
    "sessions", metadata, Column("token_hash", Text, primary_key=True), person_column(nullable=False),
    Column("created_at", Instant, nullable=False), Column("expires_at", Instant, nullable=False), Index(None, "person"))

links = Table(
    "links", metadata, Column("token_hash", Text, primary_key=True), person_column(nullable=False),
    Column("purpose", Text, nullable=False), Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False), Column("used_at", Instant), Index(None, "person"))

attempts = Table(
    "attempts", metadata, Column("id", Integer, primary_key=True), Column("key", Line, nullable=False),
    Column("at", Instant, nullable=False), Index(None, "key", "at"), Index(None, "at"))

assignments = Table(
    "assignments", metadata, Column("id", Integer, primary_key=True), person_column("adviser", nullable=False),
    person_column("member", nullable=False), Column("kind", Text, nullable=False), Column("since", Instant, nullable=False),
    Column("until", Instant), Column("ended_at", Instant), person_column("by"),
    Index("ix_assignments_standing", "adviser", "member", "kind", unique=True, sqlite_where=text("ended_at IS NULL"),
          postgresql_where=text("ended_at IS NULL")),
    Index(None, "member"), CheckConstraint("kind IN ('adviser', 'stand_in')", name="kind"))

journal = Table(
    "journal", metadata, Column("seq", Integer, primary_key=True, autoincrement=False), Column("at", Text, nullable=False),
    Column("actor", Text), Column("subject", Text), Column("event", Text, nullable=False), Column("draft", Text),
    Column("field", Text), Column("version", Integer), Column("payload", Text), Column("digest", Text, nullable=False),
    Column("hash", Text, nullable=False), Index(None, "draft", "seq"), Index(None, "subject", "seq"),
    Index(None, "actor", "seq"))

head = Table("head", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
             Column("seq", Integer, nullable=False), Column("hash", Text, nullable=False))

drafts = Table(
    "drafts", metadata, Column("id", Text, primary_key=True), person_column("owner", nullable=False),
    Column("page", Text, nullable=False), Column("title", Line, nullable=False), Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False), Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False), Column("deleted_at", Instant), Index(None, "owner", "page"),
    Index(None, "deleted_at"))

draft_values = Table(
    "draft_values", metadata, Column("draft", Text, ForeignKey("drafts.id"), primary_key=True),
    Column("field", Text, primary_key=True), Column("value", Text), Column("by", Text),
    Column("at", Instant, nullable=False), Column("seq", Integer, nullable=False))

subjects = Table(
    "subjects", metadata, Column("issuer", Text, primary_key=True), Column("subject", Text, primary_key=True),
    person_column(nullable=False), Index(None, "person"))

outbox = Table(
    "outbox", metadata, Column("id", Integer, primary_key=True), Column("key", Text),
    Column("recipient", Line, nullable=False), Column("subject", Line, nullable=False), Column("body", Line, nullable=False),
    Column("kind", Text, nullable=False), Column("tries", Integer, nullable=False),
    Column("created_at", Instant, nullable=False), Column("next_at", Instant),
    Column("sent_at", Instant), Column("why", Line), Column("page", Line), Column("message_id", Text),
    Column("reply_to", Line), Column("attachment", Text), Column("attachment_name", Line), Column("about", Text),
    UniqueConstraint("key"), Index(None, "recipient"), Index(None, "about"),
    Index("ix_outbox_due", "next_at", sqlite_where=text("sent_at IS NULL"), postgresql_where=text("sent_at IS NULL")))
