"""How often each page is opened, by day: a name of an address and a number, nothing about anybody. `/counts` shows it."""

import threading
from collections import Counter
from datetime import datetime, timedelta

from tornado.web import RequestHandler

from workflows.server.logs import route_of
from workflows.server.site import SiteHandler
from workflows.store.counting import add_visits, visits
from workflows.store.engine import Store
from workflows.words.formats import legal_day

DAYS = 30
"""How far back the page looks."""

_LEFT_OUT = ("assets", "healthz", "metrics", "api", "save", "front", "*")


class Visits:
    """What was opened since the last time it was written down.

    >>> seen = Visits()
    >>> seen.add("2026-11-26", "/services")
    >>> seen.taken()
    {('2026-11-26', '/services'): 1}
    """

    def __init__(self):
        self._counted, self._lock = Counter(), threading.Lock()

    def add(self, day: str, page: str) -> None:
        """One visit more."""
        with self._lock:
            self._counted[day, page] += 1

    def taken(self) -> dict[tuple[str, str], int]:
        """All of it, and none is left."""
        with self._lock:
            found, self._counted = dict(self._counted), Counter()
        return found

    def write_down(self, store: Store) -> None:
        """Add it to what the database has; what could not be written is counted the next time."""
        if found := self.taken():
            try:
                store.run(lambda tx: add_visits(tx, found))
            except BaseException:
                with self._lock:
                    self._counted.update(found)
                raise


def count_visit(handler: RequestHandler, now: datetime) -> None:
    """Count an answer where a page was opened: by the pattern of its address, so that no id and no search is kept."""
    seen: Visits | None = handler.settings.get("visits")
    if seen is None or handler.request.method != "GET" or handler.get_status() != 200:
        return
    route = route_of(handler)
    if route.strip("/").split("/")[0] not in _LEFT_OUT:
        seen.add(legal_day(now).isoformat(), route)


def visit_routes(base: str) -> list[tuple]:
    """The address of this module."""
    return [(f"{base}counts", CountsHandler)]


class CountsHandler(SiteHandler):
    """`/counts`: pages by how often they were opened in the last days."""

    act = "manage_services"

    def get(self) -> None:
        if seen := self.settings.get("visits"):
            seen.write_down(self.site.store)
        last = legal_day(self.site.clock())
        first = last - timedelta(days=DAYS - 1)
        with self.site.store.read() as tx:
            found = visits(tx, first.isoformat(), last.isoformat())
        pages: Counter = Counter()
        for _, page, many in found:
            pages[page] += many
        self.show("counts.html.j2", pages=sorted(pages.items(), key=lambda one: (-one[1], one[0])), first=first, last=last,
                  days=len({day for day, _, _ in found}))
