"""The client's answer: exactly one for each version that was sent, with its evidence, over whichever channel it came."""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workflows.orders.house import House
from workflows.orders.letters import answered_letters
from workflows.orders.made import from_json
from workflows.orders.order import Order
from workflows.orders.states import OPEN
from workflows.orders.vat import TREATMENTS
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.people.roles import may
from workflows.people.tokens import digest
from workflows.store import attachments, orders
from workflows.store.journal import append
from workflows.store.orders import OrderRow, Revision
from workflows.store.people import Person

LONGEST_NAME, LONGEST_REASON = 120, 2_000

CHANNELS = ("link", "code", "paper", "session")
"""By the link; by a code said on the phone; on paper, with a photo; said beside the adviser."""


class NoLink(Refusal):
    """Nothing to answer behind this link. `status`: 404 unknown, 409 the order changed, 410 too late or taken back.

    `language`: the client's, where the link was one once.
    """

    def __init__(self, status: int, key: str, language: str = ""):
        super().__init__(key)
        self.status, self.language = status, language


class NotAnswered(Refusal):
    """The answer lacks something; nothing was decided. `field` says what."""

    def __init__(self, field: str, key: str):
        super().__init__(key)
        self.field = field


@dataclass(frozen=True)
class Shown:
    """What a client sees behind a link. `nonce`: belongs to this version alone; `pdf`: SHA-256 of its document."""

    row: OrderRow
    order: Order
    revision: int
    pdf: str
    nonce: str


@dataclass(frozen=True)
class Said:
    """What a client answers. `name`: who decides; `may_decide`: the tick that says so; `reason`: of a refusal, or "".

    `attests`: what the document asks a client to declare about a home is true; an acceptance at that rate needs it.
    """

    decision: Literal["accept", "refuse"]
    name: str
    may_decide: bool
    function: str = ""
    reason: str = ""
    attests: bool = False


@dataclass(frozen=True)
class Came:
    """How an answer came: over which channel, from which address, with which browser, entered by whom, from which photo.

    `language`: of the page that was read, where it was not the order's own.
    """

    channel: str
    address: str = ""
    agent: str = ""
    by: str | None = None
    photo: str = ""
    language: str = ""


def code_of(token: str) -> str:
    """Eight digits that stand in the same mail as the link, to be said on the phone where a link cannot be opened.

    >>> len(code_of("a")), code_of("a") == code_of("a")
    (8, True)
    """
    return f"{int(digest(f'code:{token}'), 16) % 10**8:08d}"


def show(house: House, token: str, now: datetime) -> Shown:
    """What stands behind a link; this changes nothing, whoever opens it. NoLink says why there is nothing."""
    with house.store.read() as tx:
        return _shown(tx, token, now)


def look(house: House, token: str, came: Came, now: datetime) -> bytes:
    """The document, for somebody who asked for it by a button: from then on the order is seen."""
    return attachments.read(house.home, seen(house, token, came, now).pdf)


def seen(house: House, token: str, came: Came, now: datetime) -> Shown:
    """What stands behind a link, for somebody who did more than open it: from then on the order is seen."""
    def work(tx):
        shown = _shown(tx, token, now)
        _seen(tx, shown, came, now)
        return shown

    return house.store.run(work)


def answer(house: House, token: str, nonce: str, said: Said, came: Came, now: datetime) -> OrderRow:
    """Decide, once. NotAnswered: name or tick are missing; NoLink: another version, too late, or answered already."""
    def work(tx):
        shown = _shown(tx, token, now, locked=True)
        if not hmac.compare_digest(nonce.encode(), shown.nonce.encode()):
            raise NoLink(409, "answer.changed", shown.order.language)
        return _decide(tx, shown.row, shown.order, shown.pdf, said, came, now)

    return house.store.run(work)


