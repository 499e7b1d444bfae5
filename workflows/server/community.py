"""`/discounts` and `/testimonials`: what members bring."""

from datetime import date

from workflows.server.doing import DoingHandler
from workflows.services import community
from workflows.words.formats import legal_day

ID = r"([0-9a-f]{32})"


def community_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}discounts", DiscountsHandler), (rf"{base}discounts/{ID}/confirm", ConfirmHandler),
            (f"{base}testimonials", TestimonialsHandler), (rf"{base}testimonials/{ID}/withdraw", WithdrawHandler)]


class DiscountsHandler(DoingHandler):
    """The list, the one that was confirmed last first; a form for a new one."""

    act = "keep_drafts"

    def get(self) -> None:
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        """The page."""
        self.show("discounts.html.j2", found=community.discounts(self.site.store), problem=problem, done=done,
                  today=legal_day(self.site.clock()), day_of=date.fromisoformat,
                  typed=lambda name, before="": self.text(name, 2_000) if problem else before)

    def post(self) -> None:
        self.doing(lambda: community.register_discount(
            self.site.store, self.who.person, self.text("shop"), self.text("percent", 12), self.day("day"),
            self.text("proof", 2_000), self.site.clock()), "discounts")


class ConfirmHandler(DiscountsHandler):
    """`POST /discounts/<id>/confirm`."""

    def get(self, id: str) -> None:
        self.go("discounts")

    def post(self, id: str) -> None:
        self.doing(lambda: community.confirm_discount(self.site.store, self.who.person, id, self.site.clock()), "discounts")


class TestimonialsHandler(DoingHandler):
    """What is public on the site, and one's own with where it may be used."""

    act = "keep_drafts"

    def get(self) -> None:
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        """The page."""
        store = self.site.store
        self.show("testimonials.html.j2", shown=community.published(store, "site"),
                  own=community.own(store, self.who.person),
                  scopes=community.SCOPES, problem=problem, done=done,
                  typed=lambda name, before="": self.text(name, 2_000) if problem else before)

    def post(self) -> None:
        self.doing(lambda: community.tell(
            self.site.store, self.who.person, self.text("author"), self.text("text", community.LONGEST),
            tuple(self.get_arguments("scope")), bool(self.text("consents")), self.site.clock()), "testimonials")


class WithdrawHandler(TestimonialsHandler):
    """`POST /testimonials/<id>/withdraw`."""

    def get(self, id: str) -> None:
        self.go("testimonials")

    def post(self, id: str) -> None:
        self.doing(lambda: community.withdraw(self.site.store, self.who.person, id, self.site.clock()), "testimonials")
