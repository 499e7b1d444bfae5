"""A dated figure of the law or of the cooperative, and the shelf that finds the one in force on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

STATUSES = ("confirmed", "computed", "assumption")


class UnknownFigure(LookupError):
    """No such figure, or none for that day: `name`, `day` (or None) and `known` periods say which."""

    def __init__(self, name: str, day: date | None = None, known: str = ""):
        super().__init__(f"{name} {day or ''} {known}".strip())
        self.name, self.day, self.known = name, day, known


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was read. Grade A: official body or the cooperative; B: specialist or press; C: public code file.

    `titles`: in fr, nl and en; a published page keeps the title it has.
    """

    titles: dict[str, str]
    url: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value over one period. `first` is the day it took force, or, with `at_least`, the oldest day it is known for."""

    value: Any
    first: date
    last: date | None
    at_least: bool
    status: str
    source: Source
    checked_on: date
    entered_on: date
    withdrawn_on: date | None = None
    doubt: dict[str, str] | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named figure through time, oldest first. `name` and `about` are sentences in fr, nl and en."""

    id: str
    name: dict[str, str]
    unit: str
    figures: tuple[Figure, ...]
    about: dict[str, str] | None = None
    place: str = ""

    def on(self, day: date) -> Figure:
        """The figure in force on `day`; UnknownFigure when there is none.

        >>> from workflows.law.library import shelf
        >>> shelf().parameters["minimum_monthly_wage"].on(date(2026, 5, 1)).value
        2189.81
        """
        for figure in self.figures:
            if figure.holds_on(day):
                return figure
        spans = ", ".join(f"{f.first}..{f.last or ''}" for f in self.figures)
        raise UnknownFigure(self.id, day, spans)

    def within(self, first: date, last: date) -> tuple[Figure, ...]:
        """The figures in force on any day from `first` to `last`, oldest first.

        >>> from workflows.law.library import shelf
        >>> wage = shelf()["minimum_monthly_wage"]
        >>> [figure.value for figure in wage.within(date(2026, 1, 1), date(2026, 12, 31))]
        [2154.11, 2189.81, 2233.61]
        """
        return tuple(f for f in self.figures if f.first <= last and (f.last is None or f.last >= first))


@dataclass(frozen=True)
class Shelf:
    """All parameters as they were known on the day `edition`."""

    parameters: dict[str, Parameter]
    edition: date

    def __getitem__(self, name: str) -> Parameter:
        try:
            return self.parameters[name]
        except KeyError:
            raise UnknownFigure(name) from None

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def values_on(self, day: date, names) -> dict[str, Any]:
        """The values of `names` in force on `day`, those that are no parameters left out."""
        return {name: self.parameters[name].on(day).value for name in names if name in self.parameters}
