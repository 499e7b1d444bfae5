"""Drafts: what somebody typed on a page. The journal has every change; a draft is its latest state."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from workflows.store.errors import DeletedDraft, UnknownDraft
from workflows.store.expense_tables import expenses
from workflows.store.insert import upsert
from workflows.store.journal import Entry, alone, append, of_draft
from workflows.store.order_tables import orders
from workflows.store.tables import draft_values, journal
from workflows.store.tables import drafts as table
from workflows.store.text import canonical, clean, fresh_id


@dataclass(frozen=True)
class Draft:
    """One draft; `revision` is the number of its last row in the journal, `version` that of its questions."""

    id: str
    owner: str
    page: str
    title: str
    version: int
    revision: int
    created_at: datetime
    changed_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True)
class Value:
    """A field's value, who saved it, when, and in which row of the journal."""

    value: Any
    by: str | None
    at: datetime
    seq: int


@dataclass(frozen=True)
class Saved:
    """A field was saved in row `seq`. `replaced`: what somebody else had saved after `base`, and is overwritten now."""

    seq: int
    at: datetime
    replaced: Value | None
    changed: bool


def create_draft(tx: Connection, owner: str, page: str, version: int, values: dict[str, Any], actor: str | None,
                 now: datetime, title: str = "", id: str | None = None) -> Draft:
    """A new draft with what was typed so far. `id`: 32 hexadecimal digits that no draft has, else a fresh one."""
    made, kept = id or fresh_id(), {clean(field): value for field, value in values.items() if value is not None}
    seq = append(tx, now, actor, owner, "created", made, payload={"page": page, "title": title, "values": kept},
                 version=version)
    tx.execute(insert(table).values(id=made, owner=owner, page=page, title=title, version=version, revision=seq,
                                    created_at=now, changed_at=now))
    for field, value in kept.items():
        _put(tx, made, field, value, actor, now, seq)
    return draft(tx, made)


def draft(tx: Connection, id: str) -> Draft | None:
    """The draft of an id, deleted ones too."""
    row = tx.execute(select(table).where(table.c.id == id)).first()
    return row and Draft(*row)


def hold(tx: Connection, id: str) -> None:
    """Let nobody else who asks for the same draft go on until this transaction ends."""
    tx.execute(select(table.c.id).where(table.c.id == id).with_for_update())


def drafts(tx: Connection, owner: str, page: str | None = None, deleted: bool = False) -> list[Draft]:
    """A person's drafts, last changed first; with `deleted`, those that can be restored."""
    query = select(table).where(table.c.owner == owner, table.c.deleted_at.is_not(None) if deleted else
                                table.c.deleted_at.is_(None))
    if page is not None:
        query = query.where(table.c.page == page)
    return [Draft(*row) for row in tx.execute(query.order_by(table.c.revision.desc()))]


def values(tx: Connection, draft_id: str) -> dict[str, Value]:
    """What a draft says now, by field."""
    found = tx.execute(select(draft_values).where(draft_values.c.draft == draft_id, draft_values.c.value.is_not(None))
                       .order_by(draft_values.c.field))
    return {row.field: _value(row) for row in found}


def save_field(tx: Connection, draft_id: str, field: str, value: Any, base: int, actor: str | None, now: datetime) -> Saved:
    """Keep a field's value, typed by `actor` on revision `base`; None takes the field away. What stands makes no new row."""
    standing = _open(tx, draft_id)
    field = clean(field)
    before = _read(tx, draft_id, field)
    if canonical(before.value if before else None) == canonical(value):
        return Saved(before.seq if before else standing.revision, before.at if before else standing.changed_at, None, False)
    seq = _save(tx, standing, "field", field, value, {}, actor, now)
    others = before is not None and before.seq > base and before.by not in (None, actor)
    return Saved(seq, now, before if others else None, True)


def rename_draft(tx: Connection, id: str, title: str, actor: str | None, now: datetime) -> None:
    """Give a draft another title."""
    _note(tx, _open(tx, id), "renamed", actor, now, {"title": title}, title=title)


def delete_draft(tx: Connection, id: str, actor: str | None, now: datetime) -> None:
    """Put a draft away; it can be restored until it is purged."""
    _note(tx, _open(tx, id), "deleted", actor, now, None, deleted_at=now)


def restore_draft(tx: Connection, id: str, actor: str | None, now: datetime) -> None:
    """Take a deleted draft back; one that is there stays as it is."""
    standing = _standing(tx, id)
    if standing.deleted_at is not None:
        _note(tx, standing, "restored", actor, now, None, deleted_at=None)


