"""Municipal surcharges on income tax (additionnels communaux, opcentiemen) by municipality and year.

`data/law/municipal_rates.csv` holds the few that were read. All of them stand in the list of municipal taxes that SPF
Finances publishes every year; `read_table` reads such a list once it is saved as CSV or XLSX.
"""

import csv
import difflib
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workflows.law.reading import RefusedLaw
from workflows.settings import data_folder
from workflows.words.catalogue import Words
from workflows.words.typed import NotANumber, read_number

COLUMNS = ("name", "region", "year", "rate", "source")
REGIONS = ("brussels", "flanders", "wallonia")
_SAYS = {"name": "municipality.bad_name", "region": "municipality.bad_region", "year": "municipality.bad_year",
         "rate": "municipality.bad_rate"}
_MOST = 0.15
"""A share above this is a typing error: no municipality asks so much."""


class UnknownMunicipality(LookupError):
    """No rate is known for this name; `close` are names that look like it."""

    def __init__(self, name: str, close: tuple[str, ...]):
        super().__init__(name)
        self.name, self.close = name, close


class BadRates(ValueError):
    """The whole table cannot be used; the text is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A surcharge: names in one or more languages, region, income year, share of the tax, where it was read."""

    names: tuple[str, ...]
    region: str
    year: int
    rate: float
    source: str


def municipalities() -> tuple[Municipality, ...]:
    """The surcharges of the data folder as they stand now; RefusedLaw, with file and line, where one cannot be used.

    >>> municipalities()[0].names
    ('Bruxelles', 'Brussel', 'Brussels')
    """
    path = data_folder() / "law" / "municipal_rates.csv"
    return _own(path, path.stat().st_mtime_ns)


def rate_of(name: str, year: int, known: Iterable[Municipality] | None = None) -> float:
    """Share of the tax that a municipality asks; UnknownMunicipality when it is not among the `known` ones.

    Capitals, accents and hyphens do not matter. Of the year itself, else the newest before it, else the oldest.

    >>> rate_of("BRUXELLES", 2026), rate_of("sint niklaas", 2024)
    (0.06, 0.075)
    """
    return municipality_of(name, year, known).rate


def municipality_of(name: str, year: int, known: Iterable[Municipality] | None = None) -> Municipality:
    """As `rate_of`, with the year and the source of the rate, so that both can be said."""
    by_name: dict[str, list[Municipality]] = {}
    spelled = {}
    for place in municipalities() if known is None else known:
        for spelling in place.names:
            by_name.setdefault(_folded(spelling), []).append(place)
            spelled[_folded(spelling)] = spelling
    found = by_name.get(_folded(name))
    if not found:
        close = difflib.get_close_matches(_folded(name), by_name, n=3, cutoff=0.6)
        raise UnknownMunicipality(name, tuple(spelled[match] for match in close))
    before = [place for place in found if place.year <= year]
    return max(before, key=lambda place: place.year) if before else min(found, key=lambda place: place.year)


def same_name(one: Municipality, other: Municipality) -> bool:
    """Whether two rows are about the same municipality, however its names are spelled."""
    return not {_folded(name) for name in one.names}.isdisjoint(_folded(name) for name in other.names)


def read_table(path: Path, words: Words) -> tuple[tuple[Municipality, ...], tuple[str, ...]]:
    """The surcharges of a CSV or XLSX with the columns `COLUMNS`, and a sentence for each row that cannot be used.

    A rate is a share or a percentage: 0.075, 7,5 and 7,5 % are the same; names in several languages stand with /
    between them. BadRates when there is no table or a column is missing.
    """
    try:
        lines = list(_lines(path))
    except OSError as error:
        raise BadRates(words("municipality.no_file", path=path)) from error
    except (csv.Error, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadRates(words("municipality.no_table", path=path.name)) from error
    if not lines:
        raise BadRates(words("municipality.no_table", path=path.name))
    missing = [column for column in _SAYS if column not in lines[0][1]]
    if missing:
        raise BadRates(words("municipality.no_column", column=missing[0], known=", ".join(COLUMNS)))
    found, wrong = [], []
    for number, line in lines:
        column = _wrong(line)
        if column:
            wrong.append(words(_SAYS[column], line=number, column=column, value=_short(line[column])))
        else:
            found.append(_municipality(line))
    return tuple(found), tuple(wrong)


@lru_cache(maxsize=2)
def _own(path: Path, changed: int) -> tuple[Municipality, ...]:
    for number, line in (lines := list(_lines(path))):
        column = _wrong(line)
        if column or not line.get("source"):
            raise RefusedLaw(f"{path.name}:{number}: {column or 'source'} cannot be used")
    return tuple(_municipality(line) for _, line in lines)


def _lines(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """The number that the line has in the file, and its cells by column; comments and empty lines left out."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        from openpyxl import load_workbook

        rows = load_workbook(path, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)
    else:
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Spreadsheets in Belgium still save CSV in the Windows encoding.
            text = raw.decode("cp1252", errors="replace")
        head = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
        rows = csv.reader(io.StringIO(text), delimiter=max(";\t,", key=head.count))
    header = None
    for number, cells in enumerate(rows, 1):
        cells = ["" if cell is None else cell for cell in cells]
        if not any(str(cell).strip() for cell in cells) or str(cells[0]).startswith("#"):
            continue
        if header is None:
            header = [str(cell).strip().lower() for cell in cells]
        else:
            yield number, {**dict.fromkeys(header, ""), **dict(zip(header, cells))}


def _wrong(line: Mapping[str, Any]) -> str:
    """The first column whose cell cannot be used, or ""."""
    if not any(part.strip() for part in str(line["name"]).split("/")):
        return "name"
    if str(line["region"]).strip().lower() not in REGIONS:
        return "region"
    try:
        year = read_number(line["year"])
    except NotANumber:
        return "year"
    if year != int(year) or not 2000 <= year <= 2100:
        return "year"
    try:
        return "" if 0 <= _share(line["rate"]) <= _MOST else "rate"
    except NotANumber:
        return "rate"


def _share(cell: Any) -> float:
    percent = str(cell).strip().endswith("%")
    number = read_number(str(cell).strip().removesuffix("%") if percent else cell)
    return round(number / 100 if percent or number > _MOST else number, 8)


def _municipality(line: Mapping[str, Any]) -> Municipality:
    names = tuple(part.strip() for part in str(line["name"]).split("/") if part.strip())
    return Municipality(names, str(line["region"]).strip().lower(), int(read_number(line["year"])), _share(line["rate"]),
                        str(line.get("source", "")).strip())


def _folded(name: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split())


def _short(value: Any) -> str:
    return str(value) if len(str(value)) <= 40 else f"{str(value)[:39]}…"
