"""Orders at a running server: written and sent in its own database, as its pages would, with real documents."""

import os
import subprocess
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import httpx

from tests.accounts import House
from tests.faults.test_server_killed import ATELIER
from tests.office import Office
from tests.servers import free_port, wait_for
from workflows.orders.document import order_pdf
from workflows.store import journal, orders
from workflows.store.engine import open_store

_machines = cycle(range(256))
"""Each client comes from another address, through the proxy that the settings trust."""


class Now(Office):
    """An office whose clock is the server's."""

    def later(self, **by) -> datetime:
        self.now = datetime.now(UTC)
        return self.now


class OrderSite:
    """A server, the people of its house and the office that writes orders into its database."""

    def __init__(self, address: str, house: House):
        self.address, self.people = address, house
        self.office = Now(open_store(house.url), house.home, order_pdf)

    def sent(self, member, **typed) -> str:
        """The id of an order that was just sent; its link is in `office.links`."""
        id = self.office.write(member, uuid4().hex, **typed)
        self.office.send(member, id)
        return id

    def place(self, id: str) -> str:
        """Where the client answers, as an address of this server."""
        return f"{self.address}/order/{self.office.links[id]}"

    def row(self, id: str):
        with self.office.store.read() as tx:
            return orders.order(tx, id)

    def events(self, id: str) -> list:
        """What the journal says of an order, its draft left out."""
        with self.office.store.read() as tx:
            return [entry for entry in journal.entries(tx, draft=id) if entry.event.startswith("order_")]

    def client(self, person=None, **headers) -> httpx.Client:
        """A browser without scripts, of a person or of somebody whom nobody knows."""
        cookies = {"atelier_session": self.people.session(person)} if person else {}
        said = {"Accept-Language": "fr", "X-Forwarded-For": f"10.{next(_machines):d}.0.7", **headers}
        return httpx.Client(base_url=self.address, timeout=20, cookies=cookies, headers=said)


def started(home: Path, log: Path, more: str = "") -> tuple[OrderSite, subprocess.Popen]:
    """A server of its own, whose logs go into a file. `more`: further settings."""
    house, port = House(home), free_port()
    house.store().close()
    (home / "settings.toml").write_text(
        f'[server]\naddress = "http://127.0.0.1:{port}"\ntrusted_proxies = ["127.0.0.1"]\n{more}', encoding="utf-8")
    with log.open("wb") as file:
        process = subprocess.Popen([ATELIER, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=file,
                                   start_new_session=True, env={**os.environ, "ATELIER_HOME": str(home)})
    wait_for(f"http://127.0.0.1:{port}/healthz", process)
    return OrderSite(f"http://127.0.0.1:{port}", house), process
