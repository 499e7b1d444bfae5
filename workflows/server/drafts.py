"""The pages of drafts: the list with what was deleted, and each one's history, back to any moment."""

from workflows.pages.registry import PAGES
from workflows.people.drafts import KEPT_DAYS, NotYours, see
from workflows.server.events import EventsHandler
from workflows.server.saves import ID, SaveHandler
from workflows.server.site import SiteHandler
from workflows.server.told import said
from workflows.store import drafts, orders, people
from workflows.store.errors import DeletedDraft


def draft_routes(base: str) -> list[tuple]:
    """The pages and addresses of this module."""
    one = rf"{base}drafts/({ID})"
    return [(f"{base}save", SaveHandler), (f"{base}drafts", DraftsHandler), (one, HistoryHandler),
            (f"{one}/events", EventsHandler), (f"{one}/(delete|restore|rename|undo)", DraftChangeHandler)]


class DraftsHandler(SiteHandler):
    """`/drafts`: one's own drafts, and those that can still come back."""

    act = "keep_drafts"

    def get(self) -> None:
        with self.site.store.read() as tx:
            mine, gone = (drafts.drafts(tx, self.who.id, deleted=deleted) for deleted in (False, True))
        self.show("drafts.html.j2", mine=mine, gone=gone, days=KEPT_DAYS)


class HistoryHandler(SiteHandler):
    """`/drafts/<id>`: every change with who made it and when; a tap goes back to that moment."""

    act = "keep_drafts"

    def get(self, draft_id: str) -> None:
        try:
            with self.site.store.read() as tx:
                draft = see(tx, self.who.person, draft_id, self.site.clock())
                found = drafts.changes(tx, draft_id, 0)[::-1]
                names = {actor: person.name for actor in {entry.actor for entry in found if entry.actor}
                         if (person := people.person(tx, actor))}
                owner = people.person(tx, draft.owner)
            page = PAGES[draft.page]
        except (NotYours, KeyError):  # or its page is an adviser's that was taken away
            self.say(404, self.words("save.gone"))
            return
        self.show("history.html.j2", draft=draft, owner=owner, changes=found, names=names, page=page,
                  said=lambda field, value: said(page, field, value, self.words), fields=page.model.model_fields)


class KeptAsEvidence(Exception):
    """An order that was sent is not deleted: its client may have answered it."""


class DraftChangeHandler(SiteHandler):
    """`/drafts/<id>/<what>`: delete, restore, rename, or back to a moment."""

    act = "keep_drafts"

    def post(self, draft_id: str, what: str) -> None:
        try:
            with self.site.store.write() as tx:
                see(tx, self.who.person, draft_id, self.site.clock())
                getattr(self, f"_{what}")(tx, draft_id, self.who.id, self.site.clock())
        except (NotYours, DeletedDraft):
            self.say(404, self.words("save.gone"))
            return
        except KeptAsEvidence:
            self.say(409, self.words("orders.error.evidence"))
            return
        self.go(f"drafts/{draft_id}" if what in ("undo", "rename") else "drafts")

    def _delete(self, tx, draft_id: str, actor: str, now) -> None:
        order = orders.order(tx, draft_id, locked=True)
        if order is not None and order.revision:
            raise KeptAsEvidence(draft_id)
        drafts.delete_draft(tx, draft_id, actor, now)

    def _restore(self, tx, draft_id: str, actor: str, now) -> None:
        drafts.restore_draft(tx, draft_id, actor, now)

    def _rename(self, tx, draft_id: str, actor: str, now) -> None:
        drafts.rename_draft(tx, draft_id, self.text("title", 120).strip(), actor, now)

    def _undo(self, tx, draft_id: str, actor: str, now) -> None:
        seq = self.text("seq", 20)
        if seq.isdecimal():
            drafts.undo_to(tx, draft_id, int(seq), actor, now)
