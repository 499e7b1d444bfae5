"""`/activity`: the account of an Activity, its days of work, what can be invoiced; for its member and who advises them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from workflows.law.owed import exact
from workflows.orders import calendar, invoicing
from workflows.orders.activity import Activity, activity
from workflows.orders.handed import as_csv, as_xml
from workflows.orders.statement import STEPS, TAKEN, TOLD, answer_to, statement, statement_csv
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.questions.days import day as day_of
from workflows.report.sheet_pdf import sheet_pdf
from workflows.server.site import SiteHandler
from workflows.words.formats import legal_day
from workflows.words.typed import NotANumber, read_decimal

ID = r"([0-9a-f]{32})"


class Wrong(Refusal):
    """What was typed is no day or no number."""


def activity_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}activity", ActivityHandler), (rf"{base}activity\.(csv|pdf)", StatementHandler),
            (f"{base}activity/plan", PlanHandler), (rf"{base}activity/day/{ID}/(declare|pay|cancel)", DayHandler),
            (f"{base}activity/invoice", InvoiceHandler),
            (rf"{base}activity/invoice/{ID}/(undo|hand|settle)", InvoiceStepHandler),
            (rf"{base}activity/invoice/{ID}\.(csv|xml)", InvoiceFileHandler)]


class ActivityHandler(SiteHandler):
    """`/activity?member=&day=&activity=`: one's own, or a member's; as it stands on a day, today where none is said.

    Without `activity` all of the member's Activities together; an empty one is that without a name.
    """

    act = "keep_drafts"

    @property
    def owner(self) -> str:
        return self.text("member", 32) or self.who.id

    @property
    def activity(self) -> str | None:
        return self.text("activity", 80) if self.get_arguments("activity") else None

    def get(self) -> None:
        self.form(done=self.words("activity.done") if self.text("did", 1) else "")

    def found(self) -> Activity | None:
        """The Activity on the day that was asked, or None when there is none for who asks; then 404 is answered."""
        now, text = self.site.clock(), self.text("day", 10)
        try:
            day = date.fromisoformat(day_of(text)) if text else legal_day(now)
        except ValueError:
            day = legal_day(now)
        try:
            return activity(self.site.house, self.who.person, self.owner, day, now, self.activity)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return None

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        found = self.found()
        if found is None:
            return
        today, law = legal_day(self.site.clock()), self.site.house.law
        full = exact(law[calendar.HOURS].on(found.day).value)
        self.show("activity.html.j2", found=found, problem=problem, done=done, steps=STEPS, told=TOLD, taken=TAKEN,
                  verdict=answer_to(found, self.words), law=calendar.day_law(full, found.day, law), full_day=full,
                  own=found.owner.id == self.who.id, cooperative=found.owner.id != self.who.id,
                  today=today, here=self.here(found.day, found.owner.id),
                  base_here=urlencode({"member": found.owner.id, "day": found.day.isoformat()}))

    def here(self, day: date, owner: str) -> str:
        """This page as the query of an address."""
        asked = {"member": owner, "day": day.isoformat(), "activity": self.activity}
        return urlencode({name: value for name, value in asked.items() if value is not None})

    def doing(self, work: Callable[[], object]) -> None:
        """Do what a form asked, then show the page again; a refusal is said on it and changes nothing."""
        try:
            work()
        except NotYours:
            self.say(404, self.words("save.gone"))
        except Refusal as refused:
            self.set_status(422)
            self.form(problem=self.words(refused.key, **refused.values))
        else:
            asked = {"member": self.owner, "day": self.text("day", 10), "activity": self.activity, "did": 1}
            self.go(f"activity?{urlencode({name: value for name, value in asked.items() if value is not None})}")

    def number(self, name: str) -> Decimal:
        """A number of the form."""
        try:
            return read_decimal(self.text(name, 30))
        except NotANumber:
            raise Wrong("activity.wrong") from None

    def date(self, name: str) -> date:
        """A day of the form."""
        try:
            return date.fromisoformat(day_of(self.text(name, 10)))
        except ValueError:
            raise Wrong("activity.wrong") from None


class StatementHandler(ActivityHandler):
    """`/activity.csv` and `/activity.pdf`: the statement on a day."""

    def get(self, kind: str) -> None:
        found = self.found()
        if found is None:
            return
        name = f"activity-{found.day.isoformat()}.{kind}"
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        if kind == "csv":
            self.set_header("Content-Type", "text/csv; charset=utf-8")
            self.finish("\ufeff" + statement_csv(found, self.words))
        else:
            self.set_header("Content-Type", "application/pdf")
            self.finish(sheet_pdf(statement(found, self.words), self.words, found.day, self.site.house.address))


class PlanHandler(ActivityHandler):
    """`POST /activity/plan`: a day of work to declare."""

    def post(self) -> None:
        self.doing(lambda: calendar.plan(
            self.site.house, self.who.person, self.owner, self.text("worker", 120), self.date("work_day"),
            self.number("hours"), self.number("gross"), self.site.clock(), activity=self.text("for", 80)))


class DayHandler(ActivityHandler):
    """`POST /activity/day/<id>/<step>`."""

    def post(self, id: str, step: str) -> None:
        does = {"declare": calendar.declare, "pay": calendar.pay, "cancel": calendar.cancel}[step]
        self.doing(lambda: does(self.site.house, self.who.person, id, self.site.clock()))


class InvoiceHandler(ActivityHandler):
    """`POST /activity/invoice`: all that a client can be invoiced on the day that is shown, on one invoice of that day."""

    def post(self) -> None:
        self.doing(lambda: invoicing.group(
            self.site.house, self.who.person, self.owner, self.text("client", 200), self.date("day"), self.date("day"),
            self.number("expected"), self.site.clock(), self.text("for", 80)))


class InvoiceStepHandler(ActivityHandler):
    """`POST /activity/invoice/<id>/<step>`: take it back, note the accounting's number, or what was paid or lost of it."""

    def post(self, id: str, step: str) -> None:
        house, actor, now = self.site.house, self.who.person, self.site.clock()
        if step == "undo":
            self.doing(lambda: invoicing.undo(house, actor, id, now))
        elif step == "hand":
            self.doing(lambda: invoicing.hand_over(house, actor, id, self.text("number", 60), now))
        else:
            self.doing(lambda: invoicing.settle(house, actor, id, self.text("kind", 10), self.number("net"),
                                                self.date("on"), self.text("note", 400), now))


class InvoiceFileHandler(ActivityHandler):
    """`/activity/invoice/<id>.csv` and `.xml`: an invoice as data for the accounting."""

    def get(self, id: str, kind: str) -> None:
        makes, type_ = {"csv": (as_csv, "text/csv; charset=utf-8"), "xml": (as_xml, "application/xml")}[kind]
        try:
            content = makes(self.site.house, self.who.person, id, self.site.clock())
        except NotYours:
            self.say(404, self.words("save.gone"))
        except Refusal as refused:
            self.say(409, self.words(refused.key, **refused.values))
        else:
            self.set_header("Content-Type", type_)
            self.set_header("Content-Disposition", f'attachment; filename="invoice-{id[:8]}.{kind}"')
            self.finish(content)
