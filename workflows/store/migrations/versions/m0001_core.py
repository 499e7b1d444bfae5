"""People, sessions, assignments, the journal and the drafts."""

import secrets

import sqlalchemy as sa
from alembic import op

from workflows.store.migrations.append_only import guard

revision = "0001"
down_revision = None


def _text(name: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=null)


def _person(table: str, name: str = "person", null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey("people.id", name=op.f(f"fk_{table}_{name}")), nullable=null)


def _create(table: str, *parts, key: tuple[str, ...], indexes: tuple[tuple[str, ...], ...] = ()) -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))
    for columns in indexes:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Make the tables, the head of the empty chain and the installation's own salt."""
    _accounts()
    _evidence()
    _drafts()
    op.execute(sa.text("INSERT INTO head (id, seq, hash) VALUES (1, 0, '')"))
    op.execute(sa.text("INSERT INTO salts (owner, salt) VALUES ('', :salt)").bindparams(
        sa.bindparam("salt", secrets.token_bytes(32), sa.LargeBinary)))
    guard(op.get_bind())


def _accounts() -> None:
    _create("people", _text("id"), _text("email", True), _text("name"), _text("role"), _text("language"),
            _text("password", True), _text("password_at", True), _text("created_at"), _text("disabled_at", True),
            _text("erased_at", True), sa.UniqueConstraint("email", name=op.f("uq_people_email")),
            sa.CheckConstraint("role IN ('member', 'adviser', 'staff', 'administrator')", name=op.f("ck_people_role")),
            key=("id",))
    _create("salts", _text("owner"), sa.Column("salt", sa.LargeBinary, nullable=False), key=("owner",))
    _create("sessions", _text("token_hash"), _person("sessions"), _text("created_at"), _text("expires_at"),
            key=("token_hash",), indexes=(("person",),))
    _create("links", _text("token_hash"), _person("links"), _text("purpose"), _text("created_at"), _text("expires_at"),
            _text("used_at", True), key=("token_hash",), indexes=(("person",),))
    _create("attempts", sa.Column("id", sa.Integer), _text("key"), _text("at"), key=("id",),
            indexes=(("key", "at"), ("at",)))
    _create("assignments", sa.Column("id", sa.Integer), _person("assignments", "adviser"), _person("assignments", "member"),
            _text("kind"), _text("since"), _text("until", True), _text("ended_at", True),
            _person("assignments", "by", True),
            sa.CheckConstraint("kind IN ('adviser', 'stand_in')", name=op.f("ck_assignments_kind")), key=("id",),
            indexes=(("member",),))
    standing = sa.text("ended_at IS NULL")
    op.create_index("ix_assignments_standing", "assignments", ["adviser", "member", "kind"], unique=True,
                    sqlite_where=standing, postgresql_where=standing)


def _evidence() -> None:
    _create("journal", sa.Column("seq", sa.Integer, autoincrement=False), _text("at"), _text("actor", True),
            _text("subject", True), _text("event"), _text("draft", True), _text("field", True),
            sa.Column("version", sa.Integer), _text("payload", True), _text("digest"), _text("hash"), key=("seq",),
            indexes=(("draft", "seq"), ("subject", "seq")))
    _create("head", sa.Column("id", sa.Integer, autoincrement=False), sa.Column("seq", sa.Integer, nullable=False),
            _text("hash"), key=("id",))


def _drafts() -> None:
    _create("drafts", _text("id"), _person("drafts", "owner"), _text("page"), _text("title"),
            sa.Column("version", sa.Integer, nullable=False), sa.Column("revision", sa.Integer, nullable=False),
            _text("created_at"), _text("changed_at"), _text("deleted_at", True), key=("id",),
            indexes=(("owner", "page"), ("deleted_at",)))
    draft = sa.Column("draft", sa.Text, sa.ForeignKey("drafts.id", name=op.f("fk_draft_values_draft")), nullable=False)
    _create("draft_values", draft, _text("field"), _text("value", True), _text("by", True), _text("at"),
            sa.Column("seq", sa.Integer, nullable=False), key=("draft", "field"))
