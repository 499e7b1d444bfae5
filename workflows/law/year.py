"""A year of law: months that share the same figures are computed once and summed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.law.parameters import Shelf


@dataclass(frozen=True, slots=True)
class Period:
    """Months of a year under one law: the first day to ask the law for, and which months."""

    day: date
    months: tuple[int, ...]


def periods(shelf: Shelf, year: int, names: Iterable[str]) -> tuple[Period, ...]:
    """The legal periods of `year` for these parameters: consecutive months in which none of them changes.

    >>> from workflows.law.library import shelf
    >>> [p.months for p in periods(shelf(), 2026, ["work_bonus_a_employee"])]
    [(1, 2), (3,), (4, 5, 6), (7, 8, 9, 10, 11, 12)]
    """
    wanted = [shelf[name] for name in names if name in shelf]
    groups: list[tuple[tuple, list[int]]] = []
    for month in range(1, 13):
        day = date(year, month, 1)
        figures = tuple(parameter.on(day).value for parameter in wanted)
        if groups and groups[-1][0] == figures:
            groups[-1][1].append(month)
        else:
            groups.append((figures, [month]))
    return tuple(Period(date(year, months[0], 1), tuple(months)) for _, months in groups)
