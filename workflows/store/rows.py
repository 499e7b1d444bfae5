"""Whole tables as lines of JSON, in the columns that the database has: the same from SQLite and from PostgreSQL."""

import base64
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Integer, MetaData, Table, delete, func, insert, select

_STEP = 1000


def tables(tx: Connection) -> list[Table]:
    """The tables of the database as it is, those that others point at first; without the migration's own."""
    found = MetaData()
    found.reflect(tx)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def write_rows(tx: Connection, table: Table, file: IO[bytes]) -> int:
    """All rows of a table as lines; how many."""
    count = 0
    query = select(table).order_by(*table.primary_key.columns)
    for row in tx.execute(query, execution_options={"stream_results": True, "yield_per": _STEP}).mappings():
        file.write(json.dumps({name: _plain(value) for name, value in row.items()}).encode() + b"\n")
        count += 1
    return count


def read_rows(tx: Connection, folder: Path) -> None:
    """Fill all tables from a folder of `<table>.jsonl`; what the migration had put into them goes first."""
    found = tables(tx)
    for table in reversed(found):
        if table.name != "journal":  # it is empty, and keeps what it has
            tx.execute(delete(table))
    for table in found:
        lines = _lines(folder / f"{table.name}.jsonl")
        while some := list(islice(lines, _STEP)):
            tx.execute(insert(table), some)
        if tx.dialect.name == "postgresql":
            _count_on(tx, table)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="ascii") as file:
        for line in file:
            yield {name: _value(value) for name, value in json.loads(line).items()}


def _count_on(tx: Connection, table: Table) -> None:
    """The next number that the database gives follows the last one that was restored."""
    for column in table.primary_key.columns:
        if isinstance(column.type, Integer):
            counter = func.pg_get_serial_sequence(table.name, column.name)
            tx.execute(select(func.setval(counter, func.max(column))).select_from(table))


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value


def _value(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
