"""Services: announcements, messages, ratings, sheets, workshops, discounts, testimonials, counts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_KINDS = ("complaint", "satisfaction", "to_develop", "objective")


def _text(*names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _to(table: str, name: str, target: str, null: bool = True) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_{table}_{name}")), nullable=null)


def _create(table: str, *parts, key: tuple[str, ...] = ("id",), once: tuple[str, ...] = (),
            indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    unique = [sa.UniqueConstraint(*once, name=op.f(f"uq_{table}_{'_'.join(once)}"))] if once else []
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")), *unique)
    for columns in indexes:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Nine tables."""
    _create("announcements", *_text("id", "subject", "version", "content", "active_on", "created_at"),
            *_text("published_at", "activated_at", null=True), _to("announcements", "by", "people.id", null=False),
            once=("subject", "version"), indexes=(("published_at",),))
    _create("messages", *_text("id", "kind", "theme", "service", "name", "text", "keywords", "created_at"),
            _to("messages", "person", "people.id"), _to("messages", "attachment", "attachments.sha256"),
            sa.CheckConstraint(f"kind IN ({', '.join(map(repr, _KINDS))})", name=op.f("ck_messages_kind")),
            indexes=(("theme", "kind"), ("person",), ("created_at",)))
    _create("ratings", *_text("id", "service", "period", "comment", "changed_at"), _to("ratings", "person", "people.id"),
            sa.Column("rating", sa.Integer, nullable=False), once=("service", "period", "person"), indexes=(("person",),))
    _create("service_sheets", *_text("service", "option", "author", "alternatives", "changed_at"), *_text("cost", null=True),
            sa.Column("users", sa.Integer), _to("service_sheets", "by", "people.id", null=False), key=("service",))
    _create("workshops", *_text("id", "starts_at", "place", "content", "changed_at"),
            _to("workshops", "by", "people.id", null=False), indexes=(("starts_at",),))
    _create("workshop_points", *_text("id", "content", "opened_at"), *_text("closed_at", null=True),
            _to("workshop_points", "workshop", "workshops.id", null=False), indexes=(("workshop",), ("closed_at",)))
    _create("discounts", *_text("id", "shop", "percent", "day", "proof", "confirmed_on", "created_at"),
            _to("discounts", "person", "people.id"), indexes=(("person",), ("confirmed_on",)))
    _create("testimonials", *_text("id", "author", "text", "scope", "created_at"),
            *_text("consented_at", "withdrawn_at", null=True), _to("testimonials", "person", "people.id"),
            indexes=(("person",),))
    _create("counts", *_text("day", "page"), sa.Column("visits", sa.Integer, nullable=False), key=("day", "page"))
