"""INSERT that says what happens when the row is there already; both databases have it, each in its own dialect."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(tx: Connection, table: Table, key: dict[str, Any], rest: dict[str, Any]) -> None:
    """The row of `key` with `rest`, new or changed."""
    tx.execute(_insert(tx, table).values(**key, **rest).on_conflict_do_update(index_elements=list(key), set_=rest))


def insert_once(tx: Connection, table: Table, unique: tuple[str, ...], **row: Any) -> bool:
    """Insert the row unless one with the same `unique` columns stands; whether it was inserted. (): whatever is unique."""
    once = _insert(tx, table).values(**row).on_conflict_do_nothing(index_elements=list(unique) or None)
    return tx.execute(once.returning(*table.primary_key.columns)).first() is not None


def _insert(tx: Connection, table: Table):
    return (sqlite if tx.dialect.name == "sqlite" else postgresql).insert(table)


def counted(tx: Connection, table: Table, key: dict[str, Any], column: str) -> int:
    """One more than the row of `key` counted last; 1 where there was none. Others wait until this transaction ends."""
    return counted_by(tx, table, key, column, 1)


def counted_by(tx: Connection, table: Table, key: dict[str, Any], column: str, many: int) -> int:
    """As `counted`, so many more at once."""
    more = _insert(tx, table).values(**key, **{column: many}).on_conflict_do_update(
        index_elements=list(key), set_={column: table.c[column] + many})
    return tx.execute(more.returning(table.c[column])).scalar_one()
