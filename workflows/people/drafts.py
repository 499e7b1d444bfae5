"""Drafts as a person may see and change them: every command checks its actor's rights and leaves a line in the journal."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.questions.base import ROWS, Questions
from workflows.store import assignments, drafts
from workflows.store.drafts import Draft, Value
from workflows.store.engine import Store
from workflows.store.journal import append
from workflows.store.people import Person, person

LONGEST, LONGEST_LIST = 20_000, 2_000_000
"""Bytes of one answer, and of an answer that is a long column."""

KEPT_DAYS = 30
"""Days that a deleted draft can come back."""

MOST_FIELDS = 200
"""Fields that one save may carry."""


class NotYours(Exception):
    """The draft does not exist for this person; which of the two is not said."""


class NotKept(Refusal):
    """What was sent is no answer to a question of the page; nothing of it was kept. `key` names the sentence."""


@dataclass(frozen=True)
class Opened:
    """A draft as one person sees it. `values`: field to what stands in its entry."""

    draft: Draft
    owner: Person
    values: dict[str, Value]

    @property
    def raw(self) -> dict[str, Any]:
        return {name: value.value for name, value in self.values.items()}


def see(tx, actor: Person, draft_id: str, now: datetime) -> Draft:
    """The draft, when the actor may work on it: its owner, or an adviser of its owner today. NotYours otherwise."""
    found = drafts.draft(tx, draft_id)
    if found is None or not may(actor.role, "keep_drafts"):
        raise NotYours(draft_id)
    if found.owner != actor.id and not (may(actor.role, "see_members") and
                                        assignments.may_see(tx, actor.id, found.owner, now)):
        raise NotYours(draft_id)
    return found


def look(store: Store, actor: Person, draft_id: str, now: datetime) -> Opened:
    """A draft that lives, without a line in the journal: for a page that is open already."""
    with store.read() as tx:
        found = see(tx, actor, draft_id, now)
        if found.deleted_at is not None:
            raise NotYours(draft_id)
        return Opened(found, person(tx, found.owner), drafts.values(tx, draft_id))


def open_draft(store: Store, actor: Person, draft_id: str, model: type[Questions], now: datetime) -> Opened:
    """A draft to work on, its answers brought to today's questions. Another person's opening is written for its owner."""
    opened = look(store, actor, draft_id, now)
    draft = opened.draft
    if draft.page != model.page:
        raise NotYours(draft_id)
    with store.write() as tx:
        if draft.version < model.version:
            drafts.migrate_draft(tx, draft_id, model.migrate(opened.raw, draft.version), model.version, now)
        if draft.owner != actor.id:
            append(tx, now, actor.id, draft.owner, "opened", draft=draft_id, version=model.version)
    return look(store, actor, draft_id, now)


def save(store: Store, actor: Person, draft_id: str, fields: dict[str, tuple[Any, int]], model: type[Questions],
         now: datetime) -> dict[str, drafts.Saved]:
    """Keep what stands in some entries, each with the revision it was typed on; field to what became of it."""
    check(fields, model)
    with store.write() as tx:
        see(tx, actor, draft_id, now)
        return {name: drafts.save_field(tx, draft_id, name, value, base, actor.id, now)
                for name, (value, base) in fields.items()}


def create(store: Store, actor: Person, draft_id: str, fields: dict[str, tuple[Any, int]], model: type[Questions],
           now: datetime) -> dict[str, drafts.Saved]:
    """A new draft of the actor's own under an id that the browser chose, so that sending it twice makes one draft."""
    check(fields, model)
    if not may(actor.role, "keep_drafts"):
        raise NotYours(model.page)
    values = {name: value for name, (value, _) in fields.items()}
    with store.write() as tx:
        if drafts.draft(tx, draft_id) is None:
            made = drafts.create_draft(tx, actor.id, model.page, model.version, values, actor.id, now, id=draft_id)
            return {name: drafts.Saved(made.revision, now, None, True) for name in values}
    return save(store, actor, draft_id, fields, model, now)


def check(fields: dict[str, tuple[Any, int]], model: type[Questions]) -> None:
    """NotKept for what no entry of the page can hold. A value that does not fit is kept all the same: it was typed."""
    if len(fields) > MOST_FIELDS:
        raise NotKept("save.too_many", most=MOST_FIELDS)
    for name, (value, base) in fields.items():
        if name not in model.model_fields:
            raise NotKept("save.unknown", field=name[:40])
        parts = value if isinstance(value, list) else [value]
        if model.unit(name) in ROWS and all(isinstance(part, list) for part in parts):
            parts = [cell for row in parts for cell in row]
        if not all(part is None or isinstance(part, (str, int, float, bool)) for part in parts) or not isinstance(base, int):
            raise NotKept("save.shape", field=name)
        most = LONGEST_LIST if model.unit(name) in ("EUR/list", "tables", "records", *ROWS) else LONGEST
        if len(json.dumps(value)) > most:
            raise NotKept("save.too_long", field=name, most=most)
