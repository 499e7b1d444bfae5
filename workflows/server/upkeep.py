"""What a server does beside answering: letters leave, orders are reminded of or expire, what was deleted is forgotten."""

import asyncio
from datetime import timedelta

from workflows.orders.calendar import remind
from workflows.orders.clock import tick
from workflows.orders.overdue import warn
from workflows.people.drafts import KEPT_DAYS
from workflows.post.mail import deliver
from workflows.server.context import Site
from workflows.server.logs import event
from workflows.server.visits import Visits
from workflows.settings import home_folder
from workflows.store.drafts import purge_deleted

EVERY, TICK_EVERY, PURGE_EVERY = 2.0, 60.0, 3600.0
"""Seconds between two looks at the outbox, at orders that wait, and at what was deleted."""


class Upkeep:
    """The work beside one server. With several servers on one database each may do it: a row is taken by one only."""

    def __init__(self, site: Site, visits: Visits | None = None):
        self._site, self._visits = site, visits or Visits()

    async def run(self) -> None:
        """Until it is cancelled. What fails is logged, and tried again at the next round."""
        rest = {"mail": (EVERY, self._mail), "orders": (TICK_EVERY, self._orders), "purge": (PURGE_EVERY, self._purge),
                "visits": (TICK_EVERY, self._count)}
        since = {what: every for what, (every, _) in rest.items()}
        while True:
            for what, (every, work) in rest.items():
                if since[what] >= every:
                    since[what] = 0.0
                    await self._tried(what, work)
                since[what] += EVERY
            await asyncio.sleep(EVERY)

    async def _tried(self, what, work):
        try:
            await asyncio.to_thread(work)
        except Exception as error:  # whatever it is: the server goes on, and so does the rest of the upkeep
            event("upkeep_failed", what=what, error=type(error).__name__)

    def _mail(self):
        deliver(self._site.store, self._site.installation.mail, home_folder(), self._site.clock())

    def _orders(self):
        house, now = self._site.house, self._site.clock()
        tick(house, now)
        remind(house, now)
        warn(house, now)

    def _count(self):
        self._visits.write_down(self._site.store)

    def _purge(self):
        with self._site.store.write() as tx:
            purge_deleted(tx, self._site.clock() - timedelta(days=KEPT_DAYS))
