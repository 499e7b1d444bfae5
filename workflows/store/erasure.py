"""What a person may ask: everything that is kept about them, and that it be forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from workflows.store import drafts as rooms
from workflows.store.books import forget_books, kept_books
from workflows.store.coaching import forget_coaching, kept_coaching
from workflows.store.errors import UnknownPerson
from workflows.store.expense_tables import expenses
from workflows.store.journal import alone, append, entry
from workflows.store.network_erasure import forget_network, kept_network
from workflows.store.people import Person, person
from workflows.store.services_kept import forget_services, kept_services
from workflows.store.tables import (
    assignments,
    attempts,
    draft_values,
    drafts,
    journal,
    links,
    outbox,
    people,
    salts,
    sessions,
    subjects,
)
from workflows.store.text import iso
from workflows.store.workflow_tables import batch_runs, published_pages


def export(tx: Connection, person_id: str) -> dict[str, Any]:
    """All that is kept about a person, as plain values. What they did to others is told without the others' data."""
    someone = person(tx, person_id)
    if someone is None:
        raise UnknownPerson(person_id)
    account = _rows(tx, people, people.c.id == person_id)[0]
    account["password"] = account["password"] is not None
    return {
        "account": account,
        "outside_accounts": _rows(tx, subjects, subjects.c.person == person_id),
        "sessions": _rows(tx, sessions, sessions.c.person == person_id, without=("token_hash",)),
        "links": _rows(tx, links, links.c.person == person_id, without=("token_hash",)),
        "drafts": [_draft(tx, one) for deleted in (False, True) for one in rooms.drafts(tx, person_id, deleted=deleted)],
        "expenses": _rows(tx, expenses, expenses.c.owner == person_id, without=("sought",)),
        "batches_started": _rows(tx, batch_runs, batch_runs.c.by == person_id),
        "pages_published": _rows(tx, published_pages, published_pages.c.by == person_id),
        "journal": [_entry(row, person_id) for row in tx.execute(select(journal).where(
            or_(journal.c.subject == person_id, journal.c.actor == person_id)).order_by(journal.c.seq))],
        "assignments": _rows(tx, assignments, or_(assignments.c.adviser == person_id, assignments.c.member == person_id)),
        "mails": _rows(tx, outbox, outbox.c.recipient == someone.email),
        "attempts": _rows(tx, attempts, _names(someone)),
        **kept_books(tx, person_id),
        **kept_coaching(tx, person_id),
        **kept_network(tx, person_id),
        **kept_services(tx, person_id),
    }


def erase(tx: Connection, person_id: str, now: datetime) -> None:
    """Forget a person. The rows of the journal stay, without payload, and without the salt nobody can guess it back.

    What the books must keep stays too: see `books`.
    """
    alone(tx)
    someone = person(tx, person_id)
    if someone is None or someone.erased_at is not None:
        raise UnknownPerson(person_id)
    tx.execute(update(journal).where(journal.c.subject == person_id, journal.c.payload.is_not(None)).values(payload=None))
    tx.execute(delete(salts).where(salts.c.owner == person_id))
    _forget_expenses(tx, person_id)
    own = select(drafts.c.id).where(drafts.c.owner == person_id)
    tx.execute(delete(draft_values).where(draft_values.c.draft.in_(own)))
    tx.execute(update(drafts).where(drafts.c.owner == person_id).values(title="", deleted_at=now))
    for table in (sessions, links, subjects):
        tx.execute(delete(table).where(table.c.person == person_id))
    tx.execute(update(assignments).where(or_(assignments.c.adviser == person_id, assignments.c.member == person_id),
                                         assignments.c.ended_at.is_(None)).values(ended_at=now))
    forget_books(tx, person_id)
    forget_coaching(tx, person_id)
    forget_network(tx, person_id, now)
    forget_services(tx, person_id)
    tx.execute(delete(outbox).where(outbox.c.recipient == someone.email))
    tx.execute(delete(attempts).where(_names(someone)))
    tx.execute(update(people).where(people.c.id == person_id).values(
        email=None, name="", password=None, password_at=None, erased_at=now))
    append(tx, now, None, person_id, "erased")
    tx.info["wipe"] = True


def _forget_expenses(tx: Connection, person_id: str) -> None:
    """Notes that are not in the books go; of the others amounts, days and receipts stay as the law of accounts asks."""
    own, in_books = expenses.c.owner == person_id, expenses.c.state.in_(("approved", "booked"))
    tx.execute(delete(expenses).where(own, ~in_books))
    tx.execute(update(expenses).where(own).values(worker="", purpose="", reference="", reason="", content="{}", sought=""))


def _names(someone: Person):
    """Attempts to sign in that name the person's address."""
    return attempts.c.key.contains(someone.email or "\n", autoescape=True)


def _rows(tx: Connection, table, condition, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    columns = [column for column in table.c if column.name not in without]
    return [{name: iso(value) if isinstance(value, datetime) else value for name, value in row.items()}
            for row in tx.execute(select(*columns).where(condition)).mappings()]


def _draft(tx: Connection, one: rooms.Draft) -> dict[str, Any]:
    said = {field: {"value": value.value, "by": value.by, "at": iso(value.at), "seq": value.seq}
            for field, value in rooms.values(tx, one.id).items()}
    return {"id": one.id, "page": one.page, "title": one.title, "version": one.version, "created_at": iso(one.created_at),
            "changed_at": iso(one.changed_at), "deleted_at": one.deleted_at and iso(one.deleted_at), "values": said}


def _entry(row, person_id: str) -> dict[str, Any]:
    read = entry(row)
    return {"seq": read.seq, "at": iso(read.at), "actor": read.actor, "subject": read.subject, "event": read.event,
            "draft": read.draft, "field": read.field, "version": read.version,
            "payload": read.payload if read.subject == person_id else None}
