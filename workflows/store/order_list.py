"""What a list of orders needs from the database: light rows to count and sort, and what unsent ones say at this moment."""

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, and_, exists, or_, select, type_coerce

from workflows.store.order_tables import orders as table
from workflows.store.tables import draft_values, drafts
from workflows.words.typed import folded


class Head(NamedTuple):
    """The least that a list must know of every order. `since`: an instant as text, which sorts as instants do."""

    id: str
    owner: str
    state: str
    since: str


def heads(tx: Connection, owners: Collection[str], search: str, written: Collection[str]) -> list[Head]:
    """The orders of some people that have every word of `search`; those still `written` come whatever they say.

    What an order says that is written is in its draft, where no index reads it: see `said`.
    """
    found = [table.c.sought.contains(word, autoescape=True) for word in folded(search).split()]
    query = select(table.c.id, table.c.owner, table.c.state, type_coerce(table.c.since, Text))
    deleted = exists().where(drafts.c.id == table.c.id, drafts.c.deleted_at.is_not(None))
    query = query.where(table.c.owner.in_(owners), or_(and_(table.c.state.in_(written), ~deleted),
                                                       and_(table.c.state.not_in(written), *found)))
    return list(map(Head._make, tx.execute(query).all()))  # thousands: fetched at once they cost half as much


def unsent(tx: Connection, owners: Collection[str], page: str) -> list[Head]:
    """Drafts of a page that no order was made of yet, each since it was last changed."""
    query = select(drafts.c.id, drafts.c.owner, type_coerce(drafts.c.changed_at, Text)).where(
        drafts.c.owner.in_(owners), drafts.c.page == page, drafts.c.deleted_at.is_(None),
        ~exists().where(table.c.id == drafts.c.id))
    return [Head(id, owner, "draft", since) for id, owner, since in tx.execute(query)]


def said(tx: Connection, ids: Collection[str], fields: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What some drafts say now in some fields: id to field to value."""
    found: dict[str, dict[str, Any]] = {id: {} for id in ids}
    query = select(draft_values.c.draft, draft_values.c.field, draft_values.c.value).where(
        draft_values.c.draft.in_(ids), draft_values.c.field.in_(list(fields)), draft_values.c.value.is_not(None))
    for id, field, value in tx.execute(query):
        found[id][field] = json.loads(value)
    return found
