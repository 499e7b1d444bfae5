"""`/pages`: an administrator reads what advisers wrote, and publishes it with the announcement that came before."""

from workflows.law.library import shelf
from workflows.pages.own import own_page, source_of_page
from workflows.pages.own_check import troubles
from workflows.pages.publishing import LONGEST, publish, standings, withdraw
from workflows.people.refusal import Refusal
from workflows.server.doing import DoingHandler
from workflows.services.announcing import days_before
from workflows.words.catalogue import LANGUAGES
from workflows.words.formats import legal_day

FIELDS = ("announced", "active", *(f"text_{code}" for code in LANGUAGES))
"""What somebody types to publish a page."""


def own_page_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}pages", PagesHandler), (rf"{base}pages/([a-z][a-z0-9_]*)/(publish|withdraw)", PageChangeHandler)]


class PagesHandler(DoingHandler):
    """`/pages`: each page with its cells, what is wrong with it, and where it stands. Nothing of it is run here."""

    act = "manage_accounts"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "", done: str = "", at: str = "") -> None:
        """The page, with what went wrong or what was done; `at`: the page that was being published."""
        with self.site.store.read() as tx:
            found = standings(tx, self.site.clock())
        lacks = {one.page.name: [self.words(trouble.key, **dict(trouble.values)) for trouble in troubles(one.page.notebook)]
                 for one in found}
        cells = {one.page.name: source_of_page(one.page) for one in found}
        self.show("pages.html.j2", found=found, lacks=lacks, cells=cells, problem=problem, done=done, at=at,
                  most=LONGEST, days=days_before(shelf()), today=legal_day(self.site.clock()).isoformat(), codes=LANGUAGES,
                  typed={name: self.text(name, LONGEST) if at else "" for name in FIELDS})


class PageChangeHandler(PagesHandler):
    """`/pages/<name>/publish` and `/withdraw`."""

    def get(self, name: str, what: str) -> None:
        self.go("pages")

    def post(self, name: str, what: str) -> None:
        store, actor, now = self.site.store, self.who.person, self.site.clock()
        try:
            if what == "withdraw":
                withdraw(store, actor, name, now)
                self.form(done=self.words("publish.withdrawn", name=name))
                return
            announced, active = (self.day(field) for field in ("announced", "active"))
            publish(store, actor, name, self.text("digest", 64), announced, active,
                    {code: self.text(f"text_{code}", LONGEST) for code in LANGUAGES}, now)
            self.form(done=self.words("publish.done", name=name, day=self.words.formats.date(active)))
        except Refusal as why:
            self.set_status(422)
            self.form(problem=self.said(why), at=name if own_page(name) else "")
