"""`/orders`: every order that somebody may see, found without opening any."""

from collections.abc import Iterable
from urllib.parse import urlencode

from workflows.orders.listing import listing
from workflows.pages.registry import PAGES
from workflows.server.order import order_page_routes
from workflows.server.order_answers import adviser_routes
from workflows.server.order_said import DONE, since, who_must
from workflows.server.order_steps import step_routes
from workflows.server.site import SiteHandler
from workflows.store.order_tables import STATES

LONGEST_SEARCH = 200


def order_routes(base: str) -> list[tuple]:
    """The addresses of orders."""
    return [(f"{base}orders", OrdersHandler), *adviser_routes(base), *step_routes(base), *order_page_routes(base)]


class OrdersHandler(SiteHandler):
    """`/orders`: `state` (several), `q` and `page` choose; `did` says what was just done, with which order."""

    act = "keep_drafts"

    def get(self) -> None:
        now, search, page = self.site.clock(), self.text("q", LONGEST_SEARCH).strip(), self.text("page", 6)
        states = tuple(state for state in STATES if state in self.get_arguments("state"))
        found = listing(self.site.house, self.who.person, now, states, search, int(page) if page.isdecimal() else 1)
        did = self.text("did", 20)
        self.show("orders.html.j2", found=found, states=states, search=search, names=STATES,
                  advises=self.who.may("see_members"), done=self.words(f"orders.done.{did}") if did in DONE else "",
                  chip=lambda state: chosen(states, state, search), back=turned(states, search, found.page),
                  turned=lambda number, kept=states: turned(kept, search, number),
                  since=lambda at: since(at, now, self.words), who_must=lambda one: who_must(one, self.words),
                  new="purchase_order" in PAGES)


def chosen(states: tuple[str, ...], state: str, search: str) -> str:
    """The query of the list with a state added, or taken away where it was chosen.

    >>> chosen(("sent",), "seen", "a b"), chosen(("sent",), "sent", "")
    ('q=a+b&state=sent&state=seen', '')
    """
    kept = [name for name in states if name != state] + ([] if state in states else [state])
    return _query(search, kept, 1)


def turned(states: Iterable[str], search: str, page: int) -> str:
    """The query of a page of the list."""
    return _query(search, states, page)


def _query(search: str, states: Iterable[str], page: int) -> str:
    return urlencode([*([("q", search)] if search else []), *(("state", name) for name in states),
                      *([("page", page)] if page > 1 else [])])
