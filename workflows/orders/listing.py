"""The list of orders that somebody may see, searched and counted without opening any."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workflows.law.owed import ZERO
from workflows.law.parameters import Shelf, UnknownFigure
from workflows.orders.house import House
from workflows.orders.questions import OrderQuestions
from workflows.orders.states import ADVISER, CLIENT, CLOCK, MEMBER, NEXT, OPEN, STEPS, allowed
from workflows.orders.totals import totals
from workflows.people.roles import may
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import assignments, journal, order_list, orders
from workflows.store.order_list import Head, said
from workflows.store.order_tables import STATES
from workflows.store.orders import OrderRow
from workflows.store.people import Person
from workflows.store.text import instant
from workflows.words.catalogue import speak
from workflows.words.typed import folded

PER_PAGE = 100

WRITTEN = ("draft", "to_review", "revised")
"""States in which an order says what its draft says."""

ENDED = ("accepted", "refused", "expired", "withdrawn")
"""States in which nobody waits for anybody."""

BOUNCE = "order_bounce"
"""The event of a mail that could not be delivered."""

_SEARCHED = ("client_name", "subject")


@dataclass(frozen=True)
class Listed:
    """One row. `next`: what is to be done, by `who`; `by`: as what the person acts who looks; `may`: what they may do."""

    row: OrderRow
    next: str
    who: str
    by: str
    may: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """One page of a list. `counts`: by state, all that fit the search; `every`: together; `total`: of the states asked."""

    rows: tuple[Listed, ...]
    counts: dict[str, int]
    every: int
    total: int
    page: int
    pages: int


def listing(house: House, actor: Person, now: datetime, states: Collection[str] = (), search: str = "",
            page: int = 1) -> Listing:
    """Own orders, the newest change first; for an adviser also those of assigned members, who waits longest first."""
    advises = may(actor.role, "see_members")
    ended = ENDED if advises else STATES
    with house.store.read() as tx:
        people = {one.id: one for one in (actor, *(assignments.members_of(tx, actor.id, now) if advises else ()))}
        live = _written(tx, people, search)
        counts = Counter(head.state for head in live) + Counter(order_list.counts(tx, list(people), search, WRITTEN))
        total = sum(count for state, count in counts.items() if not states or state in states)
        pages = max(-(-total // PER_PAGE), 1)
        page = min(max(page, 1), pages)
        sent = [state for state in states or STATES if state not in WRITTEN]
        asked = order_list.foremost(tx, list(people), search, sent, ended, PER_PAGE * page) + [
            head for head in live if not states or head.state in states]
        shown = _in_order(asked, ended)[PER_PAGE * (page - 1):PER_PAGE * page]
        full = orders.some(tx, [head.id for head in shown])
        says = said(tx, [head.id for head in shown if head.state in WRITTEN], OrderQuestions.model_fields)
        lost = bounced(tx, full.values())
    rows = tuple(listed(row_of(full.get(head.id), head, people[head.owner], says.get(head.id), house.law), actor.id,
                        head.id in lost) for head in shown)
    return Listing(rows, counts, sum(counts.values()), total, page, pages)


def bounced(tx, rows: Iterable[OrderRow]) -> set[str]:
    """Ids of orders that a client should answer, but whose mail came back: nobody waits for the client then."""
    waiting = {row.id: row.revision for row in rows if row.state in OPEN}
    return {id for id in journal.with_event(tx, waiting, BOUNCE)
            if any(entry.event == BOUNCE and (entry.payload or {}).get("revision") == waiting[id]
                   for entry in journal.of_draft(tx, id))}


def listed(row: OrderRow, actor: str, lost: bool = False) -> Listed:
    """An order as one person sees it: what comes next, and what that person may do. `lost`: its mail came back."""
    by = MEMBER if row.owner == actor else ADVISER
    able = tuple(name for name in allowed(row.state, by) if not {CLIENT, CLOCK} & set(STEPS[name].by))
    return Listed(row, *(("address", MEMBER) if lost else NEXT.get(row.state, ("", ""))), by, able)


def _written(tx, people: dict[str, Person], search: str) -> list[Head]:
    """What is still written and has every word, as it stands in its draft."""
    found, words = order_list.written(tx, list(people), WRITTEN, OrderQuestions.page), folded(search).split()
    if not words:
        return found
    says = said(tx, [head.id for head in found], _SEARCHED)
    text = {head.id: folded(" ".join(map(str, (people[head.owner].name, head.number or "", *says[head.id].values()))))
            for head in found}
    return [head for head in found if all(word in text[head.id] for word in words)]


def _in_order(heads: list[Head], ended: Collection[str]) -> list[Head]:
    """The oldest first, those that ended after them, the newest of them first; as the database sorts them."""
    by_id = sorted(heads, key=lambda head: head.id)
    waiting = sorted((head for head in by_id if head.state not in ended), key=lambda head: head.since)
    return waiting + sorted((head for head in by_id if head.state in ended), key=lambda head: head.since, reverse=True)


def row_of(row: OrderRow | None, head: Head, owner: Person, live: dict[str, Any] | None, law: Shelf) -> OrderRow:
    """The row as it stands: where an order is still written, with what its draft says now."""
    row = row or OrderRow(head.id, head.owner, head.state, instant(head.since), 0, None, owner.name, "", "", None,
                          ZERO, ZERO, None, None, None)
    if live is None:
        return row
    questions, _ = fitting(typed(OrderQuestions, live), OrderQuestions, speak("en"))
    try:
        sums = totals(questions.order_lines(), questions.first or law.edition, law)
    except UnknownFigure:
        sums = None
    return replace(row, worker=owner.name, client=questions.client_name, subject=questions.subject, day=questions.first,
                   activity=questions.activity, net=sums.net if sums else ZERO, gross=sums.gross if sums else ZERO)
