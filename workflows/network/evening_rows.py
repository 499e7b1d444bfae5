"""The people of an evening and the tables of earlier rounds, as they are typed, pasted or read from a table."""

import json
import re
from dataclasses import dataclass
from typing import Any

from workflows.questions.base import refusal
from workflows.words.typed import folded, printable

COLUMNS = ("name", "discipline", "meet", "avoid", "first", "last")
"""The cells of a person: whom they should meet and must not, names between semicolons; first and last round they are
there."""

EMPTY = ("",) * len(COLUMNS)
MOST_PEOPLE, LONGEST_NAME, LONGEST_CELL, MOST_TABLES = 300, 120, 400, 2_000

Row = tuple[str, str, str, str, str, str]
Seated = tuple[str, ...]


@dataclass(frozen=True)
class Guest:
    """One person. `first` and `last`: rounds, counted from 1; `last` None: to the end."""

    name: str
    discipline: str = ""
    meet: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    first: int = 1
    last: int | None = None


def rows_of(said: Any) -> Any:
    """Rows of six cells from what an entry, a link, a table's cell or a pasted list holds; what is none is left to be
    refused.

    >>> rows_of("Ana; graphisme\\nBob")
    (('Ana', 'graphisme', '', '', '', ''), ('Bob', '', '', '', '', ''))
    """
    if isinstance(said, str):
        try:
            said = json.loads(said) if said.lstrip().startswith("[") else [
                re.split(r"\t|;", line) for line in said.splitlines() if line.strip()]
        except ValueError:
            return said
    if not isinstance(said, (list, tuple)):
        return said
    full = []
    for row in said:
        row = [row] if isinstance(row, str) else row
        if not isinstance(row, (list, tuple)):
            return said
        cells = [printable("" if cell is None else str(cell)).strip() for cell in row]
        full.append((*cells, *EMPTY[len(cells):]))
    return tuple(row for row in full if any(row))


def guests_of(rows: tuple[Row, ...], rounds: int) -> tuple[Guest, ...]:
    """The people of the rows; a refusal names the row and why."""
    if len(rows) > MOST_PEOPLE:
        raise refusal("people", "evening_many", count=len(rows), most=MOST_PEOPLE)
    found, known = [], {}
    for at, row in enumerate(rows, 1):
        name, discipline, meet, avoid, first, last = row
        if not name or max(map(len, row)) > LONGEST_CELL or len(name) > LONGEST_NAME:
            raise refusal("people", "evening_name", row=at, most=LONGEST_NAME)
        if folded(name) in known:
            raise refusal("people", "evening_twice", row=at, name=name, other=known[folded(name)])
        known[folded(name)] = at
        start, end = _round(first, at, rounds) or 1, _round(last, at, rounds)
        if end is not None and end < start:
            raise refusal("people", "evening_leaves", row=at, name=name)
        found.append(Guest(name, discipline, _names(meet), _names(avoid), start, end))
    for at, one in enumerate(found, 1):
        for other in (*one.meet, *one.avoid):
            if folded(other) not in known or folded(other) == folded(one.name):
                raise refusal("people", "evening_unknown", row=at, name=other[:40])
    return tuple(found)


def tables_of(said: Any) -> Any:
    """Tables of people with the round before them: lines such as "2026-05 1 | Ana; Bob; Cem"; else left to be refused.

    >>> tables_of("1 | Ana; Bob; Cem\\n1 | Dan; Eve; Fay")
    (('1', 'Ana', 'Bob', 'Cem'), ('1', 'Dan', 'Eve', 'Fay'))
    """
    if isinstance(said, str):
        try:
            said = json.loads(said) if said.lstrip().startswith("[") else said.splitlines()
        except ValueError:
            return said
    if not isinstance(said, (list, tuple)):
        return said
    found = []
    for line in said:
        if isinstance(line, str):
            head, bar, rest = line.partition("|")
            line = [head.strip(), *rest.split(";")] if bar else ["1", *line.split(";")] if line.strip() else []
        if not isinstance(line, (list, tuple)) or not all(isinstance(cell, str) for cell in line[1:] if cell is not None):
            return said
        cells = tuple(printable(str(cell)).strip() for cell in line if cell not in (None, ""))
        if any(cells):
            found.append(tuple(cell for cell in cells if cell))
    return tuple(found)


def rounds_of(tables: tuple[Seated, ...], field: str) -> list[list[Seated]]:
    """Those tables by round, in the order in which they were written; a refusal names the first line that is no table."""
    if len(tables) > MOST_TABLES:
        raise refusal(field, "evening_tables", count=len(tables), most=MOST_TABLES)
    found: dict[str, list[Seated]] = {}
    for at, (head, *names) in enumerate(tables, 1):
        places = [folded(name) for name in names]
        if len(names) < 2 or len(set(places)) != len(places):
            raise refusal(field, "evening_table", line=at)
        seated = {folded(name) for table in found.get(head, ()) for name in table}
        if seated & set(places):
            raise refusal(field, "evening_seated", line=at, name=next(name for name in names if folded(name) in seated))
        found.setdefault(head, []).append(tuple(names))
    return list(found.values())


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;,/]", text) if part.strip())


def _round(text: str, at: int, rounds: int) -> int | None:
    if not text:
        return None
    number = text.removesuffix(".0")
    if not number.isascii() or not number.isdecimal() or not 1 <= int(number) <= rounds + 1:
        raise refusal("people", "evening_round", row=at, value=text[:20])
    return int(number)
