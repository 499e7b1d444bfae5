"""Accounts for tests, made in the server's own database: an account, and a browser that is signed in."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from workflows.people.accounts import assign_adviser
from workflows.people.entering import SESSION, new_link
from workflows.people.tokens import digest, new_token
from workflows.store import sessions
from workflows.store.engine import open_store
from workflows.store.people import Person, add_person

_numbers = count(1)


class House:
    """The home folder of a server under test, and the people in it."""

    def __init__(self, home: Path, url: str | None = None):
        self.home, self.url = home, url or f"sqlite:///{home / 'atelier.db'}"

    def store(self):
        return open_store(self.url)

    def add(self, role: str = "member", name: str = "", language: str = "fr", adviser: Person | None = None) -> Person:
        """A new person, perhaps advised by somebody."""
        number, store = next(_numbers), self.store()
        with store.write() as tx:
            person = add_person(tx, f"person{number}@example.org", name or f"Person {number}", role, language, now())
        if adviser:
            assign_adviser(store, person, adviser.id, None, now())
        store.close()
        return person

    def assign(self, member: Person, adviser: Person) -> None:
        store = self.store()
        assign_adviser(store, member, adviser.id, None, now())
        store.close()

    def link(self, person: Person) -> str:
        """The secret of a fresh one-time link."""
        store = self.store()
        try:
            return new_link(store, person, "first", now())
        finally:
            store.close()

    @staticmethod
    def now() -> datetime:
        return now()

    def session(self, person: Person) -> str:
        """The secret of a new session, as the cookie `atelier_session` carries it."""
        token, store = new_token(), self.store()
        with store.write() as tx:
            sessions.open_session(tx, person.id, digest(token), now(), now() + SESSION)
        store.close()
        return token

    def sign_in(self, context, address: str, person: Person) -> None:
        """A browser of playwright is this person's from now on."""
        context.add_cookies([{"name": "atelier_session", "value": self.session(person), "url": address}])


def now() -> datetime:
    return datetime.now(UTC)
