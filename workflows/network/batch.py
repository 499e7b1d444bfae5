"""Tables for others: the directory as it may be shown now, and a matching of all who look for a mentor."""

import csv
from pathlib import Path

from workflows.network.mentors import Matching, match
from workflows.network.parties import side_of
from workflows.network.trades import name_of
from workflows.store import exchanges, network
from workflows.store.engine import Store
from workflows.words.catalogue import Words
from workflows.words.cells import inert

FIELDS = ("name", "kind", "offers", "seeks", "sector", "country", "place", "languages", "mobility", "seniority", "contact")


def export(store: Store, target: Path, words: Words) -> int:
    """Write the profiles whose consent for the directory stands at this moment; how many. Who withdrew is not in the
    file."""
    with store.read() as tx:
        known = network.shown(tx, "directory").values()
    rows = [[*(getattr(one, field) for field in FIELDS), "; ".join(name_of(part, words.language) for part in
                                                                   one.disciplines.split("; ") if part),
             one.confirmed_at.date().isoformat() if one.confirmed_at else ""] for one in known]
    _write(target, [*FIELDS, "disciplines", "confirmed"], rows)
    return len(rows)


def matching(store: Store, target: Path, words: Words) -> Matching:
    """Match those who look for a mentor and have none; one row each, with the reasons or why there is nobody."""
    with store.read() as tx:
        known, standing = network.shown(tx, "directory"), exchanges.pairs_of(tx)
    paired, used = {pair.mentee for pair in standing}, [pair.mentor for pair in standing]
    sides = [side_of(one) for one in known.values()]
    found = match([one for one in sides if known[one.id].wants_mentor and one.id not in paired],
                  [one.with_places(one.capacity - used.count(one.id)) for one in sides if one.capacity > used.count(one.id)])
    rows = [[one.mentee.name, one.mentor.name, f"{one.why.score:.2f}", reason(one.why, words)] for one in found.pairs]
    rows += [[one.name, "", "", words(f"mentors.reason.{why}")] for one, why in found.unmatched]
    _write(target, ["mentee", "mentor", "score", "why"], rows)
    return found


def reason(why, words: Words) -> str:
    """Why two fit, in words."""
    def named(kind, part):
        if kind in ("place", "sector"):
            return part.title()
        return words.formats.language_name(part) if kind == "language" else name_of(part, words.language)

    return "; ".join(words(f"network.why.{kind}", what=", ".join(named(kind, part) for part in parts))
                     for kind, _, parts in why.terms)


def _write(target: Path, header: list[str], rows: list[list]) -> None:
    """A table that spreadsheets open; a cell that would be a formula is text."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows([[inert(value) for value in row] for row in rows])