def purge_deleted(tx: Connection, before: datetime) -> int:
    """Forget what drafts said that were deleted before then; how many. Their rows stay in the chain, without payload.

    A note that was handed in and an order that was sent are evidence: their drafts stay.
    """
    alone(tx)
    kept = select(expenses.c.id).where(expenses.c.state != "draft").union(select(orders.c.id).where(orders.c.revision > 0))
    gone = tx.execute(select(table.c.id).where(table.c.deleted_at < before, table.c.id.not_in(kept))).scalars().all()
    for id in gone:
        for made in (expenses, orders):
            tx.execute(delete(made).where(made.c.id == id))
        tx.execute(update(journal).where(journal.c.draft == id).values(payload=None))
        tx.execute(delete(draft_values).where(draft_values.c.draft == id))
        tx.execute(delete(table).where(table.c.id == id))
        tx.info["wipe"] = True
    return len(gone)


def changes(tx: Connection, draft_id: str, since: int) -> list[Entry]:
    """What happened to a draft after a revision, oldest first."""
    return list(of_draft(tx, draft_id, since))


def state_at(tx: Connection, draft_id: str, seq: int) -> tuple[dict[str, Any], int]:
    """What a draft said after row `seq`: value by field, and the version of its questions."""
    said: dict[str, Any] = {}
    version = None
    for entry in of_draft(tx, draft_id, until=seq):
        payload = entry.payload or {}
        # What is done with an order stands in the same journal, and answers no questions.
        version = entry.version if entry.version is not None else version
        if entry.event in ("created", "migrated"):
            said = dict(payload.get("values", {}))
        elif entry.event in ("field", "undone"):
            said[entry.field] = payload.get("value")
    if version is None:
        raise UnknownDraft(draft_id)
    return {field: value for field, value in said.items() if value is not None}, version


def undo_to(tx: Connection, draft_id: str, seq: int, actor: str | None, now: datetime) -> int:
    """Let a draft say what it said after row `seq`; its new revision. What differs is written, so this can be undone too."""
    standing = _open(tx, draft_id)
    wanted, version = state_at(tx, draft_id, seq)
    if version != standing.version:
        return _replace(tx, standing, wanted, version, actor, now)
    present = values(tx, draft_id)
    for field in sorted(wanted.keys() | present.keys()):
        value = wanted.get(field)
        if canonical(value) != canonical(present[field].value if field in present else None):
            _save(tx, standing, "undone", field, value, {"to": seq}, actor, now)
    return draft(tx, draft_id).revision


def migrate_draft(tx: Connection, draft_id: str, values: dict[str, Any], version: int, now: datetime) -> int:
    """Let a draft answer a newer version of its questions; its new revision. What does not change keeps who said it."""
    return _replace(tx, _standing(tx, draft_id), values, version, None, now)


def _replace(tx: Connection, standing: Draft, said: dict[str, Any], version: int, actor: str | None, now: datetime) -> int:
    present = values(tx, standing.id)
    wanted = {clean(field): value for field, value in said.items() if value is not None}
    seq = _note(tx, standing, "migrated", actor, now, {"values": wanted}, version=version)
    for field in wanted.keys() | present.keys():
        value = wanted.get(field)
        if canonical(value) != canonical(present[field].value if field in present else None):
            _put(tx, standing.id, field, value, actor, now, seq)
    return seq


def _standing(tx: Connection, id: str) -> Draft:
    """The draft as it is while nobody else writes."""
    alone(tx)
    found = draft(tx, id)
    if found is None:
        raise UnknownDraft(id)
    return found


def _open(tx: Connection, id: str) -> Draft:
    found = _standing(tx, id)
    if found.deleted_at is not None:
        raise DeletedDraft(id)
    return found


def _note(tx: Connection, standing: Draft, event: str, actor: str | None, now: datetime, payload: dict | None,
          **changed: Any) -> int:
    version = changed.get("version", standing.version)
    seq = append(tx, now, actor, standing.owner, event, standing.id, payload=payload, version=version)
    tx.execute(update(table).where(table.c.id == standing.id).values(revision=seq, changed_at=now, **changed))
    return seq


def _save(tx: Connection, standing: Draft, event: str, field: str, value: Any, more: dict, actor: str | None,
          now: datetime) -> int:
    seq = append(tx, now, actor, standing.owner, event, standing.id, field, {"value": value, **more}, standing.version)
    _put(tx, standing.id, field, value, actor, now, seq)
    tx.execute(update(table).where(table.c.id == standing.id).values(revision=seq, changed_at=now))
    return seq


def _put(tx: Connection, id: str, field: str, value: Any, actor: str | None, now: datetime, seq: int) -> None:
    """A field that was taken away keeps its row, so that who typed on an older revision can be told."""
    upsert(tx, draft_values, {"draft": id, "field": field},
           {"value": None if value is None else canonical(value), "by": actor, "at": now, "seq": seq})


def _read(tx: Connection, id: str, field: str) -> Value | None:
    row = tx.execute(select(draft_values).where(draft_values.c.draft == id, draft_values.c.field == field)).first()
    return row and _value(row)


def _value(row) -> Value:
    return Value(None if row.value is None else json.loads(row.value), row.by, row.at, row.seq)
