"""A table of profiles from elsewhere: each of its rows comes in or is named in the report with the reason."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from workflows.network.directory import is_stale, stale_months
from workflows.network.profile import ProfileQuestions
from workflows.network.reading import read
from workflows.questions.days import day as read_day
from workflows.questions.problems import problems
from workflows.store import network
from workflows.store.engine import Store
from workflows.store.journal import append
from workflows.store.network import Profile
from workflows.store.text import fresh_id
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day
from workflows.words.typed import folded

ASKED = ("disciplines", "offers", "seeks", "country", "place", "languages", "seniority", "contact")
"""Fields whose gaps are counted."""


@dataclass(frozen=True)
class Refused:
    """A row that did not come in, and why."""

    row: int
    name: str
    why: str


@dataclass(frozen=True)
class Report:
    """What became of a table: rows = imported + duplicates + refused. `gaps`: field to rows without it.

    `unconsented`: imported, and not shown to anybody until a consent is there; `unknown`: columns that nobody reads.
    """

    rows: int
    imported: tuple[str, ...]
    duplicates: tuple[Refused, ...]
    refused: tuple[Refused, ...]
    gaps: dict[str, int]
    stale: int
    unconsented: int
    unknown: tuple[str, ...]


def import_profiles(store: Store, path: Path, words: Words, now: datetime, kind: str = "member",
                    dry: bool = False) -> Report:
    """Take a CSV or XLSX in, all in one transaction; `dry`: only say what would happen. BadTable where it is no table."""
    header, lines, unknown = read(path, words)
    months, today = stale_months(), legal_day(now)

    def work(tx):
        known = {key: one.name for one in network.every_profile(tx) if one.name for key in _keys(one.name, one.place,
                                                                                                 one.contact)}
        imported, twice, refused, gaps, stale, closed = [], [], [], Counter(), 0, 0
        for number, cells in lines:
            said = {name: cell for name, cell in zip(header, cells) if name and str(cell or "").strip()}
            name = str(said.get("name", ""))[:80]
            try:
                values = ProfileQuestions(**{key: value for key,
                                             value in said.items() if key in ProfileQuestions.model_fields})
                confirmed, consented = (_day(said.get(key), key, words) for key in ("confirmed", "consent"))
            except ValidationError as error:
                refused.append(Refused(number, name, " ".join(one.sentence for one in problems(error, ProfileQuestions,
                                                                                               words))))
                continue
            except _NoDay as wrong:
                refused.append(Refused(number, name, str(wrong)))
                continue
            keys = _keys(values.name, values.place, values.contact)
            other = next((known[key] for key in keys if key in known), None)
            if other is not None:
                twice.append(Refused(number, name, words("network.import.like", name=other)))
                continue
            made = Profile(fresh_id(), None, kind, source=path.name, confirmed_at=confirmed, changed_at=now,
                           **values.model_dump())
            known |= dict.fromkeys(keys, made.name)
            imported.append(made.id)
            gaps.update(field for field in ASKED if field not in said or getattr(values, field) in ("", None))
            stale += is_stale(confirmed, today, months)
            closed += consented is None
            if not dry:
                network.put_profile(tx, made)
                if consented:
                    network.set_consent(tx, made.id, "directory", True, now, min(consented, now))
        if not dry and imported:
            append(tx, now, None, None, "profiles_imported")
        return Report(len(lines), tuple(imported), tuple(twice), tuple(refused), {field: gaps[field] for field in ASKED},
                      stale, closed, unknown)

    return store.run(work)


class _NoDay(ValueError):
    """What stands for a day is none."""


def _day(said, column: str, words: Words) -> datetime | None:
    if not said:
        return None
    if isinstance(said, datetime | date):
        return datetime(said.year, said.month, said.day, 12, tzinfo=UTC)
    try:
        found = date.fromisoformat(read_day(str(said)))
    except ValueError:
        raise _NoDay(words("network.import.day", column=column, value=str(said)[:40])) from None
    return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)


def _keys(name: str, place: str, contact: str) -> tuple[str, ...]:
    """What makes two rows one: the same address, or the same name at the same place."""
    address = folded(contact).strip()
    return (*([f"@{address}"] if "@" in address else []), f"{folded(name).strip()}|{folded(place).strip()}")
