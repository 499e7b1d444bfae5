"""The dated figures of a vehicle: what may be paid for a kilometre, and which share of the cost is deductible."""

from dataclasses import dataclass, replace
from datetime import date

from workflows.cash.vehicle_questions import VehicleQuestions
from workflows.law.parameters import Figure, Shelf, UnknownFigure


@dataclass(frozen=True)
class Rate:
    """What may be paid for a kilometre in these months of the year, EUR, with the figure it comes from."""

    name: str
    months: tuple[int, ...]
    figure: Figure


@dataclass(frozen=True)
class Deductible:
    """The share of the professional cost that income tax accepts. None where no figure is known; `why` says it then:
    "older" for a car bought before the present rules, "unknown" for a year without a figure."""

    share: float | None
    name: str
    figure: Figure | None
    why: str


def rates(questions: VehicleQuestions, law: Shelf) -> tuple[Rate, ...]:
    """What may be paid over the year, in order; nothing for a van, for which no scale was found.

    >>> from workflows.law.library import shelf
    >>> [(rate.months[0], rate.figure.value) for rate in rates(VehicleQuestions(year=2025), shelf())]
    [(1, 0.429), (4, 0.432), (7, 0.4309), (10, 0.4312)]
    """
    if questions.kind == "van":
        return ()
    name = "bicycle_rate" if questions.kind == "bicycle" else f"kilometre_rate_{questions.scale}"
    by_figure: dict[Figure, list[int]] = {}
    for month in range(1, 13):
        figure = law[name].on(date(questions.year, month, 1))
        by_figure.setdefault(figure.first, [figure, []])[1].append(month)
    return tuple(Rate(name, tuple(months), figure) for figure, months in by_figure.values())


def year_cap(questions: VehicleQuestions, law: Shelf) -> float | None:
    """The most that may be paid in the year, EUR; only a bicycle has one."""
    return law["bicycle_year_cap"].on(date(questions.year, 12, 31)).value if questions.kind == "bicycle" else None


def deductible(questions: VehicleQuestions, law: Shelf) -> Deductible:
    """The deductible share, by kind, day of purchase and income year; the figure shows that share."""
    q = questions
    name = "deductible_fossil" if q.kind in ("petrol", "diesel") else f"deductible_{q.kind}"
    try:
        figure = law[name].on(date(q.bought_year, q.bought_month, 1))
    except UnknownFigure:
        return Deductible(None, name, None, "older")
    shares = [share for year, share in figure.value if year <= q.year]
    if not shares:
        return Deductible(None, name, None, "unknown")
    return Deductible(shares[-1], name, replace(figure, value=shares[-1]), "")
