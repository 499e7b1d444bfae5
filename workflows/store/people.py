"""People with an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from workflows.store.errors import EmailTaken, SubjectTaken, UnknownPerson
from workflows.store.insert import insert_once
from workflows.store.tables import people as table
from workflows.store.tables import salts, subjects
from workflows.store.text import clean, fresh_id
from workflows.words.typed import folded


@dataclass(frozen=True)
class Person:
    """One account. `password` is its hash; an erased person has neither address nor name."""

    id: str
    email: str | None
    name: str
    role: str
    language: str
    password: str | None
    created_at: datetime
    disabled_at: datetime | None
    erased_at: datetime | None


COLUMNS = tuple(table.c[name] for name in Person.__dataclass_fields__)


def address(email: str) -> str:
    """An address as it is compared.

    >>> address(" Ann@Example.org ")
    'ann@example.org'
    """
    return clean(email).strip().lower()


def add_person(tx: Connection, email: str, name: str, role: str, language: str, now: datetime) -> Person:
    """A new account, without a password. EmailTaken when the address has one already."""
    made = fresh_id()
    if not insert_once(tx, table, ("email",), id=made, email=address(email), name=name, role=role, language=language,
                       created_at=now):
        raise EmailTaken(email)
    tx.execute(insert(salts).values(owner=made, salt=secrets.token_bytes(32)))
    return person(tx, made)


def person(tx: Connection, id: str) -> Person | None:
    """The person of an id, disabled and erased ones too."""
    return _one(tx, table.c.id == id)


def by_email(tx: Connection, email: str) -> Person | None:
    """The person with this address."""
    return _one(tx, table.c.email == address(email))


def by_subject(tx: Connection, issuer: str, subject: str) -> Person | None:
    """The person who signs in with this outside account."""
    return _one(tx, table.c.id == select(subjects.c.person).where(
        subjects.c.issuer == issuer, subjects.c.subject == subject).scalar_subquery())


def bind_subject(tx: Connection, id: str, issuer: str, subject: str) -> None:
    """Let a person sign in with an outside account; SubjectTaken when somebody else does."""
    if not insert_once(tx, subjects, ("issuer", "subject"), issuer=issuer, subject=subject, person=id):
        holder = by_subject(tx, issuer, subject)
        if holder is None or holder.id != id:
            raise SubjectTaken(issuer)


def people(tx: Connection, role: str | None = None, search: str = "", limit: int = 200) -> list[Person]:
    """Who is not erased, by name; `search` looks into name and address, without case and accents."""
    query = select(*COLUMNS).where(table.c.erased_at.is_(None)).order_by(table.c.name, table.c.id)
    if role is not None:
        query = query.where(table.c.role == role)
    sought, found = folded(search.strip()), []
    for row in tx.execute(query if sought else query.limit(limit)):
        if len(found) == limit:
            break
        if sought in folded(row.name) or sought in folded(row.email or ""):
            found.append(Person(*row))
    return found


def set_password(tx: Connection, id: str, hash: str | None, now: datetime) -> None:
    """Keep the hash of a new password, and when it was set."""
    _change(tx, id, password=hash, password_at=now)


def set_role(tx: Connection, id: str, role: str) -> None:
    """Give another role."""
    _change(tx, id, role=role)


def set_language(tx: Connection, id: str, language: str) -> None:
    """Speak another language with this person."""
    _change(tx, id, language=language)


def rename(tx: Connection, id: str, name: str) -> None:
    """Give another name."""
    _change(tx, id, name=name)


def set_disabled(tx: Connection, id: str, at: datetime | None) -> None:
    """Let nobody in with this account since `at`; None lets in again."""
    _change(tx, id, disabled_at=at)


def _one(tx: Connection, condition) -> Person | None:
    row = tx.execute(select(*COLUMNS).where(condition)).first()
    return row and Person(*row)


def _change(tx: Connection, id: str, **values) -> None:
    done = tx.execute(update(table).where(table.c.id == id, table.c.erased_at.is_(None)).values(**values))
    if done.rowcount != 1:
        raise UnknownPerson(id)
