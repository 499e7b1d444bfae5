"""What the rooms of the services keep: one frozen row for each table, written whole, read in order."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from workflows.store import service_tables as tables
from workflows.store.insert import upsert


@dataclass(frozen=True)
class Announcement:
    """A change that is told before it happens. `content`: title and text by language, as JSON; `active_on`: an ISO day."""

    id: str
    subject: str
    version: str
    content: str
    active_on: str
    created_at: datetime
    published_at: datetime | None
    activated_at: datetime | None
    by: str


@dataclass(frozen=True)
class Message:
    """What somebody said to the cooperative. `attachment`: SHA-256 of a file; `theme`: a family of services, or other."""

    id: str
    person: str | None
    kind: str
    theme: str
    service: str
    name: str
    text: str
    keywords: str
    attachment: str | None
    created_at: datetime


@dataclass(frozen=True)
class RatingRow:
    """What one person thinks of a service in a period."""

    id: str
    service: str
    period: str
    person: str | None
    rating: int
    comment: str
    changed_at: datetime


@dataclass(frozen=True)
class SheetRow:
    """Make, partner or stop: what is known of a service, what somebody proposes. `cost`: EUR a year as text."""

    service: str
    users: int | None
    cost: str | None
    option: str
    author: str
    alternatives: str
    by: str
    changed_at: datetime


@dataclass(frozen=True)
class WorkshopRow:
    """An evening. `content`: titles, questions, speakers, as JSON."""

    id: str
    starts_at: datetime
    place: str
    content: str
    changed_at: datetime
    by: str


@dataclass(frozen=True)
class PointRow:
    """A point to take up again, opened at a workshop. `content`: its words by language, as JSON."""

    id: str
    workshop: str
    content: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class DiscountRow:
    """A discount that a member got. `percent`: as text; days are ISO days."""

    id: str
    person: str | None
    shop: str
    percent: str
    day: str
    proof: str
    confirmed_on: str
    created_at: datetime


@dataclass(frozen=True)
class TestimonialRow:
    """What a member tells in public; only while there is a consent."""

    id: str
    person: str | None
    author: str
    text: str
    scope: str
    consented_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime

    __test__ = False


@dataclass(frozen=True)
class Count:
    """How often a page was opened on a day, by nobody in particular."""

    day: str
    page: str
    visits: int


_TABLES: dict[type, Table] = {
    Announcement: tables.announcements, Message: tables.messages, RatingRow: tables.ratings,
    SheetRow: tables.service_sheets, WorkshopRow: tables.workshops, PointRow: tables.workshop_points,
    DiscountRow: tables.discounts, TestimonialRow: tables.testimonials, Count: tables.counts}
"""Each row and the table it stands in."""

Row = TypeVar("Row")


def put(tx: Connection, row: Any) -> None:
    """Write a row, new or changed."""
    table = _TABLES[type(row)]
    said = {field.name: getattr(row, field.name) for field in fields(row)}
    key = {column.name: said.pop(column.name) for column in table.primary_key.columns}
    upsert(tx, table, key, said)


def one(tx: Connection, kind: type[Row], /, locked: bool = False, **where: Any) -> Row | None:
    """The row that has these values, None when there is none; `locked`: nobody else changes it meanwhile."""
    query = _asked(kind, where)
    found = tx.execute(query.with_for_update() if locked else query).first()
    return found and kind(*found)


def some(tx: Connection, kind: type[Row], order: str, /, newest: bool = False, limit: int = 500, **where: Any) -> list[Row]:
    """The rows that have these values, by a column."""
    column = _TABLES[kind].c[order]
    key = [*_TABLES[kind].primary_key.columns]
    query = _asked(kind, where).order_by(column.desc() if newest else column, *key).limit(limit)
    return [kind(*row) for row in tx.execute(query)]


def _asked(kind: type, where: dict[str, Any]):
    table = _TABLES[kind]
    columns = [table.c[field.name] for field in fields(kind)]
    return select(*columns).where(*(table.c[name].is_(None) if value is None else table.c[name] == value
                                    for name, value in where.items()))
