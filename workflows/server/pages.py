"""A page's notebook, for who may open it, on the draft that they mean."""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from workflows.pages.own import own_page
from workflows.pages.registry import PAGES
from workflows.people.drafts import NotYours, Opened, open_draft
from workflows.server.context import site_of
from workflows.server.first import FirstAnswer
from workflows.server.home import home, language_of, may_open, site_assets
from workflows.server.opening import OpenedPage
from workflows.server.safety import PAGE
from workflows.server.who import who
from workflows.store import drafts
from workflows.words.catalogue import speak

ONLY_ABOUT = {"lang", "draft", "new", "next"}
"""Words of an address that bring no answers."""

LONGEST_QUERY = 8000


class PageHandler(OpenedPage, FirstAnswer, TornadoVoilaHandler):
    """A page's notebook. What fails is said in a sentence, with the pages there are; never a traceback."""

    content_security_policy = PAGE
    opened: Opened | None = None

    async def prepare(self) -> None:
        await super().prepare()
        if len(self.request.query) > LONGEST_QUERY:
            raise HTTPError(414)

    async def get(self, path=None) -> None:
        page, asking, asked = PAGES[Path(self.notebook_path).stem], who(self), dict(parse_qsl(self.request.query))
        if not may_open(self, page):
            if asking.person is None:
                self.redirect(f"{self.base_url}sign-in?{urlencode({'next': self.request.uri})}")
            else:
                self.told(403, "site.not_yours")
            return
        if asking.may("keep_drafts"):
            site = site_of(self)
            if "draft" in asked:
                try:
                    self.opened = open_draft(site.store, asking.person, asked["draft"], page.model, site.clock())
                except NotYours:
                    self.told(404, "save.gone")
                    return
            elif set(asked) <= ONLY_ABOUT - {"new"}:
                with site.store.read() as tx:
                    mine = drafts.drafts(tx, asking.id, page=page.name)
                if mine:
                    self.redirect(f"{self.request.path}?{urlencode({**asked, 'draft': mine[0].id})}")
                    return
        elif "draft" in asked:
            self.redirect(f"{self.base_url}sign-in?{urlencode({'next': self.request.uri})}")
            return
        await super().get(path)

    def told(self, status: int, key: str) -> None:
        """The pages there are, and why this one was not opened."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(self, speak(language_of(self))(key)))

    def write_error(self, status_code: int, **_) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(self, speak(language_of(self))("site.failed")))


class OwnPageHandler(PageHandler):
    """A page that an adviser wrote: found by its name when it is asked for, so that a new one needs no new start."""

    async def get(self, name: str) -> None:
        if own_page(name) is None:
            self.told(404, "site.not_found")
            return
        self.notebook_path = f"{name}.ipynb"
        await super().get()


def shell_words(handler: PageHandler, notebook, cwd):
    """Before a page's kernel starts: the words of the frame's end, and the language for the notebook."""
    words = speak(language_of(handler))
    notebook.metadata["shell"] = {"not_advice": words("site.not_advice"),
                                  "site": f"{handler.base_url}assets/{site_assets()}"}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source += f"\nlanguage = {words.language!r}"
    return notebook
