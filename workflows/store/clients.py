"""Clients that somebody sent an order to: their details as they were typed last, to fill the next order."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from workflows.store.order_tables import clients as table
from workflows.store.text import canonical, fresh_id


@dataclass(frozen=True)
class KnownClient:
    """One client of one person. `number`: ten digits or ""; `said`: field of the order's page to what was typed."""

    name: str
    number: str
    email: str
    said: dict[str, Any]
    changed_at: datetime


def remember(tx: Connection, owner: str, name: str, number: str, email: str, said: dict[str, Any], now: datetime) -> None:
    """Keep what is known of a client, in place of what was: the one with this number, or without a number this name."""
    same = table.c.number == number if number else table.c.name == name
    row = {"name": name, "number": number, "email": email, "content": canonical(said), "changed_at": now}
    done = tx.execute(update(table).where(table.c.owner == owner, same).values(**row))
    if not done.rowcount:
        tx.execute(insert(table).values(id=fresh_id(), owner=owner, **row))


def known_clients(tx: Connection, owner: str, limit: int = 2_000) -> list[KnownClient]:
    """A person's clients, the last used first."""
    columns = [table.c[name] for name in ("name", "number", "email", "content", "changed_at")]
    found = tx.execute(select(*columns).where(table.c.owner == owner).order_by(table.c.changed_at.desc()).limit(limit))
    return [KnownClient(row.name, row.number, row.email, json.loads(row.content), row.changed_at) for row in found]
