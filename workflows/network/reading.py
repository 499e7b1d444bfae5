"""Columns of a table of profiles, whatever language its header speaks."""

from pathlib import Path
from typing import Any

from workflows.network.trades import plain
from workflows.people.refusal import Refusal
from workflows.questions.spreadsheet import NoTable, sheets_of
from workflows.words.catalogue import Words

MOST_ROWS = 100_000
COLUMNS = {
    "name": "name nom naam organisation organisatie nom_et_prenom full_name",
    "disciplines": "disciplines discipline trade trades metier metiers vak vakken beroep profession",
    "offers": "offers offre offres aanbod biedt propose services", "seeks": "seeks cherche recherche zoekt needs besoins",
    "sector": "sector secteur", "country": "country pays land",
    "place": "place city ville lieu plaats stad gemeente commune",
    "languages": "languages language langues langue talen taal", "mobility": "mobility mobilite mobiliteit",
    "seniority": "seniority anciennete experience ervaring annees jaren years",
    "contact": "contact email e_mail mail courriel site website",
    "confirmed": "confirmed confirmed_at confirme confirme_le bevestigd bevestigd_op last_confirmed",
    "consent": "consent consent_directory consentement consentement_annuaire toestemming toestemming_ledengids"}
_NAMES = {name: field for field, names in COLUMNS.items() for name in names.split()}


class BadTable(Refusal):
    """The file is no table of profiles."""


def read(path: Path, words: Words) -> tuple[list[str], list[tuple[int, list[Any]]], tuple[str, ...]]:
    """The fields of the columns ("" where nobody reads one), the rows with their numbers, and the columns nobody reads."""
    if not path.is_file():
        raise BadTable("network.import.no_file", path=str(path)[:120])
    try:
        rows, *_ = sheets_of(path).values()
    except NoTable:
        raise BadTable("network.import.no_table", path=path.name[:120]) from None
    filled = [(number, cells) for number, cells in enumerate(rows, 1) if any(str(cell or "").strip() for cell in cells)]
    if len(filled) < 2:
        raise BadTable("network.import.no_rows", path=path.name[:120])
    if len(filled) > MOST_ROWS:
        raise BadTable("network.import.too_long", most=MOST_ROWS)
    said = [str(cell or "").strip() for cell in filled[0][1]]
    header = [_NAMES.get(plain(cell).replace(" ", "_"), "") for cell in said]
    if "name" not in header:
        raise BadTable("network.import.no_name")
    header = [name if name not in header[:at] else "" for at, name in enumerate(header)]
    return header, filled[1:], tuple(cell for cell, name in zip(said, header) if cell and not name)
