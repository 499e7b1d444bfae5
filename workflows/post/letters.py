"""Letters that the house writes by itself, in the language of who gets them."""

from datetime import datetime

from workflows.people.entering import PER_ACCOUNT, WINDOW, Refused, new_link
from workflows.people.tokens import digest
from workflows.store import outbox, sessions
from workflows.store.engine import Store
from workflows.store.people import Person, by_email
from workflows.words.catalogue import speak


def link_letter(store: Store, email: str, address: str, place: str, now: datetime) -> None:
    """Write a one-time link to whoever has this mail address. Whether somebody has it is told to nobody.

    `address`: where the request came from, for the brake on asking (Refused); `place`: where the server is reached.
    """
    with store.write() as tx:
        for key in (f"link:{digest(email.strip().lower())}", f"link-from:{digest(address)}"):
            if sessions.attempts(tx, key, now - WINDOW) >= PER_ACCOUNT:
                raise Refused("sign_in.throttled", minutes=int(WINDOW.total_seconds() // 60))
            sessions.note_attempt(tx, key, now)
        person = by_email(tx, email)
    if person is not None and person.disabled_at is None:
        send_link(store, person, "reset" if person.password else "first", place, now)


def send_link(store: Store, person: Person, purpose: str, place: str, now: datetime) -> None:
    """Put the letter with a one-time link into the outbox."""
    words = speak(person.language)
    token = new_link(store, person, purpose, now)
    with store.write() as tx:
        outbox.post(tx, person.email, words(f"letter.{purpose}.subject"),
                    words(f"letter.{purpose}.body", name=person.name, address=f"{place}/enter/{token}"), now, purpose)
