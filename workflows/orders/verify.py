"""Whether all evidence of orders stands: the journal's chain, what it says of each version, and the documents themselves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.orders.house import House
from workflows.orders.made import fingerprint
from workflows.store import attachments, journal, orders
from workflows.store.attachments import MissingFile
from workflows.store.order_tables import STATES
from workflows.store.orders import OrderRow, Revision

ANSWERS = {"accepted": "order_accepted", "refused": "order_refused"}
"""States that a client's answer leads to, and the event that is its evidence."""

EVIDENCE = ("order_sent", *ANSWERS.values())


@dataclass(frozen=True)
class Verified:
    """`chain`: the first row of the journal that does not fit, None when all do. `broken`: number or id of an order, and
    what is wrong with it, a key below `cli.orders.broken`."""

    chain: int | None
    orders: int
    documents: int
    broken: tuple[tuple[str, str], ...]


def verify(house: House) -> Verified:
    """Look at everything; nothing is changed."""
    documents, broken = 0, []
    with house.store.read() as tx:
        chain, rows = journal.verify(tx), orders.waiting(tx, STATES)
        for row in rows:
            sent = {one.revision: one for one in orders.revisions(tx, row.id)}
            evidence = [entry for entry in journal.of_draft(tx, row.id) if entry.event in EVIDENCE]
            documents += len(sent)
            wrong = (*_files(house, sent.values()), *_evidence(row, sent, evidence))
            broken += [(row.number or row.id, why) for why in wrong]
    return Verified(chain, len(rows), documents, tuple(broken))


def _files(house: House, sent) -> Iterator[str]:
    for one in sent:
        try:
            attachments.read(house.home, one.pdf)
        except MissingFile:
            yield "document"


def _evidence(row: OrderRow, sent: dict[int, Revision], evidence: list[journal.Entry]) -> Iterator[str]:
    """What the journal says against what is kept. Rows of a person who was erased have no payload and say nothing."""
    said = [entry for entry in evidence if entry.payload is not None]
    for entry in said:
        version = sent.get(entry.payload["revision"])
        if version is None or version.pdf != entry.payload["pdf"]:
            yield "version"
        elif entry.event == "order_sent" and entry.payload["content"] != fingerprint(version.content):
            yield "content"
    answers = Counter(entry.payload["revision"] for entry in said if entry.event != "order_sent")
    if any(count > 1 for count in answers.values()):
        yield "answers"
    if row.state in ANSWERS and len(said) == len(evidence) and not any(
            entry.event == ANSWERS[row.state] and entry.payload["revision"] == row.revision for entry in said):
        yield "no_answer"
