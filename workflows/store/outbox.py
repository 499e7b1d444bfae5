"""Mails that wait to be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from workflows.store.insert import insert_once
from workflows.store.people import address
from workflows.store.tables import outbox
from workflows.store.text import fresh_id


@dataclass(frozen=True)
class Mail:
    """One mail; `tries` is how often sending it failed, `why` the last reason.

    `page`: the same as HTML; `message_id`: what it is known by, the same at every try; `attachment`: SHA-256 of a file
    that is kept; `about`: the id of what it is about.
    """

    id: int
    to: str
    subject: str
    body: str
    kind: str
    tries: int
    key: str | None
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    why: str | None
    page: str | None
    message_id: str | None
    reply_to: str | None
    attachment: str | None
    attachment_name: str | None
    about: str | None


_MAIL = (outbox.c.id, outbox.c.recipient, *(outbox.c[name] for name in list(Mail.__dataclass_fields__)[2:]))


_AT_ONCE = 5_000  # keys in one question: databases have a limit


def post(tx: Connection, to: str, subject: str, body: str, now: datetime, kind: str, key: str | None = None, *,
         page: str | None = None, reply_to: str | None = None, attachment: str | None = None,
         attachment_name: str | None = None, about: str | None = None) -> int:
    """Let a mail wait; its number. The same key is queued once: the second time, the number of the first."""
    row = {"recipient": address(to), "subject": subject, "body": body, "kind": kind, "key": key, "tries": 0,
           "created_at": now, "next_at": now, "page": page, "message_id": f"<{fresh_id()}@atelier.invalid>",
           "reply_to": reply_to, "attachment": attachment, "attachment_name": attachment_name, "about": about}
    if key is None:
        return tx.execute(outbox.insert().values(**row)).inserted_primary_key[0]
    insert_once(tx, outbox, ("key",), **row)
    return tx.execute(select(outbox.c.id).where(outbox.c.key == key)).scalar_one()


def known(tx: Connection, keys: Iterable[str]) -> set[str]:
    """Those of some keys under which a mail was queued, whether it left or waits."""
    asked, found = list(keys), set()
    for at in range(0, len(asked), _AT_ONCE):
        found.update(tx.execute(select(outbox.c.key).where(outbox.c.key.in_(asked[at:at + _AT_ONCE]))).scalars())
    return found


def due(tx: Connection, now: datetime, limit: int = 50) -> list[Mail]:
    """Mails to send now, oldest first."""
    found = tx.execute(select(*_MAIL).where(outbox.c.sent_at.is_(None), outbox.c.next_at <= now)
                       .order_by(outbox.c.next_at, outbox.c.id).limit(limit))
    return [Mail(*row) for row in found]


def claim(tx: Connection, id: int, now: datetime, until: datetime) -> bool:
    """Keep a due mail to oneself until then, so that of several senders one sends it; whether that went well."""
    done = tx.execute(update(outbox).where(outbox.c.id == id, outbox.c.sent_at.is_(None), outbox.c.next_at <= now)
                      .values(next_at=until))
    return done.rowcount == 1


def sent(tx: Connection, id: int, now: datetime) -> None:
    """It left. Its body is forgotten: it may carry a link that lets in."""
    tx.execute(update(outbox).where(outbox.c.id == id).values(sent_at=now, body="", page=None, next_at=None, why=None))


def failed(tx: Connection, id: int, now: datetime, why: str, next_at: datetime | None) -> None:
    """It did not leave; try again at `next_at`, or never."""
    tx.execute(update(outbox).where(outbox.c.id == id, outbox.c.sent_at.is_(None))
               .values(tries=outbox.c.tries + 1, why=why, next_at=next_at))


def about(tx: Connection, id: str) -> list[Mail]:
    """All mails about something, oldest first."""
    return [Mail(*row) for row in tx.execute(select(*_MAIL).where(outbox.c.about == id).order_by(outbox.c.id))]


def by_message_id(tx: Connection, message_id: str) -> Mail | None:
    """The mail that is known by this Message-ID."""
    row = tx.execute(select(*_MAIL).where(outbox.c.message_id == message_id)).first()
    return row and Mail(*row)
