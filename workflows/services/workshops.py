"""Evenings with members: questions with their consensus, invited speakers, points that come back until they are closed."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.post import ics
from workflows.store import services
from workflows.store.engine import Store
from workflows.store.people import Person
from workflows.store.services import PointRow, WorkshopRow
from workflows.store.text import canonical, fresh_id
from workflows.words.formats import BRUSSELS

SPOKEN = ("fr", "nl")
"""The languages in which an evening is written down: each title, question and point in both."""

CONSENSUS = ("open", "yes", "no", "premature")
"""What came of a question. Premature is no no: it is asked again."""

SPEAKERS = ("to_ask", "asked", "accepted", "declined")
LONGEST, MOST = 1_000, 60
LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Question:
    """A question of an evening in both languages, with what came of it."""

    fr: str
    nl: str
    consensus: str = "open"
    arguments: str = ""
    examples: str = ""


@dataclass(frozen=True)
class Speaker:
    """Somebody who is to present something; the first slot is a testimony of practice."""

    name: str
    subject: str
    state: str = "to_ask"


@dataclass(frozen=True)
class Workshop:
    """One evening. `title` by language; `carried`: points of earlier evenings that are still open; `own`: its own points."""

    id: str
    starts_at: datetime
    place: str
    title: dict[str, str]
    questions: tuple[Question, ...]
    speakers: tuple[Speaker, ...]
    carried: tuple[PointRow, ...] = ()
    own: tuple[PointRow, ...] = ()


def plan(store: Store, actor: Person, day: date, at: time, place: str, title: dict[str, str], now: datetime) -> Workshop:
    """A new evening, at an hour of Brussels."""
    _allowed(actor)
    made = Workshop(fresh_id(), datetime.combine(day, at, BRUSSELS), place.strip()[:LONGEST], _both(title), (), ())
    store.run(lambda tx: services.put(tx, _row(made, actor, now)))
    return made


def ask(store: Store, actor: Person, id: str, question: dict[str, str], now: datetime) -> None:
    """Put a question on the agenda."""
    said = _both(question)
    _change(store, actor, id, now, lambda one: replace(one, questions=(*one.questions, Question(**said))))


def record(store: Store, actor: Person, id: str, at: int, consensus: str, arguments: str, examples: str,
           now: datetime) -> None:
    """Write down what came of the question at a place; a yes needs its decisive argument."""
    if consensus not in CONSENSUS:
        raise Refusal("workshops.error.consensus")
    if consensus == "yes" and not arguments.strip():
        raise Refusal("workshops.error.arguments")

    def change(one: Workshop) -> Workshop:
        if not 0 <= at < len(one.questions):
            raise NotYours(id)
        said = replace(one.questions[at], consensus=consensus, arguments=arguments.strip()[:LONGEST],
                       examples=examples.strip()[:LONGEST])
        return replace(one, questions=(*one.questions[:at], said, *one.questions[at + 1:]))

    _change(store, actor, id, now, change)


def invite(store: Store, actor: Person, id: str, name: str, subject: str, state: str, now: datetime) -> None:
    """Put somebody on the list of speakers, or change where the invitation stands."""
    if not name.strip() or state not in SPEAKERS:
        raise Refusal("workshops.error.speaker")
    said = Speaker(name.strip()[:120], subject.strip()[:LONGEST], state)

    def change(one: Workshop) -> Workshop:
        kept = [said if other.name == said.name else other for other in one.speakers]
        return replace(one, speakers=tuple(kept if said in kept else [*kept, said]))

    _change(store, actor, id, now, change)


def take_up(store: Store, actor: Person, id: str, point: dict[str, str], now: datetime) -> None:
    """Note a point for the next evening."""
    said = _both(point)
    _allowed(actor)

    def work(tx):
        if services.one(tx, WorkshopRow, id=id) is None:
            raise NotYours(id)
        services.put(tx, PointRow(fresh_id(), id, canonical(said), now, None))

    store.run(work)


def close(store: Store, actor: Person, point: str, now: datetime) -> None:
    """A point was dealt with; later evenings do not carry it any more."""
    _allowed(actor)

    def work(tx):
        found = services.one(tx, PointRow, locked=True, id=point)
        if found is None:
            raise NotYours(point)
        services.put(tx, replace(found, closed_at=found.closed_at or now))

    store.run(work)


def workshops(store: Store) -> list[Workshop]:
    """All evenings, the newest first."""
    with store.read() as tx:
        return [_read(row) for row in services.some(tx, WorkshopRow, "starts_at", newest=True)]


def workshop(store: Store, id: str) -> Workshop:
    """One evening with its points: those of earlier evenings until they are closed, and its own. NotYours for no id."""
    with store.read() as tx:
        row = services.one(tx, WorkshopRow, id=id)
        if row is None:
            raise NotYours(id)
        starts = {one.id: one.starts_at for one in services.some(tx, WorkshopRow, "starts_at")}
        points = services.some(tx, PointRow, "opened_at")
    carried = (one for one in points if starts[one.workshop] < row.starts_at
               and (one.closed_at is None or one.closed_at > row.starts_at))
    return replace(_read(row), carried=tuple(carried), own=tuple(one for one in points if one.workshop == id))


def point_text(point: PointRow, language: str) -> str:
    """A point in a language; French stands for those in which no evening is written down."""
    return json.loads(point.content)[language if language in SPOKEN else "fr"]


def calendar(one: Workshop, language: str, now: datetime, text: str = "") -> bytes:
    """The invitation as a calendar reads it."""
    title = one.title[language if language in SPOKEN else "fr"]
    minutes = LASTS // timedelta(minutes=1)
    return ics.calendar([ics.Event(f"{one.id}@atelier", one.starts_at, minutes, title, now, text, one.place)])


def _change(store, actor, id, now, change) -> None:
    _allowed(actor)

    def work(tx):
        row = services.one(tx, WorkshopRow, locked=True, id=id)
        if row is None:
            raise NotYours(id)
        changed = change(_read(row))
        if len(changed.questions) > MOST or len(changed.speakers) > MOST:
            raise Refusal("workshops.error.many", most=MOST)
        services.put(tx, _row(changed, actor, now))

    store.run(work)


def _row(one: Workshop, actor: Person, now: datetime) -> WorkshopRow:
    said = {"title": one.title, "questions": [vars(part) for part in one.questions],
            "speakers": [vars(part) for part in one.speakers]}
    return WorkshopRow(one.id, one.starts_at, one.place, canonical(said), now, actor.id)


def _read(row: WorkshopRow) -> Workshop:
    said = json.loads(row.content)
    return Workshop(row.id, row.starts_at, row.place, said["title"], tuple(Question(**part) for part in said["questions"]),
                    tuple(Speaker(**part) for part in said["speakers"]))


def _both(said: dict[str, str]) -> dict[str, str]:
    found = {code: said.get(code, "").strip()[:LONGEST] for code in SPOKEN}
    if not all(found.values()):
        raise Refusal("workshops.error.both")
    return found


def _allowed(actor: Person) -> None:
    if not may(actor.role, "manage_services"):
        raise NotYours(actor.id)
