"""Who is signed in, one-time links, and attempts that failed. Only hashes of tokens are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from workflows.store.people import COLUMNS, Person
from workflows.store.tables import attempts as tries
from workflows.store.tables import links, people, sessions

_ATTEMPTS_KEPT = timedelta(days=1)
_LET_IN = (people.c.disabled_at.is_(None), people.c.erased_at.is_(None))


@dataclass(frozen=True)
class Link:
    """What a one-time link is good for."""

    person_id: str
    purpose: str
    expires: datetime


def open_session(tx: Connection, person_id: str, token_hash: str, now: datetime, expires: datetime) -> None:
    """A person signed in; sessions of this person that ended by themselves are forgotten."""
    tx.execute(delete(sessions).where(sessions.c.person == person_id, sessions.c.expires_at <= now))
    tx.execute(insert(sessions).values(token_hash=token_hash, person=person_id, created_at=now, expires_at=expires))


def session_person(tx: Connection, token_hash: str, now: datetime) -> Person | None:
    """Whose session it is; nobody's when it expired, or the person is disabled or erased."""
    row = tx.execute(select(*COLUMNS).join(sessions, sessions.c.person == people.c.id).where(
        sessions.c.token_hash == token_hash, sessions.c.expires_at > now, *_LET_IN)).first()
    return row and Person(*row)


def close_session(tx: Connection, token_hash: str) -> None:
    """Signed out here."""
    tx.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def close_sessions(tx: Connection, person_id: str) -> int:
    """Signed out everywhere; how many sessions that were."""
    return tx.execute(delete(sessions).where(sessions.c.person == person_id)).rowcount


def add_link(tx: Connection, person_id: str, purpose: str, token_hash: str, now: datetime, expires: datetime) -> None:
    """A link that opens once, until it expires; expired ones of this person are forgotten."""
    tx.execute(delete(links).where(links.c.person == person_id, links.c.expires_at <= now))
    tx.execute(insert(links).values(token_hash=token_hash, person=person_id, purpose=purpose, created_at=now,
                                    expires_at=expires))


def peek_link(tx: Connection, token_hash: str, now: datetime) -> Link | None:
    """What a link is good for, while it is; does not use it."""
    row = tx.execute(select(links.c.person, links.c.purpose, links.c.expires_at).where(*_good(token_hash, now))).first()
    return row and Link(*row)


def use_link(tx: Connection, token_hash: str, now: datetime) -> Link | None:
    """Use a link: of all who try, one gets it."""
    row = tx.execute(update(links).where(*_good(token_hash, now)).values(used_at=now).returning(
        links.c.person, links.c.purpose, links.c.expires_at)).first()
    return row and Link(*row)


def note_attempt(tx: Connection, key: str, now: datetime) -> None:
    """Remember an attempt for a day."""
    tx.execute(delete(tries).where(tries.c.at < now - _ATTEMPTS_KEPT))
    tx.execute(insert(tries).values(key=key, at=now))


def attempts(tx: Connection, key: str, since: datetime) -> int:
    """How often it was tried since then."""
    return tx.execute(select(func.count()).select_from(tries).where(tries.c.key == key, tries.c.at >= since)).scalar_one()


def clear_attempts(tx: Connection, key: str) -> None:
    """Forget what was tried."""
    tx.execute(delete(tries).where(tries.c.key == key))


def _good(token_hash: str, now: datetime) -> tuple:
    let_in = select(people.c.id).where(*_LET_IN)
    fresh = links.c.used_at.is_(None), links.c.expires_at > now
    return links.c.token_hash == token_hash, *fresh, links.c.person.in_(let_in)
