"""Ratings by members, and the sheet of a service by the cooperative; both go into a draft of the audit."""

import json
from datetime import date, datetime

from workflows.people import drafts
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.services.audit_questions import OPTIONS, AuditQuestions
from workflows.services.register import Service, register
from workflows.store import services
from workflows.store.engine import Store
from workflows.store.people import Person
from workflows.store.services import RatingRow, SheetRow
from workflows.store.text import fresh_id
from workflows.words.formats import legal_day
from workflows.words.typed import NotANumber, read_decimal

LONGEST = 500


class UnknownService(LookupError):
    """No such service stands in the register."""


def service_of(id: str) -> Service:
    """A service of the register."""
    try:
        return register().services[id]
    except KeyError:
        raise UnknownService(id) from None


def period_of(day: date) -> str:
    """The half-year of a day.

    >>> period_of(date(2026, 7, 1))
    '2026-2'
    """
    return f"{day.year}-{1 if day.month < 7 else 2}"


def rate(store: Store, actor: Person, service: str, rating: str, comment: str, now: datetime) -> RatingRow:
    """Say what one thinks of a service in this half-year, in a number and in words; said again, it takes its place."""
    scale, said, period = register(), " ".join(comment.split())[:LONGEST], period_of(legal_day(now))
    if not may(actor.role, "keep_drafts"):
        raise NotYours(actor.id)
    if not (rating.isdecimal() and rating.isascii() and scale.lowest <= int(rating[:9]) <= scale.highest):
        raise Refusal("services.error.rating", low=scale.lowest, high=scale.highest)
    if not said:
        raise Refusal("services.error.comment")
    service_of(service)

    def work(tx):
        before = services.one(tx, RatingRow, service=service, period=period, person=actor.id)
        made = RatingRow(before.id if before else fresh_id(), service, period, actor.id, int(rating), said, now)
        services.put(tx, made)
        return made

    return store.run(work)


def keep_sheet(store: Store, actor: Person, service: str, users: str, cost: str, option: str, alternatives: str,
               now: datetime) -> SheetRow:
    """Keep what is known of a service and what the actor proposes; the author is who writes it."""
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
    service_of(service)
    many, euros = _amount(users), _amount(cost)
    if option not in ("", *OPTIONS):
        raise Refusal("services.error.option")
    made = SheetRow(service, None if many is None else int(many), None if euros is None else str(euros), option, actor.name,
                    " ".join(alternatives.split())[:LONGEST], actor.id, now)
    store.run(lambda tx: services.put(tx, made))
    return made


def of_service(store: Store, service: str, person: str | None) -> tuple[SheetRow | None, RatingRow | None, int]:
    """The sheet of a service, the person's newest rating, and how many ratings there are."""
    with store.read() as tx:
        own = services.some(tx, RatingRow, "changed_at", newest=True, limit=1, service=service,
                            person=person) if person else []
        return services.one(tx, SheetRow, service=service), next(iter(own), None), len(
            services.some(tx, RatingRow, "changed_at", limit=5_000, service=service))


def audit_draft(store: Store, actor: Person, now: datetime) -> str:
    """A new draft of the page `services_audit` with all ratings and sheets, nobody named; its id."""
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
    with store.read() as tx:
        ratings = services.some(tx, RatingRow, "period", newest=True, limit=2_000)
        sheets = services.some(tx, SheetRow, "service")
    said = {"ratings": "\n".join(f"{one.service}; {one.period}; {one.rating}; {one.comment}" for one in ratings),
            "decisions": "\n".join("; ".join(part.replace(";", ",") for part in (
                one.service, "" if one.users is None else str(one.users), one.cost or "", one.option, one.author,
                one.alternatives)) for one in sheets)}
    # A draft holds so much of one answer: the newest ratings stay.
    while len(json.dumps(said["ratings"])) > drafts.LONGEST_LIST:
        said["ratings"] = said["ratings"].rpartition("\n")[0]
    id = fresh_id()
    drafts.create(store, actor, id, {name: (text, 0) for name, text in said.items() if text}, AuditQuestions, now)
    return id


def _amount(text: str):
    if not text.strip():
        return None
    try:
        amount = read_decimal(text, money=True)
    except NotANumber:
        raise Refusal("services.error.number") from None
    if not 0 <= amount <= 10**9:
        raise Refusal("services.error.number")
    return amount
