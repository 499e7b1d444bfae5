"""Who may open a page that an adviser wrote, and how an administrator publishes it: announced first, active later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from workflows.law.library import shelf
from workflows.pages.own import OwnPage, own_page, own_pages
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.services.announcing import days_before
from workflows.store import published
from workflows.store.engine import Store
from workflows.store.journal import append
from workflows.store.people import Person, address
from workflows.store.published import Published
from workflows.words.catalogue import LANGUAGES
from workflows.words.formats import legal_day

LONGEST = 2_000
"""Characters of an announcement, in each language."""


class NotPublished(Refusal):
    """Nothing was published; the sentence says why."""


@dataclass(frozen=True)
class Standing:
    """A page and where it stands: draft, announced, active, or changed since somebody reviewed it."""

    page: OwnPage
    state: str
    published: Published | None


def standing(page: OwnPage, known: dict[str, Published], today: date) -> Standing:
    """Where a page stands on a day. What was changed after the review is as unseen as a new page."""
    one = known.get(page.name)
    if one is None:
        return Standing(page, "draft", None)
    if one.digest != page.digest:
        return Standing(page, "changed", one)
    return Standing(page, "active" if one.active_from <= today else "announced", one)


def may_open(found: Standing, person: Person | None, role: str) -> bool:
    """Whether somebody may open the page: its author always, others once it is active and made for them."""
    if is_author(found.page, person):
        return True
    if found.state != "active":
        return False
    return found.published.audience == "members" or may(role, "open_adviser_pages")


def is_author(page: OwnPage, person: Person | None) -> bool:
    """Whether a person wrote the page: its file names their address."""
    return bool(page.author and person is not None and person.email and address(person.email) == page.author)


def standings(tx: Connection, now: datetime) -> tuple[Standing, ...]:
    """Every page that somebody wrote, and where it stands."""
    known, today = published.published(tx), legal_day(now)
    return tuple(standing(page, known, today) for page in own_pages())


def told(tx: Connection, role: str, now: datetime) -> tuple[Standing, ...]:
    """The pages that were announced, for those whom they are made for, the newest first."""
    found = [one for one in standings(tx, now) if one.state in ("announced", "active")
             and (one.published.audience == "members" or may(role, "open_adviser_pages"))]
    return tuple(sorted(found, key=lambda one: one.published.announced_on, reverse=True))


def opened_by(store: Store, page: OwnPage, person: Person | None, role: str, now: datetime) -> bool:
    """As `may_open`, asked of the database."""
    with store.read() as tx:
        return may_open(standing(page, published.published(tx), legal_day(now)), person, role)


def publish(store: Store, actor: Person | None, name: str, digest: str, announced_on: date, active_from: date,
            announcement: Mapping[str, str], now: datetime) -> Published:
    """Publish what was reviewed. `digest`: what the reviewer saw; NotPublished when the page was changed meanwhile.

    The announcement comes as many days before the one from which the page can be opened as before any other change of a
    form (T027), and everybody reads it with the others, in their language. `actor` is None on the command line of the
    installation.
    """
    page, texts = own_page(name), {code: announcement.get(code, "").strip() for code in LANGUAGES}
    if page is None or page.troubles:
        raise NotPublished("publish.error.page" if page is None else "publish.error.troubles", name=name)
    if page.digest != digest:
        raise NotPublished("publish.error.changed", name=name)
    if not all(0 < len(text) <= LONGEST for text in texts.values()):
        raise NotPublished("publish.error.announcement", most=LONGEST)
    if announced_on > legal_day(now):
        raise NotPublished("publish.error.not_yet", day=announced_on)
    days = days_before(shelf())
    first = announced_on + timedelta(days=days)
    if active_from < first:
        raise NotPublished("publish.error.order", announced=announced_on, active=active_from, days=days, first=first)
    one = Published(name, digest, page.audience, announced_on, texts, active_from, now, actor and actor.id, None)
    with store.write() as tx:
        published.publish(tx, one)
        if actor is not None:
            append(tx, now, actor.id, actor.id, "page_published", payload={
                "page": name, "digest": digest, "announced_on": announced_on.isoformat(),
                "active_from": active_from.isoformat()})
    return one


def withdraw(store: Store, actor: Person | None, name: str, now: datetime) -> None:
    """Let nobody but its author open a page any more."""
    with store.write() as tx:
        if not published.withdraw(tx, name, now):
            raise NotPublished("publish.error.page", name=name)
        if actor is not None:
            append(tx, now, actor.id, actor.id, "page_withdrawn", payload={"page": name})
