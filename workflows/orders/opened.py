"""One order as somebody sees it who opens it: what it says, its versions, its mails, what happened to it."""

from dataclasses import dataclass
from datetime import datetime

from workflows.orders.commands import lacks
from workflows.orders.house import House
from workflows.orders.listing import WRITTEN, Listed, bounced, listed, row_of
from workflows.orders.made import from_json, order_of
from workflows.orders.order import Order
from workflows.orders.parties import Worker
from workflows.orders.questions import OrderQuestions
from workflows.people.drafts import NotYours, see
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import drafts, journal, orders, outbox, people
from workflows.store.journal import Entry
from workflows.store.order_list import Head
from workflows.store.orders import Revision
from workflows.store.outbox import Mail
from workflows.store.people import Person
from workflows.store.text import iso
from workflows.words.catalogue import Words, speak
from workflows.words.formats import legal_day

TOLD = ("created", "opened", "renamed", "deleted", "restored")
"""Events of a draft that its order's history tells beside its own; each change of a field stands in the draft's history."""


@dataclass(frozen=True)
class OpenedOrder:
    """`order`: as it was sent, or as it would be sent now; None while it has no day or no line. `lacks`: field to sentence.

    `names`: of who acted, by id.
    """

    one: Listed
    owner: Person
    order: Order | None
    lacks: dict[str, str]
    revisions: list[Revision]
    mails: list[Mail]
    history: list[Entry]
    names: dict[str, str]


def open_order(house: House, actor: Person, id: str, now: datetime, words: Words) -> OpenedOrder:
    """An order, for its owner and the owner's adviser; who opens somebody else's leaves a line in the journal. NotYours."""
    with house.store.read() as tx:
        draft = see(tx, actor, id, now)
        if draft.page != OrderQuestions.page or draft.deleted_at is not None:
            raise NotYours(id)
    if draft.owner != actor.id:
        with house.store.write() as tx:
            journal.append(tx, now, actor.id, draft.owner, "opened", id, version=draft.version)
    with house.store.read() as tx:
        row, owner, sent = orders.order(tx, id), people.person(tx, draft.owner), orders.revisions(tx, id)
        head, live = Head(id, owner.id, row.state if row else "draft", iso(draft.changed_at)), None
        if head.state in WRITTEN:
            live = {name: value.value for name, value in drafts.values(tx, id).items()}
        history = [entry for entry in journal.of_draft(tx, id) if entry.event.startswith("order_") or entry.event in TOLD]
        names = {one: found.name for one in {entry.actor for entry in history if entry.actor}
                 if (found := people.person(tx, one))}
        order = from_json(sent[-1].content) if live is None else _as_written(house, owner, live, row and row.number, now)
        return OpenedOrder(
            listed(row_of(row, head, owner, live, house.law), actor.id, bool(row and bounced(tx, [row]))), owner, order,
            lacks(tx, draft, words) if live is not None else {}, sent, outbox.about(tx, id), history, names)


def _as_written(house: House, owner: Person, live: dict, number: str | None, now: datetime) -> Order | None:
    """What would be sent now, as far as the answers fit."""
    questions, _ = fitting(typed(OrderQuestions, live), OrderQuestions, speak("en"))
    if not questions.first or not questions.lines:
        return None
    return order_of(questions, house.seller, Worker(owner.name, owner.id, owner.email or ""), legal_day(now), number or "")
