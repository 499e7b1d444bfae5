"""What members bring: discounts that they got by naming the cooperative; testimonials, public with their consent only."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.store import services
from workflows.store.engine import Store
from workflows.store.people import Person
from workflows.store.services import DiscountRow, TestimonialRow
from workflows.store.text import fresh_id
from workflows.words.formats import legal_day
from workflows.words.typed import NotANumber, read_decimal

SCOPES = ("site", "brochure", "social")
"""Where a testimonial may be used; each is asked apart, none is the default."""

LONGEST, LONGEST_NAME = 2_000, 120


def register_discount(store: Store, actor: Person, shop: str, percent: str, day: date, proof: str,
                      now: datetime) -> DiscountRow:
    """Tell of a discount: where, how much, when, and what shows it."""
    _member(actor)
    try:
        share = read_decimal(percent.removesuffix("%").strip())
    except NotANumber:
        share = Decimal(0)
    if not shop.strip() or not 0 < share <= 100:
        raise Refusal("discounts.error.what")
    if day > legal_day(now):
        raise Refusal("discounts.error.future")
    if not proof.strip():
        raise Refusal("discounts.error.proof")
    made = DiscountRow(fresh_id(), actor.id, shop.strip()[:LONGEST_NAME], f"{share.normalize():f}", day.isoformat(),
                       proof.strip()[:LONGEST], day.isoformat(), now)
    store.run(lambda tx: services.put(tx, made))
    return made


def confirm_discount(store: Store, actor: Person, id: str, now: datetime) -> None:
    """Say that a discount was still given today."""
    _member(actor)

    def work(tx):
        found = services.one(tx, DiscountRow, locked=True, id=id)
        if found is None:
            raise NotYours(id)
        services.put(tx, replace(found, confirmed_on=max(found.confirmed_on, legal_day(now).isoformat())))

    store.run(work)


def discounts(store: Store) -> list[DiscountRow]:
    """All discounts, the one that was confirmed last first."""
    with store.read() as tx:
        return services.some(tx, DiscountRow, "confirmed_on", newest=True)


def tell(store: Store, actor: Person, author: str, text: str, scope: tuple[str, ...], consents: bool,
         now: datetime) -> TestimonialRow:
    """Write a testimonial. Without a consent, and without a place where it may be used, nobody else reads it."""
    _member(actor)
    if not text.strip() or not author.strip():
        raise Refusal("testimonials.error.what")
    places = tuple(place for place in SCOPES if place in scope)
    made = TestimonialRow(fresh_id(), actor.id, author.strip()[:LONGEST_NAME], text.strip()[:LONGEST], ",".join(places),
                          now if consents and places else None, None, now)
    store.run(lambda tx: services.put(tx, made))
    return made


def withdraw(store: Store, actor: Person, id: str, now: datetime) -> None:
    """Take the consent back: from this moment nothing shows it."""
    def work(tx):
        found = services.one(tx, TestimonialRow, locked=True, id=id)
        if found is None or found.person != actor.id:
            raise NotYours(id)
        services.put(tx, replace(found, withdrawn_at=found.withdrawn_at or now))

    store.run(work)


def published(store: Store, place: str) -> list[TestimonialRow]:
    """What may be shown at a place now."""
    with store.read() as tx:
        found = services.some(tx, TestimonialRow, "created_at", newest=True)
    return [one for one in found if one.consented_at and not one.withdrawn_at and place in one.scope.split(",")]


def own(store: Store, actor: Person) -> list[TestimonialRow]:
    """One's own testimonials."""
    with store.read() as tx:
        return services.some(tx, TestimonialRow, "created_at", newest=True, person=actor.id)


def _member(actor: Person) -> None:
    if not may(actor.role, "keep_drafts"):
        raise NotYours(actor.id)
