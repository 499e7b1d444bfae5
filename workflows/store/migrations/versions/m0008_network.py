"""The network of members."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _texts(names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=null) for name in names.split()]


def _to(table: str, name: str, target: str = "profiles.id", null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, sa.ForeignKey(target, name=op.f(f"fk_{table}_{name}")), nullable=null)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns or ("id",), name=op.f(f"pk_{table}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    """Six tables."""
    op.create_table(
        "profiles", *_texts("id"), _to("profiles", "owner", "people.id", null=True),
        *_texts("kind name disciplines offers seeks sector country place languages mobility contact source changed_at"),
        *_texts("confirmed_at", null=True), sa.Column("seniority", sa.Integer), sa.Column("mentors", sa.Integer,
                                                                                          nullable=False),
        sa.Column("wants_mentor", sa.Integer, nullable=False), _key("profiles"),
        sa.UniqueConstraint("owner", name=op.f("uq_profiles_owner")), _check("profiles", "kind",
                                                                             "kind IN ('member', 'partner')"))
    op.create_table(
        "consents", _to("consents", "profile"), *_texts("use given_at"), *_texts("withdrawn_at", null=True),
        _key("consents", "profile", "use"),
        _check("consents", "use", "use IN ('directory', 'wall', 'logo', 'social', 'testimonial')"))
    op.create_table(
        "practices", *_texts("id problem solution contact changed_at"), _to("practices", "profile"),
        *_texts("removed_at", null=True), _key("practices"))
    op.create_table(
        "achievements", *_texts("id text written_at"), _to("achievements", "profile"),
        _to("achievements", "by", "people.id", null=True), *_texts("validated_at removed_at", null=True),
        _key("achievements"))
    op.create_table(
        "mentor_pairs", *_texts("id state made_at"), _to("mentor_pairs", "mentor"), _to("mentor_pairs", "mentee"),
        *_texts("mentor_at mentee_at ended_at", null=True), _key("mentor_pairs"),
        _check("mentor_pairs", "state", "state IN ('proposed', 'agreed', 'declined', 'ended')"))
    op.create_table(
        "exchanges", *_texts("id about day state made_at"), sa.Column("quarters", sa.Integer, nullable=False),
        _to("exchanges", "giver"), _to("exchanges", "taker"), _to("exchanges", "by", "people.id", null=True),
        *_texts("answered_at", null=True), _key("exchanges"),
        _check("exchanges", "state", "state IN ('proposed', 'done', 'declined')"),
        _check("exchanges", "quarters", "quarters > 0"), _check("exchanges", "two", "giver <> taker"))
    for table, column in (("profiles", "changed_at"), ("practices", "profile"), ("practices", "changed_at"),
                          ("achievements", "profile"), ("mentor_pairs", "mentor"), ("mentor_pairs", "mentee"),
                          ("exchanges", "giver"), ("exchanges", "taker")):
        op.create_index(f"ix_{table}_{column}", table, [column])
