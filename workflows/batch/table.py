"""Tables as people make them: CSV with any usual separator and encoding, or XLSX with nested rows on further sheets."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflows.questions.base import Questions
from workflows.questions.cell import ABOUT
from workflows.questions.spreadsheet import NoTable, sheets_of
from workflows.words.catalogue import Words

MOST_ROWS = 100_000


class BadTable(ValueError):
    """The whole table cannot be used; the text is a sentence for the person."""


@dataclass(frozen=True)
class Row:
    """A row of the table: its number as a spreadsheet shows it, whose it is, the language, what was filled in."""

    number: int
    name: str
    language: str
    values: dict[str, Any]


def read_table(path: Path, model: type[Questions], words: Words, language: str) -> list[Row]:
    """The rows of a table; BadTable when there is no table, or a column is no question."""
    if not path.is_file():
        raise BadTable(words("batch.no_file", path=path))
    try:
        sheets = sheets_of(path)
    except NoTable as error:
        raise BadTable(words("batch.no_table", path=path.name)) from error
    header, lines = _read_csv(sheets[""], path, words) if "" in sheets else _read_sheets(sheets, path, words)
    _check_columns(header, model, words)
    rows = []
    for number, line in lines:
        values = {name: value for name, value in zip(header, line) if name and value not in (None, "")}
        if values:
            name = str(values.pop("name", "")).strip()
            rows.append(Row(number, name, str(values.pop("language", language)).strip().lower(), values))
    if not rows:
        raise BadTable(words("batch.no_rows", path=path.name))
    if len(rows) > MOST_ROWS:
        raise BadTable(words("batch.too_long", rows=len(rows), most=MOST_ROWS))
    return rows


def columns(model: type[Questions]) -> tuple[str, ...]:
    """What a table may have as columns."""
    return (*ABOUT, *model.model_fields)


def _check_columns(header, model, words):
    known = columns(model)
    for name in header:
        if name and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            raise BadTable(words("error.unknown_close", field=name, close=close[0]) if close
                           else words("error.unknown", field=name, known=", ".join(known)))
    doubled = {name for name in header if name and header.count(name) > 1}
    if doubled:
        raise BadTable(words("batch.doubled", field=sorted(doubled)[0]))


def _read_csv(rows, path, words):
    lines = [line for line in enumerate(rows, 1) if any(line[1])]
    if not lines:
        raise BadTable(words("batch.no_rows", path=path.name))
    return [name.strip().lower() for name in lines[0][1]], [(n, [cell.strip() for cell in line]) for n, line in lines[1:]]


def _read_sheets(sheets, path, words):
    (_, main), *nested = sheets.items()
    if not main:
        raise BadTable(words("batch.no_rows", path=path.name))
    header = [str(name or "").strip().lower() for name in main[0]]
    lines = [(number, list(line)) for number, line in enumerate(main[1:], 2)]
    for field, content in nested:
        _attach(field, content, header, lines)
    return header, lines


def _attach(field, content, header, lines):
    """Rows of a further sheet, named after a question: first column the row of the main sheet, then its parts."""
    found = {}
    for line in content[1:]:
        if line and line[0] is not None:
            # A cell between others that is empty keeps its place.
            parts = ["" if part is None else part for part in line[1:]]
            while len(parts) > 1 and parts[-1] == "":
                parts.pop()
            found.setdefault(int(line[0]), []).append(parts)
    header.append(field)
    for number, line in lines:
        line += [None] * (len(header) - 1 - len(line))
        parts = found.get(number)
        line.append([part if len(part) > 1 else part[0] for part in parts] if parts else None)
