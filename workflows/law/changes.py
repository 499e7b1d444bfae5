"""Which figures differ between two years of law."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.law.as_json import figure, plain
from workflows.law.parameters import Figure, Parameter, Shelf


@dataclass(frozen=True)
class FigureChange:
    """A figure at the end of two years; None where there is none. `during`: those of the second year, oldest first.

    `difference`: the second less the first, part by part; None where they cannot be subtracted.
    """

    parameter: Parameter
    then: Figure | None
    now: Figure | None
    during: tuple[Figure, ...]
    difference: Any


def changed(law: Shelf, then: int, now: int) -> tuple[FigureChange, ...]:
    """The figures whose value on 31 December differs, or that took another value during the second year.

    >>> from workflows.law.library import shelf
    >>> [c.difference for c in changed(shelf(), 2025, 2026) if c.parameter.id == "self_employed_minimum_income"]
    [365.2]
    """
    return tuple(change for change in (_change(parameter, then, now) for parameter in law.parameters.values())
                 if change)


def lacking(found: tuple[FigureChange, ...]) -> tuple[str, ...]:
    """The figures that the second year has no value for: what a yearly update still has to find."""
    return tuple(change.parameter.id for change in found if change.now is None)


def known_years(law: Shelf) -> tuple[int, int]:
    """The first year of the oldest figure, and the last year that a figure names."""
    figures = [figure for parameter in law.parameters.values() for figure in parameter.figures]
    return min(f.first.year for f in figures), max((f.last or f.first).year for f in figures)


def change_json(change: FigureChange) -> dict[str, Any]:
    """A change as plain JSON values; its keys are a contract."""
    def one(of):
        return {"value": plain(of.value), "doubt": of.doubt, **figure(of)} if of else None

    return {"name": change.parameter.id, "label": change.parameter.name, "unit": change.parameter.unit,
            "then": one(change.then), "now": one(change.now), "difference": plain(change.difference),
            "during": [one(of) for of in change.during]}


def _change(parameter, then, now):
    first, last = (_in_force(parameter, date(year, 12, 31)) for year in (then, now))
    during = parameter.within(date(now, 1, 1), date(now, 12, 31)) if then != now else ()
    values = {of.value for of in (first, last, *during) if of}
    if len(values) < 2 and bool(first) == bool(last):
        return None
    return FigureChange(parameter, first, last, during, _less(last.value, first.value) if first and last else None)


def _in_force(parameter, day):
    return next((of for of in parameter.figures if of.holds_on(day)), None)


def _less(now, then):
    if isinstance(now, tuple) and isinstance(then, tuple) and len(now) == len(then):
        return tuple(_less(one, other) for one, other in zip(now, then))
    if any(isinstance(value, bool) or not isinstance(value, (int, float)) for value in (now, then)):
        return None
    return 0.0 if now == then else round(now - then, 10)
