"""`/healthz`: whether this server should get people, one word for each thing that was looked at."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from tornado.web import RequestHandler

SECONDS, LAG = 2.0, 5.0
"""How long one look may take, and how late the event loop may be."""

Check = Callable[[], bool | Awaitable[bool]]


class Health:
    """The things to look at, by name. A room adds its own: `health.add("database", look)`."""

    def __init__(self):
        self._checks: dict[str, Check] = {"loop": lambda: self.lag < LAG}
        self.lag = 0.0

    def add(self, name: str, check: Check) -> None:
        """One more thing to look at; True or an awaitable of True is well."""
        self._checks[name] = check

    async def look(self) -> dict[str, bool]:
        """Every check; one that fails, raises or takes too long is not well."""
        found = await asyncio.gather(*map(_looked, self._checks.values()))
        return dict(zip(self._checks, found))

    async def watch(self, every: float = 1.0) -> None:
        """Measures how late the event loop is, until it ends."""
        while True:
            due = time.monotonic() + every
            await asyncio.sleep(every)
            self.lag = time.monotonic() - due


class HealthHandler(RequestHandler):
    """`/healthz`: 200 when all is well, else 503. It says names of checks and nothing about them."""

    async def get(self) -> None:
        found = await self.settings["health"].look()
        self.set_status(200 if all(found.values()) else 503)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({name: "ok" if well else "failed" for name, well in found.items()}))

    async def head(self) -> None:
        await self.get()


async def _looked(check: Check) -> bool:
    try:
        found = check()
        return bool(await asyncio.wait_for(found, SECONDS) if isinstance(found, Awaitable) else found)
    except Exception:  # whatever a check stumbles over: it is not well
        return False
