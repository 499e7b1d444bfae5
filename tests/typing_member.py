"""A member who types as the page's script does: what is not acknowledged is sent again, what is acknowledged is noted."""

import time
from typing import Any

import httpx

from tests.accounts import House
from workflows.simulation.questions import SimulationQuestions as Q
from workflows.store.people import Person


class TypingMember:
    """One draft of one person over HTTP. `acknowledged`: field to what the server said it keeps; `since`: field to all that was
    typed after that, each of which the server may have kept without its answer reaching us."""

    def __init__(self, address: str, house: House, person: Person, draft: str):
        self.address, self.draft, self.made = address, draft, False
        self.pending: dict[str, Any] = {}
        self.acknowledged: dict[str, Any] = {}
        self.since: dict[str, list[Any]] = {}
        self.client = httpx.Client(base_url=address, timeout=5, cookies={"atelier_session": house.session(person)})

    def type(self, **fields: Any) -> bool:
        """Type into some fields and try to have them kept; whether the server said so."""
        self.pending |= fields
        for name, value in fields.items():
            self.since.setdefault(name, []).append(value)
        return self.send()

    def send(self) -> bool:
        """Send what was not acknowledged yet."""
        sent = dict(self.pending)
        try:
            if "_xsrf" not in self.client.cookies:
                self.client.get("/account").raise_for_status()
            answer = self.client.post("/save", headers={"X-XSRFToken": self.client.cookies["_xsrf"]}, json={
                "page": Q.page, "version": Q.version, "draft": self.draft, "made": self.made,
                "fields": {name: [value, 0] for name, value in sent.items()}})
        except httpx.HTTPError:
            return False
        if answer.status_code != 200:
            return False
        self.made = True
        self.acknowledged |= sent
        for name in sent:
            self.since[name] = []
        self.pending = {name: value for name, value in self.pending.items() if sent.get(name) != value}
        return True

    def lost(self, kept: dict[str, Any]) -> list[str]:
        """The acknowledged fields of which neither the acknowledged value nor one typed later is kept."""
        return [name for name, value in self.acknowledged.items() if kept.get(name) not in (value, *self.since[name])]

    def until_kept(self, seconds: float = 60) -> None:
        """Send again until the server has everything."""
        until = time.monotonic() + seconds
        while self.pending and not self.send():
            assert time.monotonic() < until, "the server does not keep anything any more"
            time.sleep(0.1)
