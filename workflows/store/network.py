"""Profiles, consents, practice cards and achievements in the database."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from workflows.store.insert import upsert
from workflows.store.network_tables import achievements, consents, practices, profiles
from workflows.store.tables import people


@dataclass(frozen=True)
class Profile:
    """One entry of the directory, with or without an account. Lists are words with spaces; `seniority`: years.

    `mentors`: how many people they would accompany; `wants_mentor`: 1 where they look for one.
    """

    id: str
    owner: str | None
    kind: str
    name: str
    disciplines: str
    offers: str
    seeks: str
    sector: str
    country: str
    place: str
    languages: str
    mobility: str
    seniority: int | None
    contact: str
    source: str
    confirmed_at: datetime | None
    changed_at: datetime
    mentors: int = 0
    wants_mentor: int = 0


@dataclass(frozen=True)
class Consent:
    """For one use: since when it is given, and since when it is not any more."""

    use: str
    given_at: datetime
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


@dataclass(frozen=True)
class Practice:
    """A practice card: what the problem was, what helped, whom to ask."""

    id: str
    profile: str
    problem: str
    solution: str
    contact: str
    changed_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True)
class Achievement:
    """A success for the wall; shown once its member said that the text is right. `by`: who wrote it."""

    id: str
    profile: str
    text: str
    written_at: datetime
    by: str | None
    validated_at: datetime | None = None
    removed_at: datetime | None = None


_COLUMNS = tuple(profiles.c[name] for name in Profile.__dataclass_fields__)


def put_profile(tx: Connection, profile: Profile) -> None:
    """Write a profile, new or changed."""
    said = asdict(profile)
    upsert(tx, profiles, {"id": said.pop("id")}, said)


def profile(tx: Connection, id: str) -> Profile | None:
    """The profile of an id."""
    row = tx.execute(select(*_COLUMNS).where(profiles.c.id == id)).first()
    return row and Profile(*row)


def profile_of(tx: Connection, owner: str) -> Profile | None:
    """The profile of a person with an account."""
    row = tx.execute(select(*_COLUMNS).where(profiles.c.owner == owner)).first()
    return row and Profile(*row)


def every_profile(tx: Connection, since: datetime | None = None) -> list[Profile]:
    """All profiles, or those changed since, whatever was consented: for imports and the index, never to be shown."""
    query = select(*_COLUMNS).order_by(profiles.c.changed_at, profiles.c.id)
    return [Profile(*row) for row in tx.execute(query if since is None else query.where(profiles.c.changed_at >= since))]


def shown(tx: Connection, use: str, ids: Collection[str] | None = None) -> dict[str, Profile]:
    """The profiles that may be shown for a use now: the consent stands, and the account, where there is one, is open."""
    query = select(*_COLUMNS).join(consents, consents.c.profile == profiles.c.id).outerjoin(
        people, people.c.id == profiles.c.owner).where(
        consents.c.use == use, consents.c.withdrawn_at.is_(None),
        or_(profiles.c.owner.is_(None), people.c.disabled_at.is_(None) & people.c.erased_at.is_(None)))
    if ids is not None:
        query = query.where(profiles.c.id.in_(ids))
    return {row.id: Profile(*row) for row in tx.execute(query.order_by(profiles.c.name, profiles.c.id))}


def consents_of(tx: Connection, profile_id: str) -> dict[str, Consent]:
    """Use to consent; a use that was never agreed to is not in it."""
    query = select(consents.c.use, consents.c.given_at, consents.c.withdrawn_at).where(consents.c.profile == profile_id)
    return {row.use: Consent(*row) for row in tx.execute(query)}


def set_consent(tx: Connection, profile_id: str, use: str, given: bool, now: datetime,
                since: datetime | None = None) -> bool:
    """Give or withdraw a consent; whether that changed anything. `since`: when it was given, where that was before now.

    The profile counts as changed now, so that indexes hear of it.
    """
    before = consents_of(tx, profile_id).get(use)
    if (before is not None and before.stands) == given:
        return False
    if given:
        upsert(tx, consents, {"profile": profile_id, "use": use}, {"given_at": since or now, "withdrawn_at": None})
    else:
        tx.execute(update(consents).where(consents.c.profile == profile_id, consents.c.use == use).values(withdrawn_at=now))
    tx.execute(update(profiles).where(profiles.c.id == profile_id).values(changed_at=now))
    return True


def put_practice(tx: Connection, practice: Practice) -> None:
    """Write a practice card, new or changed."""
    said = asdict(practice)
    upsert(tx, practices, {"id": said.pop("id")}, said)


def standing_practices(tx: Connection, ids: Collection[str] | None = None, of: str = "", since: datetime | None = None,
                       removed: bool = False) -> list[Practice]:
    """Practice cards that were not removed (or those too), the newest first: of some ids, of a profile, changed since."""
    query = select(*(practices.c[name] for name in Practice.__dataclass_fields__)).order_by(
        practices.c.changed_at.desc(), practices.c.id)
    if ids is not None:
        query = query.where(practices.c.id.in_(ids))
    if of:
        query = query.where(practices.c.profile == of)
    if since is not None:
        query = query.where(practices.c.changed_at >= since)
    if not removed:
        query = query.where(practices.c.removed_at.is_(None))
    return [Practice(*row) for row in tx.execute(query)]


def put_achievement(tx: Connection, achievement: Achievement) -> None:
    """Write an achievement, new or changed."""
    said = asdict(achievement)
    upsert(tx, achievements, {"id": said.pop("id")}, said)


def achievements_of(tx: Connection, profile_id: str | None = None) -> list[Achievement]:
    """Achievements that were not removed, of a profile or of all, validated or not; the newest first."""
    query = select(*(achievements.c[name] for name in Achievement.__dataclass_fields__)).where(
        achievements.c.removed_at.is_(None)).order_by(achievements.c.written_at.desc(), achievements.c.id)
    return [Achievement(*row) for row in tx.execute(
        query if profile_id is None else query.where(achievements.c.profile == profile_id))]
