"""The workshop of 2015 as records: every line that was answered, with its moment and its type."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflows.law.reading import read_yaml
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES

KINDS = ("complaint", "satisfaction", "to_develop", "objective")
"""What an entry is."""


@dataclass(frozen=True)
class Moment:
    """A part of the evening."""

    id: str
    kind: str
    name: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """One line of the notes: its id in docs/traceability.md, its moment, its line, and what stands there, in French."""

    id: str
    moment: Moment
    line: int
    said: str

    @property
    def kind(self) -> str:
        """Complaint, satisfaction, service to develop or objective."""
        return self.moment.kind


def notes_2015() -> tuple[Entry, ...]:
    """All entries in order.

    >>> len(notes_2015()), notes_2015()[17].kind
    (107, 'complaint')
    """
    return _read(data_folder() / "services" / "workshop_2015.yaml")


@lru_cache(maxsize=2)
def _read(path: Path) -> tuple[Entry, ...]:
    content = read_yaml(path)
    found = []
    for id, line in content["entries"].items():
        moment = next((name, said) for name, said in content["moments"].items() if said["first"] <= id <= said["last"])
        found.append(Entry(id, Moment(moment[0], moment[1]["kind"], {code: moment[1][code] for code in LANGUAGES}), line,
                           content["lines"][line]))
    return tuple(found)
