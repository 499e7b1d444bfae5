"""Signing in and out: passwords, one-time links, sessions, and the brake on who guesses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.people import passwords
from workflows.people.refusal import Refusal
from workflows.people.tokens import digest, new_token
from workflows.store import people, sessions
from workflows.store.engine import Store
from workflows.store.journal import append
from workflows.store.people import Person

SESSION = timedelta(days=14)
"""How long somebody stays signed in on one browser."""

LINK = {"first": timedelta(days=7), "reset": timedelta(hours=1)}
"""How long a one-time link may be used, by purpose."""

WINDOW, PER_ACCOUNT, PER_ADDRESS = timedelta(minutes=15), 5, 50
"""Failures within the window after which an account, or an address, has to wait."""


class Refused(Refusal):
    """Nobody was let in; `key` names the sentence."""


@dataclass(frozen=True)
class Entered:
    """Somebody who was let in: the person, and the secret for the browser's cookie."""

    person: Person
    token: str


def sign_in(store: Store, email: str, password: str, address: str, now: datetime) -> Entered:
    """Let in whoever has the password; Refused says neither whether the address is known nor what was wrong."""
    keys = (f"account:{digest(email.strip().lower())}", PER_ACCOUNT), (f"address:{digest(address)}", PER_ADDRESS)
    with store.write() as tx:
        if any(sessions.attempts(tx, key, now - WINDOW) >= most for key, most in keys):
            raise Refused("sign_in.throttled", minutes=int(WINDOW.total_seconds() // 60))
        # Counted before the password is looked at, so that many tries at once do not pass together.
        for key, _ in keys:
            sessions.note_attempt(tx, key, now)
        person = people.by_email(tx, email)
    known = person is not None and person.disabled_at is None
    if not passwords.matches(person.password if known else None, password):
        raise Refused("sign_in.wrong")
    with store.write() as tx:
        # The address keeps its count: or one's own account would pay for guesses at others.
        sessions.clear_attempts(tx, keys[0][0])
        if passwords.is_old(person.password):
            people.set_password(tx, person.id, passwords.hashed(password), now)
        return _opened(tx, person, now, "signed_in")


def new_link(store: Store, person: Person, purpose: str, now: datetime) -> str:
    """The secret of a one-time link of a purpose, "first" or "reset"."""
    token = new_token()
    with store.write() as tx:
        sessions.add_link(tx, person.id, purpose, digest(token), now, now + LINK[purpose])
    return token


def whose_link(store: Store, token: str, now: datetime) -> Person | None:
    """Whom a link would let in; looking uses nothing up, because mail programs look too."""
    with store.read() as tx:
        link = sessions.peek_link(tx, digest(token), now)
        return people.person(tx, link.person_id) if link else None


def enter_by_link(store: Store, token: str, password: str, now: datetime) -> Entered:
    """Use a link: the password becomes the person's, every other session of theirs ends. Refused when it is used up."""
    person = whose_link(store, token, now)
    if person is None or person.disabled_at is not None:
        raise Refused("enter.used")
    why = passwords.weakness(password, person.name, person.email or "")
    if why:
        raise Refused(why, shortest=passwords.SHORTEST, longest=passwords.LONGEST)
    stored = passwords.hashed(password)
    with store.write() as tx:
        if sessions.use_link(tx, digest(token), now) is None:
            raise Refused("enter.used")
        people.set_password(tx, person.id, stored, now)
        sessions.close_sessions(tx, person.id)
        return _opened(tx, person, now, "signed_in_by_link")


def enter_by_provider(store: Store, issuer: str, subject: str, email: str | None, now: datetime) -> Entered:
    """Let in whom a trusted provider vouches for: known by its subject, else by a verified address, once."""
    with store.write() as tx:
        person = people.by_subject(tx, issuer, subject)
        if person is None and email:
            person = people.by_email(tx, email)
            if person is not None:
                people.bind_subject(tx, person.id, issuer, subject)
        if person is None or person.disabled_at is not None:
            raise Refused("oidc.unknown")
        return _opened(tx, person, now, "signed_in_by_provider")


def who_has(store: Store, token: str, now: datetime) -> Person | None:
    """The person of a session, or None when it ended."""
    with store.read() as tx:
        return sessions.session_person(tx, digest(token), now)


def sign_out(store: Store, token: str) -> None:
    """End the session of a browser."""
    with store.write() as tx:
        sessions.close_session(tx, digest(token))


def sign_out_everywhere(store: Store, person: Person, now: datetime) -> int:
    """End all sessions of a person; how many there were."""
    with store.write() as tx:
        append(tx, now, person.id, person.id, "signed_out_everywhere")
        return sessions.close_sessions(tx, person.id)


def change_password(store: Store, person: Person, old: str, new: str, now: datetime) -> None:
    """Replace a password by who knows the old one; Refused says why not."""
    if not passwords.matches(person.password, old):
        raise Refused("password.old_wrong")
    why = passwords.weakness(new, person.name, person.email or "")
    if why:
        raise Refused(why, shortest=passwords.SHORTEST, longest=passwords.LONGEST)
    with store.write() as tx:
        people.set_password(tx, person.id, passwords.hashed(new), now)
        append(tx, now, person.id, person.id, "password_changed")


def _opened(tx, person: Person, now: datetime, event: str) -> Entered:
    token = new_token()
    sessions.open_session(tx, person.id, digest(token), now, now + SESSION)
    append(tx, now, person.id, person.id, event)
    return Entered(person, token)
