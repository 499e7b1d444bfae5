"""Until when an expense of a year can be booked in that year: the date that was announced, and no other."""

from dataclasses import dataclass
from datetime import date

from workflows.law.parameters import Figure, Shelf, UnknownFigure

CLOSING, ANNOUNCED = "expenses_closing", "expenses_closing_announced"


@dataclass(frozen=True)
class Closing:
    """The end of a year's books. `last`: the last day, None while none was announced; `announced`: when it was."""

    year: int
    last: date | None
    announced: date | None
    figure: Figure | None

    def is_closed(self, today: date) -> bool:
        """Whether nothing can be booked in the year any more. The turn of the year alone closes nothing."""
        return self.last is not None and today > self.last


def closing(year: int, law: Shelf) -> Closing:
    """The closing of a year.

    >>> from workflows.law.library import shelf
    >>> closing(2026, shelf()).is_closed(date(2027, 1, 1))
    False
    """
    at = date(year, 12, 31)
    try:
        figure = law[CLOSING].on(at)
        last, announced = _day(figure), _day(law[ANNOUNCED].on(at))
    except UnknownFigure:
        return Closing(year, None, None, None)
    return Closing(year, last, announced if last else None, figure)


def open_year(year: int, today: date, law: Shelf) -> int:
    """The first year from `year` on whose books are open: where an expense that came too late can go."""
    while year < today.year and closing(year, law).is_closed(today):
        year += 1
    return year


def _day(figure: Figure) -> date | None:
    try:
        return date.fromisoformat(figure.value)
    except (TypeError, ValueError):
        return None
