"""Proposals of mentoring and exchanges of hours: both sides say yes, or nothing counts."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from workflows.network.commands import LONGEST_TEXT, NotPossible, own
from workflows.store import exchanges, network
from workflows.store.engine import Store
from workflows.store.exchanges import Exchange, MentorPair
from workflows.store.journal import alone, append
from workflows.store.people import Person
from workflows.store.text import fresh_id
from workflows.words.formats import legal_day
from workflows.words.typed import NotANumber, printable, read_decimal

QUARTER, MOST_HOURS = Decimal("0.25"), Decimal(200)


def hours(text: str) -> int:
    """Quarters of an hour from what was typed: 1,5 or 1.5; NotPossible where it is no quarter, or none or too many.

    >>> hours("1,75"), hours("2")
    (7, 8)
    """
    try:
        found = read_decimal(text)
        quarters = found / QUARTER
        if quarters != quarters.to_integral_value() or not 0 < found <= MOST_HOURS:
            raise NotPossible("network.error.hours", most=int(MOST_HOURS))
    except (NotANumber, InvalidOperation):
        raise NotPossible("network.error.hours", most=int(MOST_HOURS)) from None
    return int(quarters)


def write_exchange(store: Store, actor: Person, other: str, gave: bool, quarters: int, about: str, day: date,
                   now: datetime) -> Exchange:
    """Write down that one gave hours to somebody, or took some from them; it counts once the other says so too."""
    said = printable(about).strip()[:LONGEST_TEXT]

    def work(tx):
        mine = own(tx, actor)
        if other == mine.id or other not in network.shown(tx, "directory", (other,)):
            raise NotPossible("network.error.other")
        if not said or day > legal_day(now):
            raise NotPossible("network.error.about" if not said else "network.error.future")
        made = Exchange(fresh_id(), *((mine.id, other) if gave else (other, mine.id)), quarters, said, day, "proposed",
                        actor.id, now)
        exchanges.put_exchange(tx, made)
        append(tx, now, actor.id, actor.id, "exchange_written", payload={"exchange": made.id, "quarters": quarters})
        return made

    return store.run(work)


def answer_exchange(store: Store, actor: Person, id: str, right: bool, now: datetime) -> Exchange:
    """The other side says whether it happened so. Who wrote it cannot."""
    def work(tx):
        alone(tx)
        mine, found = own(tx, actor), exchanges.exchange(tx, id, locked=True)
        if found is None or mine.id not in (found.giver, found.taker) or found.by == actor.id:
            raise NotPossible("network.error.gone")
        if found.state != "proposed":
            raise NotPossible("network.error.answered")
        done = exchanges.answered(found, "done" if right else "declined", now)
        exchanges.put_exchange(tx, done)
        append(tx, now, actor.id, actor.id, f"exchange_{done.state}", payload={"exchange": id, "quarters": found.quarters})
        return done

    return store.run(work)


def propose(store: Store, actor: Person, mentor: str, mentee: str, now: datetime) -> MentorPair:
    """Propose a pair: one of the two, whose yes it is, or an adviser, whose yes is nobody's."""
    def work(tx):
        alone(tx)
        known = network.shown(tx, "directory", (mentor, mentee))
        mine = network.profile_of(tx, actor.id)
        if len(known) != 2 or (actor.role == "member" and (mine is None or mine.id not in (mentor, mentee))):
            raise NotPossible("network.error.other")
        standing = exchanges.pairs_of(tx, mentor)
        if any(one.mentee == mentee for one in standing):
            raise NotPossible("network.error.pair_twice")
        if len([one for one in standing if one.mentor == mentor]) >= known[mentor].mentors:
            raise NotPossible("network.error.full", name=known[mentor].name)
        side = mine.id if mine else ""
        made = MentorPair(fresh_id(), mentor, mentee, "proposed", now, now if side == mentor else None,
                          now if side == mentee else None)
        exchanges.put_pair(tx, made)
        append(tx, now, actor.id, known[mentee].owner, "mentor_proposed")
        return made

    return store.run(work)


def answer_pair(store: Store, actor: Person, id: str, yes: bool, now: datetime) -> MentorPair:
    """One side agrees, declines, or ends it; a pair stands once both agreed."""
    def work(tx):
        alone(tx)
        mine, found = own(tx, actor), exchanges.pair(tx, id, locked=True)
        if found is None or mine.id not in (found.mentor, found.mentee) or found.state not in ("proposed", "agreed"):
            raise NotPossible("network.error.gone")
        if not yes:
            made = replace(found, state="ended" if found.state == "agreed" else "declined", ended_at=now)
        else:
            made = replace(found, **{"mentor_at" if mine.id == found.mentor else "mentee_at": now})
            made = replace(made, state="agreed" if made.mentor_at and made.mentee_at else "proposed")
        exchanges.put_pair(tx, made)
        append(tx, now, actor.id, actor.id, f"mentor_{made.state}", payload={"pair": id})
        return made

    return store.run(work)
