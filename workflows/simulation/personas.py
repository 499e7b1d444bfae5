"""The invented people of `data/examples/personas.yaml`, and what a year of other law changes for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import yaml

from workflows.law.parameters import Shelf, UnknownFigure
from workflows.settings import data_folder
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways


@dataclass(frozen=True)
class Persona:
    """Somebody invented, in an income year. `name` is the same in every year, `id` is not."""

    name: str
    questions: SimulationQuestions

    @property
    def id(self) -> str:
        """The year and the name, such as 2026-artist-single-parent-24000-job."""
        return f"{self.questions.year}-{self.name}"

    def in_year(self, year: int) -> SimulationQuestions:
        """The same situation in another year, also in one that the page does not offer yet."""
        return self.questions.model_copy(update={"year": year})


@dataclass(frozen=True)
class Move:
    """What a way leaves to a persona in two years, EUR a year."""

    persona: str
    way: str
    then: float
    now: float

    @property
    def difference(self) -> float:
        """How much more it is in the second year."""
        return round(self.now - self.then, 2)


def personas() -> tuple[Persona, ...]:
    """Every combination of the axes in every year of the file, always in the same order.

    >>> [persona.id for persona in personas() if persona.questions.children == 3][0]
    '2024-employee-couple-two-incomes-24000-first-time'
    """
    return _read(data_folder() / "examples" / "personas.yaml")


def moves(law: Shelf, then: int, now: int) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """What each way that is open to a persona leaves in two years, and figures for lack of which it is unknown.

    >>> from workflows.law.library import shelf
    >>> found, lacking = moves(shelf(), 2026, 2027)
    >>> found, "child_exemptions" in lacking
    ((), True)
    """
    found, lacking = [], set()
    for persona in _once(personas()):
        try:
            before, after = (_nets(persona.in_year(year), law) for year in (then, now))
        except UnknownFigure as error:
            lacking.add(error.name)
            continue
        found += [Move(persona.name, way, before[way], after[way]) for way in before if way in after]
    return tuple(found), tuple(sorted(lacking))


def _nets(questions: SimulationQuestions, law: Shelf) -> dict[str, float]:
    """What each open way leaves; the amateur arts indemnity is too small for any of these people."""
    setting = Setting(questions, law)
    ways, turnover = Ways(setting), questions.turnover_of_year
    return {way: round(float(ways.evaluate(way, turnover, ("net_year",))["net_year"]), 2)
            for way in ("cooperative", *setting.open_ways) if way != "amateur"}


def _once(people: Iterable[Persona]) -> list[Persona]:
    return list({persona.name: persona for persona in people}.values())


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Persona, ...]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    chosen = list(product(*(axis.items() for axis in content["axes"].values())))
    return tuple(
        Persona("-".join(name for name, _ in choices), SimulationQuestions(
            year=year, **{key: value for _, answers in choices for key, value in answers.items()}))
        for year in content["years"] for choices in chosen)
