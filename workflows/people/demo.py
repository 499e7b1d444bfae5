"""Invented people for a first look: nobody has a password until somebody chose one by a link that works once."""

from datetime import datetime

from workflows.people.accounts import assign_adviser
from workflows.people.entering import new_link
from workflows.store.engine import Store
from workflows.store.people import Person, add_person, by_email

PEOPLE = (("ana@example.org", "Ana Peeters", "member", "fr"), ("bram@example.org", "Bram Claes", "member", "nl"),
          ("claire@example.org", "Claire Dubois", "adviser", "fr"), ("sam@example.org", "Sam Lambert", "staff", "fr"),
          ("noor@example.org", "Noor Maes", "administrator", "nl"))
"""Address, name, role and language; addresses of a domain that gets no mail."""


def demo_people(store: Store, now: datetime) -> list[tuple[Person, str]]:
    """The invented people, made where they are missing, each with the secret of a fresh link."""
    found = []
    with store.write() as tx:
        for email, name, role, language in PEOPLE:
            found.append(by_email(tx, email) or add_person(tx, email, name, role, language, now))
    adviser = next(person for person in found if person.role == "adviser")
    for person in found:
        if person.role == "member":
            assign_adviser(store, person, adviser.id, None, now)
    return [(person, new_link(store, person, "first", now)) for person in found]
