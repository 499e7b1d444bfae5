"""Accounts as an administrator keeps them: each change one command, each with a line in the journal."""

import re
from datetime import datetime

from workflows.people.entering import Refused
from workflows.people.roles import ADMINISTRATOR, ADVISER, MEMBER, ROLES
from workflows.store import assignments, people, sessions
from workflows.store.engine import Store
from workflows.store.errors import EmailTaken
from workflows.store.journal import append
from workflows.store.people import Person
from workflows.words.catalogue import LANGUAGES

EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}")


def add_account(store: Store, email: str, name: str, role: str, language: str, actor: Person | None,
                now: datetime) -> Person:
    """A new account without a password. Refused: no address, no name, no role, or the address is taken."""
    if not EMAIL.fullmatch(email.strip()):
        raise Refused("accounts.email")
    if not name.strip() or not name.isprintable():
        raise Refused("accounts.name")
    if role not in ROLES or language not in LANGUAGES:
        raise Refused("accounts.role")
    try:
        with store.write() as tx:
            person = people.add_person(tx, email, name.strip(), role, language, now)
            append(tx, now, actor.id if actor else None, person.id, "account_added", payload={"role": role})
            return person
    except EmailTaken:
        raise Refused("accounts.taken") from None


def disable(store: Store, person: Person, actor: Person, now: datetime) -> None:
    """Nobody enters with this account any more; what it keeps stays. Nobody disables oneself."""
    if person.id == actor.id:
        raise Refused("accounts.self")
    with store.write() as tx:
        people.set_disabled(tx, person.id, now)
        sessions.close_sessions(tx, person.id)
        append(tx, now, actor.id, person.id, "disabled")


def enable(store: Store, person: Person, actor: Person, now: datetime) -> None:
    """The account may be entered again."""
    with store.write() as tx:
        people.set_disabled(tx, person.id, None)
        append(tx, now, actor.id, person.id, "enabled")


def change_role(store: Store, person: Person, role: str, actor: Person, now: datetime) -> None:
    """Another role; sessions end, so that no open page keeps the rights of before. Nobody changes one's own."""
    if role not in ROLES:
        raise Refused("accounts.role")
    if person.id == actor.id:
        raise Refused("accounts.self")
    with store.write() as tx:
        people.set_role(tx, person.id, role)
        sessions.close_sessions(tx, person.id)
        if person.role == ADVISER and role != ADVISER:
            for member in assignments.members_of(tx, person.id, now):
                for kind in ("adviser", "stand_in"):
                    assignments.end_assignment(tx, person.id, member.id, kind, now)
        append(tx, now, actor.id, person.id, "role_changed", payload={"role": role, "before": person.role})


def assign_adviser(store: Store, member: Person, adviser_id: str, actor: Person | None, now: datetime) -> None:
    """One adviser for a member, in place of the one before; "" ends the assignment."""
    if member.role != MEMBER:
        raise Refused("accounts.no_member")
    with store.write() as tx:
        adviser = people.person(tx, adviser_id) if adviser_id else None
        if adviser_id and (adviser is None or adviser.role != ADVISER or adviser.disabled_at):
            raise Refused("accounts.no_adviser")
        for before, kind, _ in assignments.advisers_of(tx, member.id, now):
            if kind == "adviser" and before.id != adviser_id:
                assignments.end_assignment(tx, before.id, member.id, kind, now)
                append(tx, now, actor.id if actor else None, member.id, "assignment_ended", payload={"adviser": before.id})
        if adviser and not any(one.id == adviser.id and kind == "adviser"
                               for one, kind, _ in assignments.advisers_of(tx, member.id, now)):
            assignments.assign(tx, adviser.id, member.id, "adviser", now, by=actor.id if actor else None)
            append(tx, now, actor.id if actor else None, member.id, "assigned",
                   payload={"to": adviser.id, "kind": "adviser"})


def is_last_administrator(store: Store, person: Person) -> bool:
    """Whether nobody else could keep accounts."""
    with store.read() as tx:
        others = [one for one in people.people(tx, role=ADMINISTRATOR) if one.id != person.id and not one.disabled_at]
    return person.role == ADMINISTRATOR and not others
