"""What waits for somebody: what the home page shows first, for each role."""

from dataclasses import dataclass
from datetime import datetime

from workflows.expenses.listing import approving, mine
from workflows.orders.listing import WRITTEN, listing
from workflows.people.roles import ADVISER, MEMBER
from workflows.server.who import Who
from workflows.store import coaching
from workflows.words.formats import legal_day

OWN_LISTS = ("purchase_order", "expense_note")
"""Pages whose drafts stand in a list of their own, under the name of client and subject."""


@dataclass(frozen=True)
class Waiting:
    """So many things of a kind that wait, and the address where they are done."""

    kind: str
    count: int
    place: str


def waiting_for(site, asking: Who, now: datetime) -> tuple[Waiting, ...]:
    """What waits for who asks, the most pressing first; nothing for guests and for who keeps accounts only."""
    if not asking.may("keep_drafts"):
        return ()
    person, books = asking.person, site.books
    found = []
    if asking.role in (MEMBER, ADVISER):
        orders = listing(site.house, person, now)
        for name in ("address", "review"):
            count = sum(1 for one in orders.rows if one.next == name and one.who == one.by)
            found.append(Waiting(name, count, f"orders?state={'to_review' if name == 'review' else 'sent'}"))
    if asking.may("approve_expenses"):
        found.append(Waiting("approve", approving(books, person, now, ("submitted",)).total, "expenses?who=others"))
    if asking.role == MEMBER:
        written = sum(orders.counts.get(state, 0) for state in WRITTEN if state != "to_review")
        returned = mine(books, person, ("returned",)).total
        with site.store.read() as tx:
            due = [one for one in coaching.actions(tx, person.id) if one.state == "open" and one.due <= legal_day(now)]
        found += [Waiting("finish", written, "orders?state=draft&state=revised"),
                  Waiting("returned", returned, "expenses?who=me&state=returned"),
                  Waiting("action", len(due), f"coaching/{person.id}")]
    return tuple(one for one in found if one.count)
