"""A page is opened: who it is for, whether there is room, and whose its kernel is."""

import time
from contextvars import ContextVar
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from workflows.server.home import site_page
from workflows.server.logs import event
from workflows.server.metrics import KERNELS, PAGES, REFUSED, START_SECONDS
from workflows.server.owners import Owners
from workflows.server.rates import seconds_to_wait
from workflows.server.safety import ClosedCookies
from workflows.server.who import Who, welcome

WAITS = {"all": ("serving.waiting.all", 15), "person": ("serving.waiting.person", 20),
         "stopping": ("serving.waiting.stopping", 5)}
"""What a page may wait for: the sentence, and after how many seconds it asks again."""

_opening: ContextVar["_Place"] = ContextVar("opening")


def person_opening() -> Who:
    """For whom a page is being opened right now."""
    return _opening.get().person


class OwnedKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, each with its owner from the start to the end."""

    @property
    def owners(self) -> Owners:
        """Of the server that has these kernels."""
        return self.parent.owners

    async def start_kernel(self, **more: Any) -> str:
        """A kernel for the person whose page is being opened; nothing else starts one."""
        place = _opening.get()
        kernel_id = await super().start_kernel(**more)
        self.owners.claim(kernel_id, place.person)
        place.give_back()
        KERNELS.set(len(self.owners))
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:
        """The kernel has ended, in whatever way."""
        self.owners.forget(kernel_id)
        KERNELS.set(len(self.owners))
        return super().remove_kernel(kernel_id)


class OpenedPage(ClosedCookies):
    """For a page's handler: its kernel is started only when there is room, and belongs to who opened it."""

    async def get(self, path: str | None = None) -> None:
        """The page, or a sentence that says what it waits for."""
        person, owners, started = welcome(self), self.settings["owners"], time.monotonic()
        if wait := seconds_to_wait(self, "page"):
            return self._wait("serving.waiting.often", wait, 429)
        if why := await self._no_room(person):
            REFUSED.labels(f"room_{why}").inc()
            event("no_room", reason=why)
            return self._wait(*WAITS[why], 503)
        PAGES.labels(self.request.path.rpartition("/")[2]).inc()
        place = _Place(owners, person)
        before = _opening.set(place)
        try:
            await super().get(path)
        finally:
            _opening.reset(before)
            place.give_back()
        START_SECONDS.observe(time.monotonic() - started)

    def _wait(self, sentence, seconds, status):
        self.set_status(status)
        self.set_header("Retry-After", str(seconds))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(site_page(self, "waiting.html.j2", sentence=sentence, seconds=seconds))

    async def _no_room(self, person):
        """Why there is none; a page of theirs that was closed makes room first, for the whole server anybody's."""
        owners, kernels = self.settings["owners"], self.settings["kernel_manager"]
        if self.settings["stopping"].asked:
            return "stopping"
        while why := owners.full(person):
            left = owners.spare(person if why == "person" else None)
            if left is None:
                return why
            owners.forget(left)
            event("made_room", kernel=left[:8], reason=why)
            if left in kernels:
                await ensure_async(kernels.shutdown_kernel(left, now=True))
        return ""


class _Place:
    """A place for a kernel that is being started: held until the kernel is there, or will not come."""

    def __init__(self, owners: Owners, person: Who):
        self.person, self._owners, self._held = person, owners, True
        owners.reserve(person)

    def give_back(self):
        """Once; a second time changes nothing."""
        if self._held:
            self._held = False
            self._owners.release(self.person)
