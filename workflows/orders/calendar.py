"""Days of work: planned with their legal minimum, declared before they begin, paid out of the Activity's account."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from workflows.law.owed import cents, exact
from workflows.law.parameters import Figure, Shelf
from workflows.orders.earned import COEFFICIENT, MINIMUM, YEAR
from workflows.orders.house import House
from workflows.orders.rights import allow
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.store import assignments, outbox, workdays
from workflows.store.journal import append
from workflows.store.people import Person, person
from workflows.store.workdays import Workday
from workflows.words.catalogue import speak
from workflows.words.formats import BRUSSELS, legal_day

HOURS, SHORTEST = "work_hours_of_a_day", "shortest_contract_hours"

EVENING = time(18)
"""From when on, in Belgium, tomorrow's undeclared work is reminded of."""

MOST_HOURS = Decimal(24)


class NotPlanned(Refusal):
    """The day cannot be planned, declared or paid so; the sentence says why and cites the figure."""


@dataclass(frozen=True)
class DayLaw:
    """What a day of so many hours must be paid at least, EUR gross, with the dated figures that say so."""

    minimum: Decimal
    shortest: Decimal
    coefficient: Decimal
    figures: tuple[tuple[str, Figure], ...]


def day_law(hours: Decimal, day: date, law: Shelf) -> DayLaw:
    """The minimum of a day: the monthly minimum wage, by the share of a full day that is worked.

    >>> from workflows.law.library import shelf
    >>> [str(day_law(Decimal(hours), date(2026, 3, 2), shelf()).minimum) for hours in ("7.6", "3.8")]
    ['99.42', '49.71']
    """
    used = {name: law[name].on(day) for name in (MINIMUM, YEAR, HOURS, SHORTEST, COEFFICIENT)}
    wage, year, full, shortest, coefficient = (exact(figure.value) for figure in used.values())
    return DayLaw(cents(wage * 12 / year * hours / full), shortest, coefficient, tuple(used.items()))


def plan(house: House, actor: Person, owner: str, worker: str, day: date, hours: Decimal, gross: Decimal, now: datetime,
         order: str | None = None, activity: str = "") -> Workday:
    """A day of work to be declared. NotPlanned: too short for a contract, below the minimum, or planned already."""
    law = day_law(hours, day, house.law)
    if not worker.strip():
        raise NotPlanned("workday.error.worker")
    if not law.shortest <= hours <= MOST_HOURS:
        raise NotPlanned("workday.error.hours", shortest=law.shortest, hours=hours)
    if cents(gross) < law.minimum:
        raise NotPlanned("workday.error.minimum", minimum=law.minimum, gross=gross)

    def work(tx):
        allow(tx, actor, owner, now)
        found = workdays.plan_day(tx, owner, order, worker.strip()[:120], day, hours, cents(gross),
                                  cents(cents(gross) * law.coefficient), now, activity.strip()[:80])
        if found is None:
            raise NotPlanned("workday.error.twice")
        append(tx, now, actor.id, owner, "workday_planned", payload=_said(found))
        return found

    return house.store.run(work)


def declare(house: House, actor: Person, id: str, now: datetime) -> Workday:
    """Note that the day was declared; only the cooperative declares."""
    return _move(house, actor, id, "to_declare", "declared", now, cooperative=True)


def pay(house: House, actor: Person, id: str, now: datetime) -> Workday:
    """Note that the day was paid; only the cooperative pays, and only what was declared."""
    return _move(house, actor, id, "declared", "paid", now, cooperative=True)


def cancel(house: House, actor: Person, id: str, now: datetime) -> None:
    """Take a day away that was not worked, before it is paid."""
    def work(tx):
        found = _standing(tx, actor, id, now)
        if not workdays.cancel_day(tx, id, now):
            raise NotPlanned("workday.error.state")
        append(tx, now, actor.id, found.owner, "workday_cancelled", payload=_said(found))

    house.store.run(work)


def remind(house: House, now: datetime) -> int:
    """The evening before, tell whoever has undeclared work tomorrow what that means; each day once. How many were told."""
    local = now.astimezone(BRUSSELS)
    if local.time() < EVENING:
        return 0

    def work(tx):
        told = 0
        for found in workdays.undeclared(tx, legal_day(now) + timedelta(days=1)):
            member = person(tx, found.owner)
            advisers = [adviser for adviser, _, _ in assignments.advisers_of(tx, found.owner, now)]
            for who in (member, *advisers):
                if who.email and not who.disabled_at:
                    words = speak(who.language)
                    said = {"worker": found.worker, "day": words.formats.date(found.day), "member": member.name}
                    outbox.post(tx, who.email, words("workday_mail.subject", **said),
                                words("workday_mail.body", **said), now, "workday",
                                key=f"workday:{found.id}:{who.id}", about=found.id)
            told += 1
        return told

    return house.store.run(work)


def _move(house: House, actor: Person, id: str, before: str, after: str, now: datetime, cooperative: bool) -> Workday:
    def work(tx):
        found = _standing(tx, actor, id, now, cooperative)
        if not workdays.move_day(tx, id, before, after, now):
            raise NotPlanned("workday.error.state")
        append(tx, now, actor.id, found.owner, f"workday_{after}", payload=_said(found))
        return workdays.workday(tx, id)

    return house.store.run(work)


def _standing(tx, actor: Person, id: str, now: datetime, cooperative: bool = False) -> Workday:
    found = workdays.workday(tx, id)
    if found is None:
        raise NotYours(id)
    allow(tx, actor, found.owner, now, cooperative)
    return found


def _said(found: Workday) -> dict[str, str]:
    return {"workday": found.id, "worker": found.worker, "day": found.day.isoformat(), "hours": str(found.hours),
            "gross": str(found.gross)}
