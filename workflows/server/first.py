"""What a page sends before its kernel is there: the frame, and the answer to what was asked, readable at once."""

import asyncio
import logging
from pathlib import Path

import tornado.web
from tornado.iostream import StreamClosedError

from workflows.pages.registry import PAGES, Page, load
from workflows.questions.base import Questions
from workflows.questions.entered import typed
from workflows.questions.link import fitting, from_link
from workflows.server.home import SITE_FILES, language_of, site_page
from workflows.server.logs import event
from workflows.server.who import who
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, Words, speak

HTML = "widgets.first:first_html"
"""What makes the answer readable; named, because widgets stand above the server."""


class FirstAnswer(tornado.web.RequestHandler):
    """For a page's handler, which sets `opened` to the draft that is open, or None: sends the top, then the rest."""

    async def get(self, path: str | None = None) -> None:
        page, words = PAGES[Path(self.notebook_path).stem], speak(language_of(self))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        # Reading the token sets its cookie: without it the page may not end its own kernel when it is left.
        token = self.xsrf_token.decode()
        self.write(site_page(
            self, "shell.html.j2", page=page.name, front=self.settings["front"], first=await self._first(page, words),
            keeping=self._keeping(token), frame=_style(SITE_FILES / "shell.css"),
            style=_style(ROOT / "widgets" / "style.css")))
        await self.flush()
        try:
            await super().get(path)
        except (StreamClosedError, tornado.web.Finish):
            raise
        except Exception as error:
            # The top is on its way already: what is left is to say that the rest will not come.
            event("page_failed", error=type(error).__name__)
            logging.getLogger("atelier").exception("a page failed after its top was sent")
            self.finish(site_page(self, "shell_failed.html.j2"))

    async def _first(self, page: Page, words: Words) -> str:
        """The answer; empty where it takes long, or where it cannot be computed: the room says why."""
        if page.slow:
            return ""
        try:
            return await asyncio.to_thread(load(HTML), self._questions(page, words), words.language)
        except Exception as error:  # a page whose first answer fails is still a page
            event("first_failed", page=page.name, error=type(error).__name__)
            return ""

    def _questions(self, page: Page, words: Words) -> Questions:
        if self.opened:
            return fitting(typed(page.model, self.opened.raw), page.model, words)[0]
        return from_link(self.request.query, page.model, words).questions

    def _keeping(self, token: str) -> dict:
        """What the page's script must know to have things kept."""
        asking, opened = who(self), self.opened
        return {"person": asking.id if asking.may("keep_drafts") else "", "base": self.settings["base_url"], "xsrf": token,
                "draft": opened.draft.id if opened else "", "revision": opened.draft.revision if opened else 0,
                "seqs": {name: value.seq for name, value in opened.values.items()} if opened else {},
                "owner": opened.owner.name if opened and opened.owner.id != asking.id else ""}


def warm_first_answers() -> None:
    """Compute what most people see first, so that nobody waits for it: each page's example in each language."""
    for page in PAGES.values():
        for language in () if page.slow else LANGUAGES:
            load(HTML)(page.model(), language)


def _style(path: Path) -> str:
    return path.read_text(encoding="utf-8")
