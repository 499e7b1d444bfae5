"""What a member does with their profile, consents, cards and achievements: each one transaction with a line in the
journal."""

from dataclasses import replace
from datetime import datetime

from workflows.network.profile import ProfileQuestions
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.store import network
from workflows.store.engine import Store
from workflows.store.journal import append
from workflows.store.network import Achievement, Practice, Profile
from workflows.store.network_tables import USES
from workflows.store.people import Person
from workflows.store.text import fresh_id
from workflows.words.typed import printable

LONGEST_TEXT, MOST_CARDS = 2_000, 50


class NotPossible(Refusal):
    """This is not there, not theirs, or not to be done now."""


def save_profile(store: Store, actor: Person, said: ProfileQuestions, now: datetime) -> Profile:
    """Write one's own profile; to write it is to confirm it. Nothing is shown anywhere by that: see consents."""
    _allowed(actor)

    def work(tx):
        before = network.profile_of(tx, actor.id)
        values = said.model_dump()
        made = Profile(before.id if before else fresh_id(), actor.id, "member", source="own", confirmed_at=now,
                       changed_at=now, **values)
        network.put_profile(tx, made)
        append(tx, now, actor.id, actor.id, "profile_saved", payload={"disciplines": made.disciplines,
                                                                      "country": made.country})
        return made

    return store.run(work)


def confirm_profile(store: Store, actor: Person, now: datetime) -> Profile:
    """Say that one's profile is still right."""
    def work(tx):
        made = replace(own(tx, actor), confirmed_at=now, changed_at=now)
        network.put_profile(tx, made)
        append(tx, now, actor.id, actor.id, "profile_confirmed")
        return made

    return store.run(work)


def consent(store: Store, actor: Person, wanted: dict[str, bool], now: datetime) -> tuple[str, ...]:
    """Give or withdraw consents, use by use; the uses that changed. What is withdrawn is shown nowhere from this commit
    on."""
    def work(tx):
        mine, changed = own(tx, actor), []
        for use, given in wanted.items():
            if use in USES and network.set_consent(tx, mine.id, use, given, now):
                append(tx, now, actor.id, actor.id, "consent_given" if given else "consent_withdrawn", payload={"use": use})
                changed.append(use)
        return tuple(changed)

    return store.run(work)


def write_practice(store: Store, actor: Person, problem: str, solution: str, contact: str, now: datetime) -> Practice:
    """Publish a practice card under one's profile; the consent for the directory decides whether others see it."""
    said = _text(problem), _text(solution), _text(contact)

    def work(tx):
        mine = own(tx, actor)
        if not said[0] or not said[1]:
            raise NotPossible("network.error.card")
        if len(network.standing_practices(tx, of=mine.id)) >= MOST_CARDS:
            raise NotPossible("network.error.many_cards", most=MOST_CARDS)
        card = Practice(fresh_id(), mine.id, *said, now)
        network.put_practice(tx, card)
        append(tx, now, actor.id, actor.id, "practice_written", payload={"card": card.id})
        return card

    return store.run(work)


def remove_practice(store: Store, actor: Person, id: str, now: datetime) -> None:
    """Take one's card away."""
    def work(tx):
        mine = own(tx, actor)
        card = next((one for one in network.standing_practices(tx, (id,)) if one.profile == mine.id), None)
        if card is None:
            raise NotPossible("network.error.gone")
        network.put_practice(tx, replace(card, removed_at=now, changed_at=now))
        append(tx, now, actor.id, actor.id, "practice_removed", payload={"card": id})

    store.run(work)


def write_achievement(store: Store, actor: Person, text: str, now: datetime, member: str = "") -> Achievement:
    """Write a success for the wall: one's own is validated with it; an adviser's waits until the member says it is right."""
    said = _text(text)

    def work(tx):
        _allowed(actor)
        of = network.shown(tx, "directory", (member,)).get(member) if member and actor.role != "member" else own(tx, actor)
        if of is None or not said:
            raise NotPossible("network.error.achievement")
        made = Achievement(fresh_id(), of.id, said, now, actor.id, now if of.owner == actor.id else None)
        network.put_achievement(tx, made)
        append(tx, now, actor.id, of.owner, "achievement_written", payload={"achievement": made.id})
        return made

    return store.run(work)


def answer_achievement(store: Store, actor: Person, id: str, right: bool, now: datetime) -> None:
    """The member says that a text is right, or takes it off the wall."""
    def work(tx):
        mine = own(tx, actor)
        found = next((one for one in network.achievements_of(tx, mine.id) if one.id == id), None)
        if found is None:
            raise NotPossible("network.error.gone")
        network.put_achievement(tx, replace(found, validated_at=now) if right else replace(found, removed_at=now))
        append(tx, now, actor.id, actor.id, "achievement_validated" if right else "achievement_removed",
               payload={"achievement": id})

    store.run(work)


def own(tx, actor: Person) -> Profile:
    """The actor's profile; NotPossible where there is none yet."""
    _allowed(actor)
    found = network.profile_of(tx, actor.id)
    if found is None:
        raise NotPossible("network.error.no_profile")
    return found


def _allowed(actor: Person) -> None:
    if not may(actor.role, "use_network") or actor.disabled_at is not None:
        raise NotPossible("network.error.not_yours")


def _text(said: str) -> str:
    return printable(said).strip()[:LONGEST_TEXT]
