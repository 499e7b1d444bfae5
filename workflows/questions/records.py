"""Rows of a few texts as one answer: pasted from a table, uploaded, or the rows of a further sheet of a table."""

import json
from collections.abc import Callable
from typing import Any

from workflows.questions.base import refusal
from workflows.words.typed import printable

MOST_RECORDS, LONGEST_CELL = 2_000, 600


def records_of(said: Any, cells: int) -> Any:
    """Rows of exactly so many cells, from lines of text, from JSON, or from lists; what is no row goes on to be refused.

    A line is cut at its tabs, or at its semicolons where it has none; the last cell may hold semicolons.

    >>> records_of("van; 2026-1; 4; Prompt; mais loin", 4)
    (('van', '2026-1', '4', 'Prompt; mais loin'),)
    """
    if isinstance(said, str):
        if said.lstrip().startswith("[["):
            try:
                said = json.loads(said)
            except ValueError:
                return said
        else:
            said = [line.split("\t" if "\t" in line else ";", cells - 1) for line in said.splitlines() if line.strip()]
    if not isinstance(said, (list, tuple)) or not all(isinstance(row, (list, tuple)) for row in said):
        return said
    full = (tuple(printable(str(cell)).strip() for cell in (*row, *[""] * cells)[:max(cells, len(row))]) for row in said)
    return tuple(row for row in full if any(row))


def checked(rows: tuple[tuple[str, ...], ...], field: str, cells: int, read: Callable[[tuple[str, ...], int], Any]) -> tuple:
    """What `read` makes of each row and its number; a refusal names the field and the first row that is none."""
    if len(rows) > MOST_RECORDS:
        raise refusal(field, "records_many", count=len(rows), most=MOST_RECORDS)
    for at, row in enumerate(rows, 1):
        if len(row) != cells or any(len(cell) > LONGEST_CELL for cell in row):
            raise refusal(field, "records_shape", row=at, cells=cells, part=";".join(row)[:40])
    return tuple(read(row, at) for at, row in enumerate(rows, 1))
