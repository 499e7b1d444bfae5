"""The table of results as Parquet: columns have a type, so that nobody has to guess what a text meant."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workflows.whole import whole

MONEY, DAY = re.compile(r"-?\d{1,15}\.\d\d"), re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = 18
"""Of an amount, with its two cents: what 64 bits hold."""


def write_typed(path: Path, rows: list[dict[str, Any]]) -> None:
    """Rows by column as Parquet that appears whole or not at all; without rows it is taken away.

    Amounts of money that is owed, which answers give as text to the cent, are decimals; computed ones floating point, as
    they were computed. No apostrophe before what a spreadsheet would run: nothing runs a cell of Parquet.
    """
    if not rows:
        path.unlink(missing_ok=True)
        return
    # Loaded here: no page needs it, and it costs as much as all the rest.
    import pyarrow
    from pyarrow import parquet

    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [_column(pyarrow, [row.get(name) for row in rows]) for name in names]
    with whole(path) as beside:
        parquet.write_table(pyarrow.table(dict(zip(names, columns))), beside)


def _column(pyarrow: Any, values: Iterable[Any]) -> Any:
    """The values with the narrowest type that holds all of them; an empty text is no value, as in the CSV."""
    values = [None if value == "" else value for value in values]
    given = [value for value in values if value is not None]
    kinds = {type(value) for value in given}
    if kinds == {bool}:
        return pyarrow.array(values, pyarrow.bool_())
    if kinds == {int}:
        return pyarrow.array(values, pyarrow.int64())
    if kinds and kinds <= {int, float}:
        return pyarrow.array([None if value is None else float(value) for value in values], pyarrow.float64())
    texts = [None if value is None else str(value) for value in values]
    if given and all(map(MONEY.fullmatch, filter(None, texts))):
        return pyarrow.array([None if text is None else Decimal(text) for text in texts], pyarrow.decimal128(DIGITS, 2))
    if given and (days := _days(texts)):
        return pyarrow.array(days, pyarrow.date32())
    return pyarrow.array(texts, pyarrow.string())


def _days(texts: list[str | None]) -> list[date | None] | None:
    """The texts as days; None where one of them is none."""
    try:
        return [None if text is None else date.fromisoformat(DAY.fullmatch(text)[0]) for text in texts]
    except (TypeError, ValueError):
        return None
