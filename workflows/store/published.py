"""Pages that an administrator reviewed and published, each with the announcement that came before it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from workflows.store.insert import upsert
from workflows.store.text import canonical
from workflows.store.workflow_tables import published_pages as table


@dataclass(frozen=True)
class Published:
    """One page as it was reviewed. `digest`: of what was reviewed; `audience`: who may open it from `active_from` on;
    `announcement`: by language.
    """

    name: str
    digest: str
    audience: str
    announced_on: date
    announcement: Mapping[str, str]
    active_from: date
    at: datetime
    by: str | None
    withdrawn_at: datetime | None


_COLUMNS = [table.c[name] for name in Published.__dataclass_fields__]


def publish(tx: Connection, one: Published) -> None:
    """Keep that a page is published; what stood before under its name is replaced."""
    values = {name: getattr(one, name) for name in Published.__dataclass_fields__ if name != "name"}
    values |= {"announced_on": one.announced_on.isoformat(), "active_from": one.active_from.isoformat(),
               "announcement": canonical(dict(one.announcement))}
    upsert(tx, table, {"name": one.name}, values)


def withdraw(tx: Connection, name: str, now: datetime) -> bool:
    """Let nobody but the author open it any more; whether it was published."""
    done = tx.execute(update(table).where(table.c.name == name, table.c.withdrawn_at.is_(None)).values(withdrawn_at=now))
    return done.rowcount == 1


def published(tx: Connection) -> dict[str, Published]:
    """Every page that is published, by name."""
    return {row.name: Published(*row[:3], date.fromisoformat(row.announced_on), json.loads(row.announcement),
                                date.fromisoformat(row.active_from), *row[6:])
            for row in tx.execute(select(*_COLUMNS).where(table.c.withdrawn_at.is_(None)).order_by(table.c.name))}
