"""The welcome of somebody who is named on an order for the first time, and the note that they were informed."""

from workflows.orders.welcome import inform, welcome
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.report.sheet_pdf import sheet_pdf
from workflows.server.site import SiteHandler
from workflows.words.formats import legal_day


def welcome_routes(one: str) -> list[tuple]:
    """The addresses below that of one order."""
    return [(f"{one}/welcome", WelcomeHandler), (f"{one}/informed", InformedHandler)]


class WelcomeHandler(SiteHandler):
    """`/orders/<id>/welcome?name=`: the page for one person, as a PDF."""

    act = "keep_drafts"

    def get(self, id: str) -> None:
        now, house = self.site.clock(), self.site.house
        try:
            with house.store.read() as tx:
                see(tx, self.who.person, id, now)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        sheet = welcome(self.text("name", 120), legal_day(now), self.words)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", 'attachment; filename="welcome.pdf"')
        self.finish(sheet_pdf(sheet, self.words, legal_day(now), house.address))


class InformedHandler(SiteHandler):
    """`POST /orders/<id>/informed`."""

    act = "keep_drafts"

    def post(self, id: str) -> None:
        try:
            inform(self.site.house, self.who.person, id, self.text("name", 120), self.site.clock())
        except NotYours:
            self.say(404, self.words("save.gone"))
        except Refusal as refused:
            self.say(422, self.words(refused.key))
        else:
            self.go(f"orders/{id}")
