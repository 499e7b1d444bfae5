"""`/services`: find a service, read one, rate it; the cooperative keeps its sheet and opens the audit."""

from workflows.server.announcements import announcement_routes
from workflows.server.community import community_routes
from workflows.server.doing import DoingHandler
from workflows.server.feedback import feedback_routes
from workflows.server.visits import visit_routes
from workflows.server.workshops import workshop_routes
from workflows.services.announcing import announcements, text_of
from workflows.services.audit_questions import OPTIONS
from workflows.services.brochure import BrochureQuestions
from workflows.services.brochure_sheet import facts_of
from workflows.services.community import published
from workflows.services.rating import UnknownService, audit_draft, keep_sheet, of_service, rate, service_of
from workflows.services.register import Service, register
from workflows.services.search import find, guide, who_answers

LONGEST_SEARCH = 200


def service_routes(base: str) -> list[tuple]:
    """The addresses of the services and of what is said about them."""
    one = rf"{base}services/([a-z_]+)"
    return [(f"{base}services", ServicesHandler), (f"{base}services/audit", AuditHandler), (one, ServiceHandler),
            (rf"{one}/(rate|sheet)", ServiceStepHandler), *announcement_routes(base), *feedback_routes(base),
            *workshop_routes(base), *community_routes(base), *visit_routes(base)]


class ServicesHandler(DoingHandler):
    """`/services?q=&family=`: for everybody, signed in or not."""

    def get(self) -> None:
        shelf, search, family = register(), self.text("q", LONGEST_SEARCH).strip(), self.text("family", 40)
        found = find(search) if search else shelf.of_family(family) if family in shelf.families else tuple(
            shelf.services.values())
        answers = who_answers(search) if search else None
        news = [(one, text_of(one, self.words.language)[0]) for one in announcements(self.site.store)[:3]]
        self.show("services.html.j2", shelf=shelf, found=found, search=search, family=family, answers=answers, guide=guide(),
                  told=published(self.site.store, "site")[:3], news=news)


class ServiceHandler(DoingHandler):
    """`/services/<id>`: what it is for, what it costs, whom to ask; what one thinks of it."""

    def get(self, id: str) -> None:
        self.shown = id
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        try:
            one: Service = service_of(self.shown)
        except UnknownService:
            self.say(404, self.words("save.gone"))
            return
        person = self.who.person
        sheet, mine, many = of_service(self.site.store, one.id, person.id if person else None)
        facts = facts_of(vars(one), self.words, BrochureQuestions().model_dump())
        asked = [said for said in guide() if said.service is one]
        self.show("service.html.j2", one=one, facts=facts, asked=asked, sheet=sheet, mine=mine, many=many, shelf=register(),
                  options=OPTIONS, problem=problem, done=done, rates=self.who.may("keep_drafts"),
                  decides=self.who.may("manage_services"),
                  typed=lambda name, before: self.text(name, 500) if problem else before)


class ServiceStepHandler(ServiceHandler):
    """`POST /services/<id>/rate` and `/sheet`."""

    act = "keep_drafts"

    def get(self, id: str, step: str) -> None:
        self.go(f"services/{id}")

    def post(self, id: str, step: str) -> None:
        self.shown, store, actor, now = id, self.site.store, self.who.person, self.site.clock()
        try:
            service_of(id)
        except UnknownService:
            self.say(404, self.words("save.gone"))
            return
        if step == "rate":
            self.doing(lambda: rate(store, actor, id, self.text("rating", 9), self.text("comment", 2_000), now),
                       f"services/{id}")
        else:
            self.doing(lambda: keep_sheet(store, actor, id, self.text("users", 20), self.text("cost", 20),
                                          self.text("option", 20), self.text("alternatives", 2_000), now), f"services/{id}")


class AuditHandler(DoingHandler):
    """`POST /services/audit`: the page of the audit, on a draft with all that was said so far."""

    act = "manage_services"

    def get(self) -> None:
        self.go("services")

    def post(self) -> None:
        self.go(f"services_audit?draft={audit_draft(self.site.store, self.who.person, self.site.clock())}")
