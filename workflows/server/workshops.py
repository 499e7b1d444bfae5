"""`/workshops`: evenings with members, in French and Dutch: the agenda, what came of it, the invitation."""

from datetime import time

from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.report.sheet_pdf import sheet_pdf
from workflows.server.doing import DoingHandler
from workflows.services import workshops
from workflows.services.minutes import agenda, minutes
from workflows.services.workshops import CONSENSUS, SPEAKERS, SPOKEN
from workflows.words.formats import legal_day

ID = r"([0-9a-f]{32})"
STEPS = ("ask", "record", "invite", "point", "close")


def workshop_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    one = rf"{base}workshops/{ID}"
    return [(f"{base}workshops", WorkshopsHandler), (one, WorkshopHandler), (rf"{one}\.(pdf|ics)", WorkshopFileHandler),
            (rf"{one}/({'|'.join(STEPS)})", WorkshopStepHandler)]


class WorkshopsHandler(DoingHandler):
    """The evenings; the cooperative plans one."""

    act = "keep_drafts"

    def get(self) -> None:
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        """The page."""
        self.show("workshops.html.j2", found=workshops.workshops(self.site.store), problem=problem, done=done,
                  plans=self.who.may("manage_services"), now=self.site.clock(), spoken=SPOKEN,
                  typed=lambda name, before="": self.text(name) if problem else before)

    def post(self) -> None:
        def work():
            try:
                at = time.fromisoformat(self.text("at", 5).replace("h", ":"))
            except ValueError:
                raise Refusal("workshops.error.hour") from None
            return workshops.plan(self.site.store, self.who.person, self.day("day"), at, self.text("place"),
                                  self.both("title"),
                                  self.site.clock())

        self.doing(work, "workshops")

    def both(self, name: str) -> dict[str, str]:
        """A text of the form in both languages."""
        return {code: self.text(f"{name}_{code}", workshops.LONGEST) for code in SPOKEN}


class WorkshopHandler(WorkshopsHandler):
    """`/workshops/<id>`."""

    def get(self, id: str) -> None:
        self.shown = id
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        try:
            one = workshops.workshop(self.site.store, self.shown)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        self.show("workshop.html.j2", one=one, agenda=agenda(one, self.words), problem=problem, done=done,
                  plans=self.who.may("manage_services"), consensus=CONSENSUS, states=SPEAKERS, spoken=SPOKEN,
                  code=self.words.language if self.words.language in SPOKEN else "fr", point_text=workshops.point_text)


class WorkshopFileHandler(WorkshopsHandler):
    """`/workshops/<id>.pdf` and `.ics`."""

    def get(self, id: str, kind: str) -> None:
        now = self.site.clock()
        try:
            one = workshops.workshop(self.site.store, id)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        self.set_header("Content-Disposition", f'attachment; filename="workshop-{legal_day(one.starts_at)}.{kind}"')
        if kind == "ics":
            self.set_header("Content-Type", "text/calendar; charset=utf-8")
            self.finish(workshops.calendar(one, self.words.language, now, "\n".join(agenda(one, self.words))))
        else:
            self.set_header("Content-Type", "application/pdf")
            self.finish(sheet_pdf(minutes(one, legal_day(now), self.words), self.words, legal_day(now),
                                  self.site.house.address))


class WorkshopStepHandler(WorkshopHandler):
    """`POST /workshops/<id>/<step>`."""

    act = "manage_services"

    def get(self, id: str, step: str) -> None:
        self.go(f"workshops/{id}")

    def post(self, id: str, step: str) -> None:
        self.shown = id
        self.doing(lambda: self._step(step, id), f"workshops/{id}")

    def _step(self, step: str, id: str) -> None:
        store, actor, now = self.site.store, self.who.person, self.site.clock()
        if step == "ask":
            workshops.ask(store, actor, id, self.both("question"), now)
        elif step == "record":
            at = self.text("at", 3)
            workshops.record(store, actor, id, int(at) if at.isdecimal() else -1, self.text("consensus", 12),
                             self.text("arguments", 2_000), self.text("examples", 2_000), now)
        elif step == "invite":
            workshops.invite(store, actor, id, self.text("name", 120), self.text("subject", 1_000), self.text("state", 12),
                             now)
        elif step == "point":
            workshops.take_up(store, actor, id, self.both("point"), now)
        else:
            workshops.close(store, actor, self.text("point", 32), now)
