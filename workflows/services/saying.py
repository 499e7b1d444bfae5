"""What members say to the cooperative: a message with its kind, keywords, perhaps a file; counted by theme, nobody named."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workflows.law.parameters import Shelf
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.services.register import register
from workflows.services.search import find
from workflows.store import attachments, counting, services
from workflows.store.engine import Store
from workflows.store.file_types import MOST_BYTES, file_type
from workflows.store.people import Person
from workflows.store.service_tables import SAID
from workflows.store.services import Message
from workflows.store.text import fresh_id

LONGEST_TEXT, LONGEST_NAME, MOST_KEYWORDS, LONGEST_KEYWORD = 5_000, 120, 10, 40

OTHER = "other"
"""The theme of what fits no family of services."""


class NotKept(Refusal):
    """The message was not kept; `status`: what it means over HTTP."""

    def __init__(self, status: int, key: str, **values):
        super().__init__(key, **values)
        self.status = status


@dataclass(frozen=True)
class Said:
    """A form as it came. `service`: the id of the one it is about, or ""."""

    kind: str
    text: str
    name: str = ""
    service: str = ""
    keywords: str = ""
    file: bytes = b""


def say(store: Store, home: Path, actor: Person, said: Said, now: datetime) -> Message:
    """Keep a message and its file; NotKept for what is missing, too long, or no photo and no PDF."""
    text, keywords = said.text.replace("\r\n", "\n").strip(), words_of(said.keywords)
    if not may(actor.role, "keep_drafts"):
        raise NotYours(actor.id)
    if said.kind not in SAID:
        raise NotKept(422, "feedback.error.kind")
    if not text:
        raise NotKept(422, "feedback.error.empty")
    if len(text) > LONGEST_TEXT:
        raise NotKept(422, "feedback.error.long", most=LONGEST_TEXT)
    kind = file_type(said.file)
    if said.file and kind is None:
        raise NotKept(415, "feedback.error.type")
    if len(said.file) > MOST_BYTES:
        raise NotKept(413, "feedback.error.large", most=MOST_BYTES // 2**20)
    known = register().services
    service = said.service if said.service in known else ""
    theme = theme_of(service, f"{' '.join(keywords)} {text}")

    def work(tx):
        file = attachments.keep(tx, home, said.file, kind, now) if said.file else None
        made = Message(fresh_id(), actor.id, said.kind, theme, service, said.name.strip()[:LONGEST_NAME], text,
                       ", ".join(keywords), file, now)
        services.put(tx, made)
        return made

    return store.run(work)


def words_of(text: str) -> tuple[str, ...]:
    """Keywords between commas, each once; NotKept where there are too many.

    >>> words_of("frais, camionnette ,frais")
    ('frais', 'camionnette')
    """
    found = tuple(dict.fromkeys(part.strip()[:LONGEST_KEYWORD] for part in re.split("[,;\n]", text) if part.strip()))
    if len(found) > MOST_KEYWORDS:
        raise NotKept(422, "feedback.error.keywords", most=MOST_KEYWORDS)
    return found


def theme_of(service: str, text: str) -> str:
    """The family of a service, else that of the service that the words speak of, else other.

    >>> theme_of("van", ""), theme_of("", "camionnette"), theme_of("", "xyzzy")
    ('shared_goods', 'administration', 'other')
    """
    known = register().services
    if service:
        return known[service].family.id
    scored = [find(word)[:1] for word in text.split()[:60] if len(word) > 4]
    return next((found[0].family.id for found in scored if found), OTHER)


def paragraphs(text: str) -> list[str]:
    """The parts between blank lines.

    >>> paragraphs("One\\nline.\\n\\n\\nTwo.")
    ['One\\nline.', 'Two.']
    """
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def heard(store: Store, actor: Person, kind: str = "", theme: str = "") -> list[Message]:
    """What was said, the newest first, for who answers it."""
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
    where = {name: value for name, value in (("kind", kind), ("theme", theme)) if value}
    with store.read() as tx:
        return services.some(tx, Message, "created_at", newest=True, **where)


def file_of(store: Store, home: Path, actor: Person, id: str) -> tuple[str, bytes] | None:
    """The type and the content of a message's file, for its author and for who answers it."""
    with store.read() as tx:
        found = services.one(tx, Message, id=id)
        if found is None or not (found.person == actor.id or may(actor.role, "manage_services")):
            raise NotYours(id)
        if found.attachment is None:
            return None
        return attachments.type_of(tx, found.attachment) or "", attachments.read(home, found.attachment)


def evidence(store: Store, actor: Person, law: Shelf) -> list[tuple[str, str, int | None]]:
    """(theme, kind, how many) for every theme and kind; None where fewer spoke than may be published.

    Neither sums nor days stand beside: what was left out cannot be counted back.
    """
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
    smallest = law["smallest_cell"].on(law.edition).value
    with store.read() as tx:
        found = counting.themes(tx)
    return [(theme, kind, many if (many := found.get((theme, kind), 0)) >= smallest else None)
            for theme in (*register().families, OTHER) for kind in SAID]
