"""`/coaching/<member>`: plan, meetings, reports and what changed since the last one; for the member and their adviser."""

from collections.abc import Callable
from datetime import date, datetime

from workflows.coaching import commands
from workflows.coaching.commands import NotNow
from workflows.coaching.office import ADVISER, MEMBER, Office
from workflows.coaching.opened import kept_answer, meeting_of, open_coaching
from workflows.coaching.said import value_of, verdict_of
from workflows.law.library import shelf
from workflows.pages.registry import PAGES
from workflows.people.drafts import NotYours
from workflows.post.ics import Event, calendar
from workflows.questions.days import day as day_of
from workflows.server.saves import ID
from workflows.server.site import SiteHandler
from workflows.store.coaching_tables import ACTION_STATES
from workflows.words.formats import BRUSSELS, legal_day

WHAT = ("action", "meeting", "keep", "sign", "moved")
"""What was just done, as the page says it."""


def coaching_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    one = rf"{base}coaching/({ID})"
    return [(one, CoachingHandler), (rf"{one}/(action|meeting|keep)", AddHandler),
            (rf"{one}/action/({ID})/({'|'.join(ACTION_STATES)})", ActionHandler),
            (rf"{one}/meeting/({ID})/(hold|cancel)", MeetingHandler), (rf"{one}/meeting/({ID})\.ics", CalendarHandler),
            (rf"{one}/report/({ID})/sign", SignHandler), (rf"{one}/report/({ID})\.(pdf|html)", ReportHandler)]


class CoachingHandler(SiteHandler):
    """The page. `did`: what was just done."""

    act = "keep_drafts"

    @property
    def office(self) -> Office:
        return Office(self.site.store, shelf())

    def get(self, member: str) -> None:
        did = self.text("did", 20)
        self.form(member, done=self.words(f"coaching.done.{did}") if did in WHAT else "")

    def form(self, member: str, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done; 404 for who may not see it."""
        now = self.site.clock()
        try:
            found = open_coaching(self.office, self.who.person, member, now)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        words = self.words
        self.show("coaching.html.j2", found=found, problem=problem, done=done, own=found.stands_as == MEMBER,
                  today=legal_day(now), now=now, typed=self.text if problem else lambda name, most=300: "",
                  value=lambda one: value_of(one, words), verdict=lambda one: verdict_of(one, words))

    def doing(self, member: str, did: str, work: Callable[[], object]) -> None:
        """Do what a form asked, then show the page; a refusal is said on it and changes nothing."""
        try:
            work()
        except NotYours:
            self.say(404, self.words("save.gone"))
        except NotNow as refused:
            self.set_status(409 if refused.key == "coaching.error.changed" else 422)
            self.form(member, problem=self.words(refused.key, **refused.values))
        else:
            self.go(f"coaching/{member}?did={did}")

    def number(self, name: str) -> int:
        """A whole number of the form; 0, which nothing accepts, for what is none."""
        text = self.text(name, 6).strip()
        return int(text) if text.isdecimal() else 0

    def date(self, name: str) -> date:
        """A day of the form."""
        try:
            return date.fromisoformat(day_of(self.text(name, 20)))
        except ValueError:
            raise NotNow("coaching.error.day") from None


class AddHandler(CoachingHandler):
    """`POST …/action`, `…/meeting`, `…/keep`."""

    def get(self, member: str, what: str) -> None:
        self.go(f"coaching/{member}")

    def post(self, member: str, what: str) -> None:
        office, actor, now = self.office, self.who.person, self.site.clock()
        does = {"action": lambda: commands.add_action(
                    office, actor, member, self.text("title"), self.text("measure"), self.date("due"),
                    ADVISER if self.text("by", 10) == ADVISER else MEMBER, now),
                "meeting": lambda: commands.plan_meeting(
                    office, actor, member, self.start(), self.number("minutes"), self.text("place"), now),
                "keep": lambda: commands.keep(office, actor, member, now)}
        self.doing(member, what, does[what])

    def start(self) -> datetime:
        """Day and time of the form, by the clocks of Brussels."""
        try:
            return datetime.combine(self.date("day"), datetime.strptime(self.text("time", 5), "%H:%M").time(), BRUSSELS)
        except ValueError:
            raise NotNow("coaching.error.day") from None


class ActionHandler(CoachingHandler):
    """`POST …/action/<id>/done` and the like."""

    def get(self, member: str, id: str, to: str) -> None:
        self.go(f"coaching/{member}")

    def post(self, member: str, id: str, to: str) -> None:
        self.doing(member, "moved", lambda: commands.move_action(
            self.office, self.who.person, id, to, self.text("looked", 40), self.site.clock()))


class MeetingHandler(CoachingHandler):
    """`POST …/meeting/<id>/hold` and `…/cancel`."""

    def get(self, member: str, id: str, what: str) -> None:
        self.go(f"coaching/{member}")

    def post(self, member: str, id: str, what: str) -> None:
        office, actor, now, looked = self.office, self.who.person, self.site.clock(), self.text("looked", 40)
        if what == "hold":
            self.doing(member, "moved", lambda: commands.hold_meeting(
                office, actor, id, self.number("minutes"), self.text("next_step"), looked, now))
        else:
            self.doing(member, "moved", lambda: commands.cancel_meeting(office, actor, id, looked, now))


class CalendarHandler(CoachingHandler):
    """`GET …/meeting/<id>.ics`: the appointment for one's own calendar."""

    def get(self, member: str, id: str) -> None:
        try:
            row, of, adviser = meeting_of(self.office, self.who.person, id, self.site.clock())
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        address = f"{self.site.house.address}/coaching/{row.member}"
        self.set_header("Content-Type", "text/calendar; charset=utf-8")
        self.set_header("Content-Disposition", 'attachment; filename="coaching.ics"')
        title = self.words("coaching.ics", member=of.name, adviser=adviser.name)
        self.finish(calendar([Event(
            f"{row.id}@atelier", row.starts_at, row.minutes, title,
            row.since, row.next_step, row.place, address, row.changes, row.state == "cancelled")]))


class SignHandler(CoachingHandler):
    """`POST …/report/<id>/sign`: what is signed is the digest that the page showed."""

    def get(self, member: str, id: str) -> None:
        self.go(f"coaching/{member}")

    def post(self, member: str, id: str) -> None:
        self.doing(member, "sign", lambda: commands.sign(
            self.office, self.who.person, id, self.text("sha256", 64), self.site.clock()))


class ReportHandler(CoachingHandler):
    """`GET …/report/<id>.pdf` and `.html`: the report as it was kept, in the language of who reads it."""

    def get(self, member: str, id: str, kind: str) -> None:
        try:
            row, answer = kept_answer(self.office, self.who.person, id, self.site.clock(), self.words.formats.instant)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        page, made_on, address = PAGES["coaching"], legal_day(row.made_at), self.site.house.address
        self.set_header("Content-Disposition", f'attachment; filename="coaching-{row.quarter}.{kind}"')
        if kind == "pdf":
            self.set_header("Content-Type", "application/pdf")
            self.finish(page.made_pdf(answer, self.words, made_on, address))
        else:
            self.finish(page.made_html(answer, self.words, made_on, address))
