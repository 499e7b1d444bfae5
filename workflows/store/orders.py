"""Orders in the database: their state, their revisions, the links that clients answer by, and numbers without gaps."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from workflows.store.insert import counted, upsert
from workflows.store.order_tables import answer_links, counters, order_revisions
from workflows.store.order_tables import orders as table
from workflows.words.typed import folded


@dataclass(frozen=True)
class OrderRow:
    """What a list shows of an order, none of it opened. Money is EUR; `since`: when it came into its state.

    `activity`: the name of the Activity that it is for; a member with one Activity need not name it.
    """

    id: str
    owner: str
    state: str
    since: datetime
    revision: int
    number: str | None
    worker: str
    client: str
    subject: str
    day: date | None
    net: Decimal
    gross: Decimal
    valid_until: date | None
    sent_at: datetime | None
    answered_at: datetime | None
    activity: str = ""


@dataclass(frozen=True)
class Revision:
    """One version that a client was sent. `content`: the whole order as JSON; `pdf`: SHA-256 of its document."""

    order: str
    revision: int
    content: str
    pdf: str
    by: str | None
    sent_at: datetime


@dataclass(frozen=True)
class AnswerLink:
    """What a client's link opens; one that is revoked opens nothing any more. `code_hash`: of the code for the phone."""

    order: str
    revision: int
    created_at: datetime
    expires_at: datetime
    revoked: bool
    code_hash: str


_COLUMNS = tuple(table.c[name] for name in OrderRow.__dataclass_fields__)


def put_order(tx: Connection, row: OrderRow) -> None:
    """Write an order's row, new or changed."""
    said = {name: getattr(row, name) for name in OrderRow.__dataclass_fields__}
    said |= {name: said[name] and said[name].isoformat() for name in ("day", "valid_until")}
    said |= {name: str(said[name]) for name in ("net", "gross")}
    sought = " ".join(part for part in (row.worker, row.client, row.subject, row.number, row.activity) if part)
    upsert(tx, table, {"id": said.pop("id")}, {**said, "sought": folded(sought)})


def order(tx: Connection, id: str, locked: bool = False) -> OrderRow | None:
    """The order of an id; `locked`: nobody else changes it until this transaction ends."""
    query = select(*_COLUMNS).where(table.c.id == id)
    row = tx.execute(query.with_for_update() if locked else query).first()
    return row and _row(row)


def some(tx: Connection, ids: Collection[str]) -> dict[str, OrderRow]:
    """The orders of some ids, by id."""
    return {row.id: _row(row) for row in tx.execute(select(*_COLUMNS).where(table.c.id.in_(ids)))}


def orders(tx: Connection, owners: Collection[str], states: Collection[str] = (), search: str = "",
           limit: int = 500) -> list[OrderRow]:
    """Orders of some people, the longest in their state first. `search`: words of worker, client, subject or number."""
    query = select(*_COLUMNS).where(table.c.owner.in_(owners)).order_by(table.c.since, table.c.id).limit(limit)
    if states:
        query = query.where(table.c.state.in_(states))
    for word in folded(search).split():
        query = query.where(table.c.sought.contains(word, autoescape=True))
    return [_row(row) for row in tx.execute(query)]


def everybodys(tx: Connection, states: Iterable[str], search: str = "") -> Iterator[OrderRow]:
    """All orders in some states that have every word of `search`, by number: for who runs the installation."""
    query = select(*_COLUMNS).where(table.c.state.in_(states)).order_by(table.c.number, table.c.id)
    for word in folded(search).split():
        query = query.where(table.c.sought.contains(word, autoescape=True))
    return map(_row, tx.execute(query))


def move(tx: Connection, row: OrderRow, to: str, now: datetime, **changed) -> OrderRow:
    """An order in another state since now."""
    moved = replace(row, state=to, since=now, **changed)
    put_order(tx, moved)
    return moved


def waiting(tx: Connection, states: Iterable[str]) -> list[OrderRow]:
    """All orders in some states, of everybody: for what happens by itself."""
    return [_row(row) for row in tx.execute(select(*_COLUMNS).where(table.c.state.in_(states)).order_by(table.c.id))]


def owners(tx: Connection, state: str) -> list[str]:
    """Who has an order in a state."""
    return list(tx.execute(select(table.c.owner).where(table.c.state == state).distinct().order_by(table.c.owner)).scalars())


def next_number(tx: Connection, series: str) -> int:
    """The next number of a series. It belongs to this transaction: rolled back, it is given again."""
    return counted(tx, counters, {"series": series}, "last")


def taken(tx: Connection, number: str) -> bool:
    """Whether an order has this number."""
    return tx.execute(select(table.c.id).where(table.c.number == number)).first() is not None


def add_revision(tx: Connection, made: Revision) -> None:
    """Keep a version as it was sent."""
    tx.execute(insert(order_revisions).values({name: getattr(made, name) for name in Revision.__dataclass_fields__}))


def revision(tx: Connection, order_id: str, number: int) -> Revision | None:
    """A version of an order."""
    columns = [order_revisions.c[name] for name in Revision.__dataclass_fields__]
    row = tx.execute(select(*columns).where(order_revisions.c.order == order_id,
                                            order_revisions.c.revision == number)).first()
    return row and Revision(*row)


def revisions(tx: Connection, order_id: str) -> list[Revision]:
    """All versions of an order that were sent, oldest first."""
    columns = [order_revisions.c[name] for name in Revision.__dataclass_fields__]
    found = tx.execute(select(*columns).where(order_revisions.c.order == order_id).order_by(order_revisions.c.revision))
    return [Revision(*row) for row in found]


def add_link(tx: Connection, token_hash: str, link: AnswerLink) -> None:
    """Keep what a secret opens; the secret itself is kept nowhere."""
    tx.execute(insert(answer_links).values(token_hash=token_hash, **{
        name: getattr(link, name) for name in AnswerLink.__dataclass_fields__}))


def link(tx: Connection, token_hash: str) -> AnswerLink | None:
    """What the secret with this digest opens."""
    columns = [answer_links.c[name] for name in AnswerLink.__dataclass_fields__]
    row = tx.execute(select(*columns).where(answer_links.c.token_hash == token_hash)).first()
    return row and AnswerLink(*row)


def standing_link(tx: Connection, order_id: str) -> AnswerLink | None:
    """The link of an order that is not revoked."""
    columns = [answer_links.c[name] for name in AnswerLink.__dataclass_fields__]
    row = tx.execute(select(*columns).where(answer_links.c.order == order_id, answer_links.c.revoked.is_(False))).first()
    return row and AnswerLink(*row)


def revoke_links(tx: Connection, order_id: str) -> int:
    """Let no link of an order open anything any more; how many were alive."""
    done = tx.execute(update(answer_links).where(answer_links.c.order == order_id, answer_links.c.revoked.is_(False))
                      .values(revoked=True))
    return done.rowcount


def _row(row) -> OrderRow:
    said = row._asdict()
    said |= {name: said[name] and date.fromisoformat(said[name]) for name in ("day", "valid_until")}
    said |= {name: Decimal(said[name]) for name in ("net", "gross")}
    return OrderRow(**said)
