"""`/announcements`: changes that are told before they happen; the cooperative writes, publishes and begins them."""

from workflows.law.library import shelf
from workflows.pages.publishing import told
from workflows.pages.registry import PAGES
from workflows.server.doing import DoingHandler
from workflows.services import announcing
from workflows.words.catalogue import LANGUAGES
from workflows.words.formats import legal_day

ID = r"([0-9a-f]{32})"


def announcement_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}announcements", AnnouncementsHandler),
            (rf"{base}announcements/{ID}/(publish|activate)", AnnouncementStepHandler)]


class AnnouncementsHandler(DoingHandler):
    """`/announcements`: everybody reads what was published."""

    def get(self) -> None:
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        """The page."""
        writes, law = self.who.may("manage_services"), shelf()
        days = announcing.days_before(law)
        found = [(one, *announcing.text_of(one, self.words.language),
                  announcing.first_day(one, days) if one.published_at else None)
                 for one in announcing.announcements(self.site.store, everything=writes)]
        with self.site.store.read() as tx:
            pages = told(tx, self.who.role, self.site.clock())
        self.show("announcements.html.j2", found=found, pages=pages, writes=writes, days=days, problem=problem, done=done,
                  subjects=_subjects(law, self.words), today=legal_day(self.site.clock()), codes=LANGUAGES,
                  typed=lambda name: self.text(name, announcing.LONGEST_TEXT) if problem else "")

    def post(self) -> None:
        if not self.who.may("manage_services"):
            self.say(403, self.words("site.not_yours"))
            return
        texts = {code: (self.text(f"title_{code}", 200), self.text(f"text_{code}", announcing.LONGEST_TEXT))
                 for code in LANGUAGES}
        self.doing(lambda: announcing.announce(self.site.store, self.who.person, self.text("subject", 120),
                                               self.text("version", 120), texts, self.day("active_on"), self.site.clock()),
                   "announcements")


class AnnouncementStepHandler(AnnouncementsHandler):
    """`POST /announcements/<id>/<step>`."""

    act = "manage_services"

    def get(self, id: str, step: str) -> None:
        self.go("announcements")

    def post(self, id: str, step: str) -> None:
        store, actor, now = self.site.store, self.who.person, self.site.clock()
        if step == "publish":
            self.doing(lambda: announcing.publish(store, actor, id, now), "announcements")
        else:
            one = next((one for one in announcing.announcements(store, everything=True) if one.id == id), None)
            self.doing(lambda: announcing.activate(store, actor, one.subject if one else "", one.version if one else "", now,
                                                   shelf()), "announcements")


def _subjects(law, words) -> list[tuple[str, str]]:
    """What can change: each form, and each of the cooperative's own parameters."""
    forms = [(f"form:{name}", words(f"page.{name}.title")) for name in PAGES]
    own = [(f"parameter:{name}", parameter.name[words.language]) for name, parameter in law.parameters.items()
           if parameter.figures[-1].source.titles == law["announcement_days"].figures[-1].source.titles]
    return [*forms, *sorted(own, key=lambda one: one[1])]
