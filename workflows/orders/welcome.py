"""Somebody who is named on an order for the first time: a one-page welcome, and a note that they were informed."""

from datetime import date, datetime

from workflows.orders.house import House
from workflows.orders.order import Order
from workflows.people.drafts import see
from workflows.people.refusal import Refusal
from workflows.report.sheet import Section, Sheet
from workflows.store import journal
from workflows.store.people import Person
from workflows.words.catalogue import Words
from workflows.words.typed import folded

INFORMED = "worker_informed"
PARTS = ("rights", "services", "sessions")
POINTS = {"rights": 4, "services": 3, "sessions": 2}
"""The parts of the welcome, and how many sentences each has."""


def newcomers(house: House, owner: str, order: Order | None) -> tuple[str, ...]:
    """Names on an order, the member's own left out, whom nobody has informed yet."""
    names = tuple(dict.fromkeys(worker.name for worker in order.workers)) if order else ()
    if not names:
        return ()
    with house.store.read() as tx:
        known = {folded(entry.payload.get("name", "")) for entry in journal.of_kind(tx, owner, INFORMED) if entry.payload}
    return tuple(name for name in names if folded(name) not in known and name != order.worker.name)


def inform(house: House, actor: Person, id: str, name: str, now: datetime) -> None:
    """Note that somebody was informed; once for each name."""
    def work(tx):
        draft = see(tx, actor, id, now)
        if not name.strip():
            raise Refusal("welcome.error.name")
        journal.append(tx, now, actor.id, draft.owner, INFORMED, id, payload={"name": name.strip()[:120]})

    house.store.run(work)


def welcome(name: str, day: date, words: Words) -> Sheet:
    """The one page: what one has a right to, what the cooperative does, where to meet it."""
    said = {part: tuple(words(f"welcome.{part}.{at}") for at in range(1, POINTS[part] + 1)) for part in PARTS}
    sections = tuple(Section(words(f"welcome.{part}"), said[part]) for part in PARTS)
    return Sheet(page="", title=words("welcome.title", name=name), asked=((words("welcome.for"), name),), tiles=(),
                 verdict=(words("welcome.first"),), sections=sections, notes=(words("welcome.note"),),
                 edition=words.formats.date(day), link="", version=1)


