"""A house where orders are written and answered: its store, a member, an adviser, a client's answers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workflows.law.library import shelf
from workflows.orders import commands
from workflows.orders.answering import Came, Said, answer, show
from workflows.orders.examples import SELLER
from workflows.orders.house import House
from workflows.orders.questions import OrderQuestions
from workflows.people import drafts
from workflows.store import assignments, outbox, people
from workflows.store.engine import Store

NOW = datetime(2026, 2, 20, 9, tzinfo=UTC)
TYPED = {"client_name": "Mobilis", "client_email": "achats@example.org", "client_number": "0202.239.951", "subject": "Affiche",
         "day": "2/3/2026", "lines": [["Conception", "2", "day", "350", "standard", "work"]]}


def plain_document(order, law) -> bytes:
    """A document that is as long as it must be: what stands in it is another test's affair."""
    return f"%PDF {order.number} {order.revision} {order.title}".encode()


@dataclass
class Office:
    """Commands as people give them, an hour after each other."""

    store: Store
    home: Path
    document: object = plain_document
    now: datetime = NOW
    links: dict = field(default_factory=dict)

    def __post_init__(self):
        self.house = House(self.store, self.home, SELLER, shelf(), self.document, "https://atelier.example.org")

    def later(self, **by) -> datetime:
        self.now += timedelta(**(by or {"hours": 1}))
        return self.now

    def person(self, role: str, name: str):
        with self.store.write() as tx:
            return people.add_person(tx, f"{name.split()[0].lower()}@example.org", name, role, "fr", self.now)

    def assign(self, adviser, member):
        with self.store.write() as tx:
            assignments.assign(tx, adviser.id, member.id, "adviser", self.now)

    def write(self, member, id: str = "a" * 32, **typed) -> str:
        """A draft as the page saves it."""
        said = {name: (value, 0) for name, value in {**TYPED, **typed}.items() if value is not None}
        drafts.create(self.store, member, id, said, OrderQuestions, self.later())
        return id

    def send(self, member, id: str):
        """Send an order; its row. The link of the mail is kept in `links`."""
        row = commands.send(self.house, member, id, self.later())
        with self.store.read() as tx:
            body = [mail.body for mail in outbox.about(tx, id) if mail.kind == "order"][-1]
        self.links[id] = body.split("/order/")[1].split()[0]
        return row

    def answer(self, id: str, decision: str = "accept", name: str = "Jeanne Martin", **came):
        """Answer by the link of the newest mail."""
        token = self.links[id]
        shown = show(self.house, token, self.now)
        return answer(self.house, token, shown.nonce, Said(decision, name, True), Came("link", **came), self.later())
