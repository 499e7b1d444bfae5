"""Clients, orders with their revisions and links, numbers, attachments; mails with a page and a document."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_STATES = ("draft", "to_review", "sent", "seen", "accepted", "refused", "expired", "withdrawn", "revised")


def _text(*names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names]


def _to(table: str, name: str, target: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_{table}_{name}")), nullable=null)


def _number(name: str, **options) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False, **options)


def _create(table: str, *parts, key: tuple[str, ...], indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))
    for columns in indexes:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Six tables, and six columns for mails."""
    _create("attachments", *_text("sha256", "type", "created_at"), _number("size"), key=("sha256",))
    _create("clients", *_text("id", "name", "number", "email", "content", "changed_at"),
            _to("clients", "owner", "people.id"), key=("id",), indexes=(("owner",), ("number",)))
    _create("counters", *_text("series"), _number("last"), key=("series",))
    _create("orders", _to("orders", "id", "drafts.id"), _to("orders", "owner", "people.id"),
            *_text("state", "since", "worker", "client", "subject", "net", "gross", "sought"),
            *_text("number", "day", "valid_until", "sent_at", "answered_at", null=True), _number("revision"),
            sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
            sa.CheckConstraint(f"state IN ({', '.join(map(repr, _STATES))})", name=op.f("ck_orders_state")),
            key=("id",), indexes=(("owner", "state"), ("state", "valid_until")))
    _create("order_revisions", _to("order_revisions", "order", "orders.id"), _number("revision", autoincrement=False),
            *_text("content", "sent_at"), _to("order_revisions", "pdf", "attachments.sha256"),
            _to("order_revisions", "by", "people.id", null=True), key=("order", "revision"))
    _create("answer_links", *_text("token_hash", "created_at", "expires_at", "code_hash"),
            _to("answer_links", "order", "orders.id"), _number("revision"),
            sa.Column("revoked", sa.Boolean, nullable=False), key=("token_hash",), indexes=(("order",),))
    for name in ("page", "message_id", "reply_to", "attachment", "attachment_name", "about"):
        op.add_column("outbox", sa.Column(name, sa.Text))
    op.create_index("ix_outbox_about", "outbox", ["about"])
