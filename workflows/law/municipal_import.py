"""Adds a table of municipal surcharges to the one of the data folder: all of it, or nothing."""

import csv
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from workflows.law.municipalities import COLUMNS, Municipality, municipalities, same_name
from workflows.settings import data_folder
from workflows.whole import whole

HEAD = ("# Municipal surcharges on income tax, by income year. All stand in the list of municipal taxes that SPF Finances "
        "(FOD Financiën) publishes every year: save it with these columns and import it.\n")


def add_to_table(found: Iterable[Municipality], file_name: str, today: date) -> tuple[int, int]:
    """(rows that are new, rows that replace one of the same municipality and year). OSError where it cannot be written.

    A row without a source gets the file's name and the day. The old table stands until the new one is whole.
    """
    rows, new, replaced = list(municipalities()), 0, 0
    for place in found:
        place = place if place.source else replace(place, source=f"{file_name}, {today.isoformat()}")
        same = [at for at, known in enumerate(rows) if known.year == place.year and same_name(known, place)]
        if same:
            rows[same[0]] = place
            replaced += 1
        else:
            rows.append(place)
            new += 1
    _write(data_folder() / "law" / "municipal_rates.csv", sorted(rows, key=lambda row: (row.region, row.names, -row.year)))
    return new, replaced


def _write(path: Path, rows: Iterable[Municipality]) -> None:
    with whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(COLUMNS)
        for row in rows:
            table.writerow((" / ".join(row.names), row.region, row.year, f"{row.rate:.10g}", row.source))
        file.flush()
        os.fsync(file.fileno())
