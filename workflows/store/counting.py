"""How often pages are opened, added up by day; and how often each theme is complained about."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from workflows.store.insert import counted_by
from workflows.store.service_tables import counts, messages


def add_visits(tx: Connection, visits: Mapping[tuple[str, str], int]) -> None:
    """Add visits by (ISO day, page) to those that are kept."""
    for (day, page), many in sorted(visits.items()):
        counted_by(tx, counts, {"day": day, "page": page}, "visits", many)


def visits(tx: Connection, first: str, last: str) -> list[tuple[str, str, int]]:
    """(day, page, visits) from one ISO day to another."""
    return [tuple(row) for row in tx.execute(select(counts.c.day, counts.c.page, counts.c.visits).where(
        counts.c.day.between(first, last)).order_by(counts.c.day, counts.c.page))]


def themes(tx: Connection) -> dict[tuple[str, str], int]:
    """How many messages there are by (theme, kind)."""
    query = select(messages.c.theme, messages.c.kind, func.count()).group_by(messages.c.theme, messages.c.kind)
    return {(theme, kind): many for theme, kind, many in tx.execute(query)}
