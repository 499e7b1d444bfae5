"""What the page's script sends: fields to keep. "Saved" is answered after the commit, never before."""

import json
import re
from typing import Any

import tornado.web
from tornado.ioloop import IOLoop

from workflows.pages.own import OwnPage
from workflows.pages.registry import PAGES, Page
from workflows.people import drafts
from workflows.people.drafts import LONGEST_LIST, NotKept, NotYours
from workflows.questions.entered import entered
from workflows.questions.link import fitting
from workflows.server.context import site_of
from workflows.server.home import language_of, may_open
from workflows.server.metrics import SAVES
from workflows.server.rates import limited
from workflows.server.safety import CAUTIOUS
from workflows.server.told import told
from workflows.server.who import who
from workflows.store.drafts import Saved
from workflows.store.errors import DeletedDraft, StoreUnavailable
from workflows.words.catalogue import speak

ID = r"[0-9a-f]{32}"
"""What the id of a draft looks like."""


class SaveHandler(tornado.web.RequestHandler):
    """`POST /save`: `{page, version, draft, made, fields: {name: [value, base]}}`, answered with each field's revision.

    A draft that is not made yet is made, under the id that the browser chose. 401: signed out meanwhile. 404: not this
    person's. 422: no answer to the page's questions. 503: the store cannot write now. After every refusal the browser
    keeps what was typed.
    """

    def set_default_headers(self) -> None:
        for name, value in CAUTIOUS.items():
            self.set_header(name, value)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self.words, self.who, self.site = speak(language_of(self)), who(self), site_of(self)

    async def post(self) -> None:
        if self.who.person is None:
            return self.refuse(401, self.words("save.signed_out"))
        self.check_xsrf_cookie()
        if limited(self, "save"):
            return None
        try:
            page, draft_id, made, fields = self.sent()
            kept = await IOLoop.current().run_in_executor(None, self.keep, page, draft_id, made, fields)
        except NotKept as error:
            return self.refuse(422, self.words(error.key, **error.values))
        except (NotYours, DeletedDraft):
            return self.refuse(404, self.words("save.gone"))
        except StoreUnavailable:
            return self.refuse(503, self.words("save.later"))
        SAVES.inc(len(fields))
        self.finish(json.dumps(kept))

    def sent(self) -> tuple[Page, str, bool, dict[str, tuple[Any, int]]]:
        """Page, draft, whether it was made, and fields of the body. NotKept where it is none."""
        if len(self.request.body) > LONGEST_LIST + 100_000:
            raise NotKept("site.too_large")
        try:
            said = json.loads(self.request.body)
            page = PAGES[said["page"]]
            fields = {str(name): (value, base) for name, (value, base) in said["fields"].items()}
            newer = int(said["version"]) != page.model.version
            draft_id, made = said["draft"], bool(said["made"])
            if not re.fullmatch(ID, draft_id):
                raise NotKept("save.no_body")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotKept("save.no_body") from None
        if isinstance(page, OwnPage) and not may_open(self, page):
            raise NotKept("save.no_body")  # nobody learns from here what an unpublished page asks
        if newer:
            raise NotKept("save.version")
        return page, draft_id, made, fields

    def keep(self, page: Page, draft_id: str, made: bool, fields: dict[str, tuple[Any, int]]) -> dict[str, Any]:
        """Commit, then say so: the draft, and for each field its revision, its problem, and what it replaced."""
        person, now, keep = self.who.person, self.site.clock(), drafts.save if made else drafts.create
        saved = keep(self.site.store, person, draft_id, fields, page.model, now)
        return {"draft": draft_id, "at": now.isoformat(), "revision": max((one.seq for one in saved.values()), default=0),
                "fields": {name: {"seq": one.seq, "problem": self.problem(page, name, fields[name][0]),
                                  "replaced": self.replaced(page, name, one)} for name, one in saved.items()}}

    def replaced(self, page: Page, name: str, saved: Saved) -> dict[str, Any] | None:
        """What somebody else had saved meanwhile, and this save overwrites."""
        return told(self.site.store, page, name, saved.replaced, self.words, overwritten=True) if saved.replaced else None

    def problem(self, page: Page, name: str, raw: Any) -> str:
        """Why the value of an entry does not fit its question, or "". It is kept all the same."""
        value = entered(page.model, name, raw)
        if value is None:
            return ""
        _, found = fitting({name: value}, page.model, self.words)
        return next((problem.sentence for problem in found if problem.field == name), "")

    def refuse(self, status: int, sentence: str) -> None:
        """An answer that says why nothing was kept at the server."""
        self.set_status(status)
        self.finish(json.dumps({"detail": sentence}))

    def write_error(self, status_code: int, **_) -> None:
        self.refuse(status_code, self.words("save.form_old" if status_code == 403 else "site.failed"))
