"""Mail that comes back about an order: a bounce or a reply, found by the Message-ID of the letter it answers.

The mail server hands each letter that comes in to `atelier orders receive`; nothing is fetched from a mailbox.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Literal

from workflows.orders.house import House
from workflows.store import orders, outbox
from workflows.store.journal import append, of_draft
from workflows.words.typed import printable

LARGEST, LONGEST = 5_000_000, 2_000
"""Bytes of a letter that is read, and signs of its text that are kept."""


@dataclass(frozen=True)
class Received:
    """What came: a `bounce` when a mail server says that it could not deliver, else a `reply`. `text`: its beginning."""

    kind: Literal["bounce", "reply"]
    order: str
    text: str


def receive(house: House, content: bytes, now: datetime) -> Received | None:
    """Note a letter with the order that it is about, once; None when it is about none that we know.

    A reply decides nothing: the member reads it, and an adviser can enter the answer.
    """
    message = email.message_from_bytes(content[:LARGEST], policy=email.policy.default)
    bounce = message.get_content_type() == "multipart/report"
    text = printable(_reason(message) if bounce else _text(message)).strip()[:LONGEST]
    came = str(message.get("Message-ID", ""))[:200]

    def work(tx):
        mail = next((found for id in _answered(message) if (found := outbox.by_message_id(tx, id)) and found.about), None)
        row = mail and orders.order(tx, mail.about, locked=True)
        if row is None:
            return None
        kind = "bounce" if bounce else "reply"
        known = (entry for entry in of_draft(tx, row.id) if entry.event == f"order_{kind}" and entry.payload)
        if not came or all(entry.payload.get("letter") != came for entry in known):
            append(tx, now, None, row.owner, f"order_{kind}", row.id, payload={
                "revision": row.revision, "to": mail.to, "note": text, "letter": came})
        return Received(kind, row.id, text)

    return house.store.run(work)


def _answered(message: EmailMessage) -> list[str]:
    """The Message-IDs that a letter answers or brings back, the nearest first."""
    said = [str(message.get(name, "")) for name in ("In-Reply-To", "References")]
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            said.append(part.as_string()[:20_000])
    return list(dict.fromkeys(re.findall(r"<[^<>\s]{1,200}>", " ".join(said))))


def _reason(message: EmailMessage) -> str:
    """What the mail server says in its report."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            said = re.search(r"(?im)^Diagnostic-Code:\s*(.+(?:\n[ \t].+)*)", part.as_string())
            if said:
                return " ".join(said[1].split())
    return _text(message)


def _text(message: EmailMessage) -> str:
    """The plain text of a letter, without what it quotes."""
    body = message.get_body(("plain",))
    try:
        lines = body.get_content().splitlines() if body else []
    except (LookupError, UnicodeError):
        lines = []
    return "\n".join(line for line in lines if not line.startswith(">"))
