"""A change by somebody else, told to who has the page open: who, what, and what it replaced, to be restored in one tap."""

from typing import Any

from workflows.pages.registry import Page
from workflows.questions.entered import entered
from workflows.questions.problems import label, show
from workflows.store import people
from workflows.store.drafts import Value
from workflows.store.engine import Store
from workflows.words.catalogue import Words


def said(page: Page, name: str, raw: Any, words: Words) -> str:
    """What stands in an entry, as one short text in the reader's language."""
    value = entered(page.model, name, raw)
    if value is None or value == ():
        return words("told.empty")
    if isinstance(value, tuple):
        parts = [show(part, name, page.model, words) if not isinstance(part, tuple) else "/".join(map(str, part))
                 for part in value]
        return ", ".join(parts[:12]) + ("…" if len(parts) > 12 else "")
    text = show(value, name, page.model, words)
    return text if len(text) <= 60 else text[:59] + "…"


def told(store: Store, page: Page, name: str, value: Value, words: Words, overwritten: bool = False,
         before: Value | None = None) -> dict[str, Any]:
    """The sentence about a change, and what a tap restores.

    `overwritten`: `value` is what somebody else had saved and this person's later change replaced. Otherwise `value` is
    what somebody else saved, and `before` what this person had there.
    """
    with store.read() as tx:
        author = people.person(tx, value.by) if value.by else None
    who = (author.name if author else "") or words("told.somebody")
    field, there = label(name, page.model, words), said(page, name, value.value, words)
    if overwritten:
        return {"sentence": words("told.replaced", who=who, field=field, value=there), "field": name, "restore": value.value,
                "tap": words("told.restore", value=there)}
    if before is None:
        return {"sentence": words("told.changed", who=who, field=field, value=there), "field": name}
    mine = said(page, name, before.value, words)
    return {"sentence": words("told.changed_mine", who=who, field=field, value=there, mine=mine), "field": name,
            "restore": before.value, "tap": words("told.restore", value=mine)}
