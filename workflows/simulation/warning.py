"""The warning nobody gave: from which turnover another way leaves more, how far away it is, and when it is reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.answer import Comparison
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.scan import Change
from workflows.simulation.trend import Trend, trend, year_of, years_ahead


@dataclass(frozen=True)
class Limit:
    """A turnover at which the better way changes, and where the member stands.

    `state`: reached from the exact euro on, not one cent below it; near within a share of it; else far. `distance`: EUR
    still to go, below 0 beyond it. `months`: until the rolling year crosses it, in either direction, None where it does
    not; `month`: the first day of that month. `since`: the first month of the record in which it was reached.
    """

    change: Change
    state: Literal["far", "near", "reached"]
    distance: float
    months: int | None
    month: date | None
    since: date | None


@dataclass(frozen=True)
class Warned:
    """What a member should know. `verdict`: leave or stay, open where no way can be said to leave more.

    `now`: the way the member works in. `better`: the way that leaves more. `advantage`: EUR a year between the two, at
    both ends of the coefficient's band, smallest first, 0 and 0 where the verdict is open.
    """

    now: str
    year: float
    months: int
    trend: Trend | None
    limits: tuple[Limit, ...]
    verdict: Literal["leave", "stay", "open"]
    better: str | None
    undecided: str
    advantage: tuple[float, float]


def watched(questions: SimulationQuestions, months: Sequence[float]) -> SimulationQuestions:
    """The questions with the turnover of these months' year: what the comparison for the warning is asked with.

    >>> watched(SimulationQuestions(), [2_000.0] * 12).turnover
    24000.0
    """
    said = questions.model_dump() | {"turnover": year_of(months), "turnover_by_month": ()}
    return SimulationQuestions(**said)


def warning_of(questions: SimulationQuestions, answer: Comparison, law: Shelf | None = None) -> Warned:
    """The warning for the months that were typed with the questions; `answer`: that of `watched`, scanned."""
    return warned(answer, questions.last_months, date(questions.year, questions.last_month, 1), law=law)


def warned(answer: Comparison, months: Sequence[float], last_month: date, forecast: Sequence[float] = (),
           law: Shelf | None = None, now: str = "cooperative") -> Warned:
    """The warning for a record of monthly turnovers, oldest first, the last being that of `last_month`.

    `answer`: the scanned comparison of `watched(questions, months)`. `forecast`: months to come, where they are known.
    Raises ValueError without months or without a scan.
    """
    if not months or answer.changes is None:
        raise ValueError("a warning wants at least one month and a comparison that was scanned")
    near = (law or all_figures())["near_limit_share"].on(last_month).value
    going, year = trend(months), year_of(months)
    ahead = years_ahead(months, going, forecast)
    limits = tuple(_limit(change, months, year, ahead, last_month, near)
                   for found in answer.changes.values() for change in found)
    verdict = "open" if answer.winner is None else "stay" if answer.winner == now else "leave"
    low, high = sorted(abs(end) for end in answer.advantage)
    return Warned(now, year, len(months), going, limits, verdict, answer.winner, answer.undecided,
                  (low, high) if answer.winner else (0.0, 0.0))


def _limit(change: Change, months, year: float, ahead, last_month: date, near: float) -> Limit:
    distance = round(change.turnover - year, 2)
    reached = distance <= 0
    state = "reached" if reached else "near" if distance <= near * change.turnover else "far"
    crossing = next((place for place, amount in enumerate(ahead, 1) if (amount >= change.turnover) != reached), None)
    return Limit(change, state, distance, crossing,
                 None if crossing is None else _month(last_month, crossing), _since(change, months, last_month))


def _since(change: Change, months, last_month: date) -> date | None:
    """The first month at whose end the last twelve months had reached the limit, and stayed there since."""
    since = None
    for end in range(len(months), 11, -1):
        if round(sum(months[end - 12:end]), 2) < change.turnover:
            break
        since = _month(last_month, end - len(months))
    return since


def _month(start: date, after: int) -> date:
    """The first day of the month `after` months later, or earlier below 0."""
    place = start.year * 12 + start.month - 1 + after
    return date(place // 12, place % 12 + 1, 1)