def answer_for(house: House, actor: Person, id: str, revision: int, said: Said, came: Came, now: datetime,
               code: str = "") -> OrderRow:
    """An answer that the adviser enters: by the code on the phone, from paper, or beside the client."""
    def work(tx):
        if not may(actor.role, "see_members") or see(tx, actor, id, now).owner == actor.id:
            raise NotYours(id)
        row, link = orders.order(tx, id, locked=True), orders.standing_link(tx, id)
        if row is None or link is None or revision != row.revision or row.state == "revised":
            raise NoLink(409, "answer.changed")
        if came.channel == "code" and not hmac.compare_digest(digest(f"{id}:{code.strip()}"), link.code_hash):
            raise NotAnswered("code", "answer.error.code")
        if came.channel == "paper" and not came.photo:
            raise NotAnswered("photo", "answer.error.photo")
        sent = orders.revision(tx, id, revision)
        return _decide(tx, row, from_json(sent.content), sent.pdf, said, came, now)

    return house.store.run(work)


def _shown(tx, token: str, now: datetime, locked: bool = False) -> Shown:
    link = orders.link(tx, digest(token))
    if link is None:
        raise NoLink(404, "answer.unknown")
    row = orders.order(tx, link.order, locked)
    sent: Revision = orders.revision(tx, link.order, link.revision)
    order = from_json(sent.content)
    if row.revision != link.revision or row.state == "revised":
        raise NoLink(409, "answer.changed", order.language)
    if row.state == "withdrawn":
        raise NoLink(410, "answer.withdrawn", order.language)
    if row.state == "expired" or (row.state in OPEN and now >= link.expires_at):
        raise NoLink(410, "answer.expired", order.language)
    return Shown(row, order, link.revision, sent.pdf, _nonce(token, link.revision, sent.pdf))


def _nonce(token: str, revision: int, pdf: str) -> str:
    return hmac.new(token.encode("utf-8", "surrogatepass"), f"{revision}:{pdf}".encode(), hashlib.sha256).hexdigest()


def _seen(tx, shown: Shown, came: Came, now: datetime) -> None:
    row = orders.order(tx, shown.row.id, locked=True)
    if row.state == "sent":
        orders.move(tx, row, "seen", now)
        append(tx, now, None, row.owner, "order_seen", row.id, payload={
            "revision": row.revision, "pdf": shown.pdf, "address": came.address, "agent": came.agent[:400]})


def _decide(tx, row: OrderRow, order: Order, pdf: str, said: Said, came: Came, now: datetime) -> OrderRow:
    if row.state not in OPEN:
        raise NoLink(409, f"answer.already_{row.state}" if row.state in ("accepted", "refused") else "answer.changed",
                     order.language)
    name = " ".join(_plain(said.name).split())[:LONGEST_NAME]
    if not name:
        raise NotAnswered("name", "answer.error.name")
    if not said.may_decide:
        raise NotAnswered("may_decide", "answer.error.may_decide")
    attests = needs_attestation(order)
    if said.decision == "accept" and attests and not said.attests:
        raise NotAnswered("attests", "answer.error.attests")
    reason = _plain(said.reason).strip()[:LONGEST_REASON]
    state = {"accept": "accepted", "refuse": "refused"}[said.decision]
    moved = orders.move(tx, row, state, now, answered_at=now)
    append(tx, now, came.by, row.owner, f"order_{state}", row.id, payload={
        "revision": row.revision, "number": row.number, "pdf": pdf, "name": name,
        "function": " ".join(_plain(said.function).split())[:LONGEST_NAME], "reason": reason, "may_decide": True,
        "attests": said.attests if attests else None, "channel": came.channel, "photo": came.photo,
        "address": came.address, "agent": came.agent[:400], "language": came.language or order.language})
    answered_letters(tx, moved, order, pdf, name, reason, now)
    return moved


def needs_attestation(order: Order) -> bool:
    """Whether a rate of the order holds only if its client declares something about the home."""
    return any(TREATMENTS[line.vat].needs_attestation for line in order.lines)


def _plain(text: str) -> str:
    """Without signs that no keyboard types and that make a text read otherwise than it is: control, turns of direction."""
    return "".join(sign for sign in text if sign in "\n\t" or not (
        unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
