"""What a list of orders needs from the database: light rows to count and sort, and what unsent ones say at this moment."""

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, case, exists, func, select, type_coerce

from workflows.store.order_tables import orders as table
from workflows.store.tables import draft_values, drafts
from workflows.words.typed import folded


class Head(NamedTuple):
    """The least that a list must know of every order. `since`: an instant as text, which sorts as instants do."""

    id: str
    owner: str
    state: str
    since: str
    number: str | None = None


_HEAD = (table.c.id, table.c.owner, table.c.state, type_coerce(table.c.since, Text), table.c.number)


def written(tx: Connection, owners: Collection[str], states: Collection[str], page: str) -> list[Head]:
    """What some people still write: orders in such states, and drafts of the page that no order was made of yet.

    What it says is in its draft, where no index reads it: see `said`.
    """
    deleted = exists().where(drafts.c.id == table.c.id, drafts.c.deleted_at.is_not(None))
    made = select(*_HEAD).where(table.c.owner.in_(owners), table.c.state.in_(states), ~deleted)
    unsent = select(drafts.c.id, drafts.c.owner, type_coerce(drafts.c.changed_at, Text)).where(
        drafts.c.owner.in_(owners), drafts.c.page == page, drafts.c.deleted_at.is_(None),
        ~exists().where(table.c.id == drafts.c.id))
    return [*(Head(*row) for row in tx.execute(made)),
            *(Head(id, owner, "draft", since) for id, owner, since in tx.execute(unsent))]


def counts(tx: Connection, owners: Collection[str], search: str, besides: Collection[str]) -> dict[str, int]:
    """How many orders of some people have every word of `search`, by state, besides some states."""
    query = select(table.c.state, func.count()).where(*_fits(owners, search), table.c.state.not_in(besides))
    return dict(tx.execute(query.group_by(table.c.state)).all())


def foremost(tx: Connection, owners: Collection[str], search: str, states: Collection[str], ended: Collection[str],
             many: int) -> list[Head]:
    """The first so many orders in some states: the oldest first, those that `ended` after them, the newest of them first."""
    last = case((table.c.state.in_(ended), table.c.since))
    query = select(*_HEAD).where(*_fits(owners, search), table.c.state.in_(states)).order_by(
        case((table.c.state.in_(ended), 1), else_=0), last.desc(), table.c.since, table.c.id).limit(many)
    return [Head(*row) for row in tx.execute(query).all()]


def _fits(owners: Collection[str], search: str) -> list:
    return [table.c.owner.in_(owners), *(table.c.sought.contains(word, autoescape=True) for word in folded(search).split())]


def said(tx: Connection, ids: Collection[str], fields: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What some drafts say now in some fields: id to field to value."""
    found: dict[str, dict[str, Any]] = {id: {} for id in ids}
    query = select(draft_values.c.draft, draft_values.c.field, draft_values.c.value).where(
        draft_values.c.draft.in_(ids), draft_values.c.field.in_(list(fields)), draft_values.c.value.is_not(None))
    for id, field, value in tx.execute(query):
        found[id][field] = json.loads(value)
    return found
