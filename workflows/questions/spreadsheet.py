"""Tables as people save them: CSV with any usual separator and encoding, or a workbook with its sheets."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException


class NoTable(ValueError):
    """The file holds no table."""


def sheets_of(path: Path) -> dict[str, list[list[Any]]]:
    """Rows of cells by sheet, as they stand; the one sheet of a CSV is called "". NoTable for what is neither."""
    return _xlsx(path) if path.suffix.lower() in (".xlsx", ".xlsm") else {"": _csv(path)}


def _csv(path: Path) -> list[list[Any]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets in Belgium still save CSV in the Windows encoding.
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise NoTable(path.name)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    try:
        return list(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count)))
    except csv.Error as error:
        raise NoTable(path.name) from error


def _xlsx(path: Path) -> dict[str, list[list[Any]]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return {sheet.title.strip().lower(): [list(row) for row in sheet.iter_rows(values_only=True)]
                for sheet in book.worksheets}
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise NoTable(path.name) from error
