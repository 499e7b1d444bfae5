"""What a server does by itself beside answering: letters leave, deleted drafts are forgotten when their time is over."""

import asyncio
from datetime import timedelta

from workflows.people.drafts import KEPT_DAYS
from workflows.post.mail import deliver
from workflows.server.context import Site
from workflows.server.logs import event
from workflows.settings import home_folder
from workflows.store.drafts import purge_deleted

EVERY, PURGE_EVERY = 2.0, 3600.0
"""Seconds between two looks at the outbox, and at what was deleted."""


class Upkeep:
    """The work beside one server. With several servers on one database each may do it: a row is taken by one only."""

    def __init__(self, site: Site):
        self._site = site

    async def run(self) -> None:
        """Until it is cancelled. What fails is logged, and tried again at the next round."""
        since = PURGE_EVERY
        while True:
            await self._tried("mail", self._mail)
            if since >= PURGE_EVERY:
                since = 0.0
                await self._tried("purge", self._purge)
            await asyncio.sleep(EVERY)
            since += EVERY

    async def _tried(self, what, work):
        try:
            await asyncio.to_thread(work)
        except Exception as error:  # whatever it is: the server goes on, and so does the rest of the upkeep
            event("upkeep_failed", what=what, error=type(error).__name__)

    def _mail(self):
        deliver(self._site.store, self._site.installation.mail, home_folder(), self._site.clock())

    def _purge(self):
        with self._site.store.write() as tx:
            purge_deleted(tx, self._site.clock() - timedelta(days=KEPT_DAYS))
