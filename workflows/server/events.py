"""`/drafts/<id>/events`: what others change in a draft, pushed to who has it open (server-sent events)."""

import asyncio
import json

import tornado.web
from tornado.iostream import StreamClosedError

from workflows.pages.registry import PAGES, Page
from workflows.people.drafts import NotYours, see
from workflows.server.context import Site, site_of
from workflows.server.home import language_of
from workflows.server.safety import CAUTIOUS
from workflows.server.told import told
from workflows.server.who import who
from workflows.store import drafts, journal
from workflows.store.drafts import Value
from workflows.store.errors import StoreUnavailable
from workflows.words.catalogue import Words, speak

LOOK, HEARTBEAT = 0.5, 20.0
"""Seconds between two looks at the store, and between two signs of life; another server may have written the change."""


class EventsHandler(tornado.web.RequestHandler):
    """One event for each field that was changed after `since`, with a sentence where somebody else did it."""

    def set_default_headers(self) -> None:
        for name, value in CAUTIOUS.items():
            self.set_header(name, value)
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        # A proxy that collected the events first would deliver them late.
        self.set_header("X-Accel-Buffering", "no")

    async def get(self, draft_id: str) -> None:
        site, actor, words = site_of(self), who(self).person, speak(language_of(self))
        last = self.request.headers.get("Last-Event-ID") or self.get_query_argument("since", "0")
        if actor is None or not last.isdecimal():
            raise tornado.web.HTTPError(404)
        since, told_at, newest = int(last), 0.0, -1
        loop = asyncio.get_running_loop()
        try:
            while True:
                with site.store.read() as tx:
                    latest = journal.latest(tx)
                if latest != newest:
                    newest = latest
                    events = changed(site, actor, draft_id, since, words)
                    since = events[-1]["seq"] if events else since
                    for event in events:
                        self.write(f"id: {event['seq']}\ndata: {json.dumps(event)}\n\n")
                    await self.flush()
                if loop.time() - told_at > HEARTBEAT:
                    told_at = loop.time()
                    self.write(": here\n\n")
                    await self.flush()
                await asyncio.sleep(LOOK)
        # Cancelled: the server ends. After each of them the browser asks again by itself.
        except (StreamClosedError, NotYours, StoreUnavailable, asyncio.CancelledError):
            self.finish()


def changed(site: Site, actor, draft_id: str, since: int, words: Words) -> list[dict]:
    """The changes of a draft after a revision. NotYours when the actor may not see it (any more)."""
    with site.store.read() as tx:
        draft = see(tx, actor, draft_id, site.clock())
        found = drafts.changes(tx, draft_id, since)
        page, before = PAGES[draft.page], {}
        for entry in found:
            if entry.field and entry.actor != actor.id:
                before[entry.seq] = _mine(journal.entries(tx, draft=draft_id, since=0, limit=100_000), entry, actor)
    return [_event(site, page, entry, actor, before.get(entry.seq), words) for entry in found]


def _mine(entries, entry, actor) -> Value | None:
    """What the actor had in a field just before somebody else changed it."""
    last = None
    for one in (one for one in entries if one.seq < entry.seq and one.payload is not None):
        if one.field == entry.field:
            last = Value(one.payload.get("value"), one.actor, one.at, one.seq)
        elif entry.field in one.payload.get("values", ()):
            last = Value(one.payload["values"][entry.field], one.actor, one.at, one.seq)
    return last if last and last.by == actor.id else None


def _event(site: Site, page: Page, entry, actor, before: Value | None, words: Words) -> dict:
    event = {"seq": entry.seq, "field": entry.field, "event": entry.event, "mine": entry.actor == actor.id}
    if entry.field and entry.payload is not None:
        event["value"] = entry.payload.get("value")
        if entry.actor != actor.id:
            value = Value(event["value"], entry.actor, entry.at, entry.seq)
            event["told"] = told(site.store, page, entry.field, value, words, before=before)
    return event
