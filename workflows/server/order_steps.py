"""`/orders/<id>/<step>`: what a member or an adviser does with an order, by a button; a page that is stale does nothing."""

from urllib.parse import parse_qsl, urlencode

from workflows.orders import commands
from workflows.orders.commands import NotComplete, NotNow, repeat
from workflows.pages.registry import PAGES
from workflows.people.drafts import NotYours
from workflows.server.order import OneOrderHandler
from workflows.server.saves import ID

LONGEST_NOTE = 2_000

BY_HAND = {"ask_review": commands.ask_review, "give_back": commands.give_back, "send": commands.send,
           "withdraw": commands.withdraw, "revise": commands.revise}
"""The steps that have a button, by name."""


def step_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(rf"{base}orders/({ID})/({'|'.join(BY_HAND)})", StepHandler), (rf"{base}orders/({ID})/repeat", RepeatHandler)]


class StepHandler(OneOrderHandler):
    """`state` and `revision`: as the page showed them; `back`: the query of the list, where the button stood there."""

    def post(self, id: str, step: str) -> None:
        revision, note = self.text("revision", 9), {"note": self.text("note", LONGEST_NOTE)} if step == "give_back" else {}
        looked = (self.text("state", 20), int(revision) if revision.isdecimal() else -1)
        try:
            BY_HAND[step](self.site.house, self.who.person, id, self.site.clock(), looked=looked, **note)
        except NotYours:
            return self.say(404, self.words("save.gone"))
        except NotComplete:
            self.set_status(422)
            return self.form(id, problem=self.words("orders.incomplete"))
        except NotNow as stale:
            self.set_status(409)
            return self.form(id, problem=self.words(stale.key, **stale.values))
        if step == "revise" and "purchase_order" in PAGES:
            return self.go(f"purchase_order?draft={id}")
        if self.get_body_argument("back", None) is not None:
            return self.go(back_to(self.text("back", 2_000), step))
        return self.go(f"orders/{id}?did={step}")


class RepeatHandler(OneOrderHandler):
    """A new draft with the answers of an order, opened to be finished."""

    def post(self, id: str) -> None:
        try:
            made = repeat(self.site.house, self.who.person, id, self.site.clock())
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        self.go(f"purchase_order?draft={made}" if "purchase_order" in PAGES else f"orders/{made}")


def back_to(query: str, did: str) -> str:
    """The list as it was when a button in it was pressed, told what was done; whatever else the query says is left out.

    >>> back_to("q=affiche&state=sent&next=//evil.example", "send")
    'orders?q=affiche&state=sent&did=send'
    """
    kept = [(name, value) for name, value in parse_qsl(query[:2_000]) if name in ("q", "state", "page")]
    return f"orders?{urlencode([*kept, ('did', did)])}"
