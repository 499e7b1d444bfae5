"""A change of a form or of a parameter is told first: without an announcement that is old enough it cannot be activated."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from workflows.law.parameters import Shelf
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.store import services
from workflows.store.engine import Store
from workflows.store.journal import alone, append
from workflows.store.people import Person
from workflows.store.services import Announcement
from workflows.store.text import canonical, fresh_id
from workflows.words.catalogue import LANGUAGES
from workflows.words.formats import legal_day

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 160, 4_000, 120


class NotAnnounced(Refusal):
    """The change was not announced, or not long enough ago."""


def announce(store: Store, actor: Person, subject: str, version: str, texts: dict[str, tuple[str, str]], active_on: date,
             now: datetime) -> Announcement:
    """Write an announcement that nobody reads yet. `texts`: language to (title, text), all three are needed."""
    said = {code: {"title": title.strip()[:LONGEST_TITLE], "text": text.strip()[:LONGEST_TEXT]}
            for code, (title, text) in texts.items()}
    if not subject.strip() or not version.strip():
        raise Refusal("announcements.error.subject")
    if set(said) != set(LANGUAGES) or not all(all(part.values()) for part in said.values()):
        raise Refusal("announcements.error.languages")

    def work(tx):
        _allowed(actor)
        alone(tx)
        if services.one(tx, Announcement, subject=subject[:LONGEST_NAME], version=version[:LONGEST_NAME]):
            raise Refusal("announcements.error.twice")
        made = Announcement(fresh_id(), subject[:LONGEST_NAME], version[:LONGEST_NAME], canonical(said),
                            active_on.isoformat(), now, None, None, actor.id)
        services.put(tx, made)
        return made

    return store.run(work)


def publish(store: Store, actor: Person, id: str, now: datetime) -> Announcement:
    """Let everybody read it; from now on its days count."""
    def work(tx):
        _allowed(actor)
        alone(tx)
        found = services.one(tx, Announcement, locked=True, id=id)
        if found is None:
            raise NotYours(id)
        if found.published_at is None:
            found = replace(found, published_at=now)
            services.put(tx, found)
            append(tx, now, actor.id, actor.id, "change_announced", payload={"subject": found.subject})
        return found

    return store.run(work)


def activate(store: Store, actor: Person, subject: str, version: str, now: datetime, law: Shelf) -> Announcement:
    """Begin with a version of a form or a value of a parameter; NotAnnounced says from which day it can be done."""
    def work(tx):
        _allowed(actor)
        alone(tx)
        found = services.one(tx, Announcement, locked=True, subject=subject, version=version)
        days = days_before(law)
        if found is None or found.published_at is None:
            raise NotAnnounced("announcements.error.not_announced", days=days)
        first = first_day(found, days)
        if legal_day(now) < first:
            raise NotAnnounced("announcements.error.too_soon", days=days, first=first)
        if found.activated_at is None:
            found = replace(found, activated_at=now)
            services.put(tx, found)
            append(tx, now, actor.id, actor.id, "change_activated", payload={"subject": subject, "version": version})
        return found

    return store.run(work)


def days_before(law: Shelf) -> int:
    """How many days lie between an announcement and its change, at least."""
    return law["announcement_days"].on(law.edition).value


def first_day(found: Announcement, days: int) -> date:
    """The first day on which a published change can begin: not too soon after it was told, nor before the day told."""
    return max(legal_day(found.published_at) + timedelta(days=days), date.fromisoformat(found.active_on))


def announcements(store: Store, everything: bool = False) -> list[Announcement]:
    """Those that everybody reads, the newest first; `everything`: those that are still written too."""
    with store.read() as tx:
        found = services.some(tx, Announcement, "created_at", newest=True)
    return [one for one in found if everything or one.published_at]


def text_of(found: Announcement, language: str) -> tuple[str, str]:
    """Title and text in a language."""
    said = json.loads(found.content)[language]
    return said["title"], said["text"]


def _allowed(actor: Person) -> None:
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
