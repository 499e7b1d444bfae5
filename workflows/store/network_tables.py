"""The tables of the network of members: profiles, consents, practice cards, achievements, mentors, exchanges of hours."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from workflows.store.coaching_tables import metadata
from workflows.store.tables import Instant, Line, person_column

USES = ("directory", "wall", "logo", "social", "testimonial")
"""For what somebody may be shown: each has a consent of its own."""

PAIR_STATES = ("proposed", "agreed", "declined", "ended")
EXCHANGE_STATES = ("proposed", "done", "declined")


def _profile(name: str, **options) -> Column:
    return Column(name, Text, ForeignKey("profiles.id"), **options)


def _among(column: str, names: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, names))})", name=column)


profiles = Table(
    "profiles", metadata, Column("id", Text, primary_key=True), person_column("owner"), Column("kind", Text, nullable=False),
    Column("name", Line, nullable=False), Column("disciplines", Line, nullable=False), Column("offers", Line,
                                                                                              nullable=False),
    Column("seeks", Line, nullable=False), Column("sector", Line, nullable=False), Column("country", Text, nullable=False),
    Column("place", Line, nullable=False), Column("languages", Text, nullable=False), Column("mobility", Text,
                                                                                             nullable=False),
    Column("seniority", Integer), Column("contact", Line, nullable=False), Column("source", Line, nullable=False),
    Column("confirmed_at", Instant), Column("changed_at", Instant, nullable=False), Column("mentors", Integer,
                                                                                           nullable=False),
    Column("wants_mentor", Integer, nullable=False), UniqueConstraint("owner"), Index(None, "changed_at"), _among(
        "kind", ("member", "partner")))

consents = Table(
    "consents", metadata, _profile("profile", primary_key=True), Column("use", Text, primary_key=True),
    Column("given_at", Instant, nullable=False), Column("withdrawn_at", Instant), _among("use", USES))

practices = Table(
    "practices", metadata, Column("id", Text, primary_key=True), _profile("profile", nullable=False),
    Column("problem", Line, nullable=False), Column("solution", Line, nullable=False), Column("contact", Line,
                                                                                              nullable=False),
    Column("changed_at", Instant, nullable=False), Column("removed_at", Instant), Index(None, "profile"),
    Index(None, "changed_at"))

achievements = Table(
    "achievements", metadata, Column("id", Text, primary_key=True), _profile("profile", nullable=False),
    Column("text", Line, nullable=False), Column("written_at", Instant, nullable=False), person_column("by"),
    Column("validated_at", Instant), Column("removed_at", Instant), Index(None, "profile"))

mentor_pairs = Table(
    "mentor_pairs", metadata, Column("id", Text, primary_key=True), _profile("mentor", nullable=False),
    _profile("mentee", nullable=False), Column("state", Text, nullable=False), Column("made_at", Instant, nullable=False),
    Column("mentor_at", Instant), Column("mentee_at", Instant), Column("ended_at", Instant), Index(None, "mentor"),
    Index(None, "mentee"), _among("state", PAIR_STATES))

exchanges = Table(
    "exchanges", metadata, Column("id", Text, primary_key=True), _profile("giver", nullable=False),
    _profile("taker", nullable=False), Column("quarters", Integer, nullable=False), Column("about", Line, nullable=False),
    Column("day", Text, nullable=False), Column("state", Text, nullable=False), person_column("by"),
    Column("made_at", Instant, nullable=False), Column("answered_at", Instant), Index(None, "giver"), Index(None, "taker"),
    _among("state", EXCHANGE_STATES), CheckConstraint("quarters > 0", name="quarters"),
    CheckConstraint("giver <> taker", name="two"))
