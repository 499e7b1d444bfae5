"""The answer of the cash flow page: frozen values, the same on the page, in a report and from Python."""

from dataclasses import dataclass
from datetime import date

from workflows.cash.chance import Course
from workflows.cash.questions import CashFlowQuestions
from workflows.cash.trough import Remedies, Trough
from workflows.law.explain import Use
from workflows.simulation.setting import Assumption


@dataclass(frozen=True)
class WayCash:
    """One way: what it leaves of a year, EUR; its trough as planned; how it fares over all paths."""

    net_year: float
    trough: Trough
    course: Course


@dataclass(frozen=True)
class Smoothing:
    """What can be paid each month as planned, EUR. `constant`: the largest constant salary, None when none holds;
    `path`: the salaries that never fall and spend the total, empty when cash falls below 0 without any."""

    constant: float | None
    path: tuple[float, ...]


@dataclass(frozen=True)
class Weeks:
    """Weeks a year without income. `without` and `salary`: the constant salary without and with those asked for, EUR a
    month; `lowest`: the lowest balance with them. `affordable`: so many whole weeks leave the draw in place with the
    probability asked for; None when it does not hold without any week off."""

    asked: float
    without: float | None
    salary: float | None
    lowest: float
    affordable: int | None


@dataclass(frozen=True)
class CashFlow:
    """The plan of one way month by month, EUR, and every way compared.

    `calendar`: (year, month); `lines`: what comes in, and below 0 what goes out, without the draw; `balances`: at the end
    of each month after the draw.
    """

    questions: CashFlowQuestions
    calendar: tuple[tuple[int, int], ...]
    lines: dict[str, tuple[float, ...]]
    balances: tuple[float, ...]
    trough: Trough
    remedies: Remedies
    smoothing: Smoothing
    ways: dict[str, WayCash]
    weeks: Weeks
    expenses: float
    assumptions: tuple[Assumption, ...]
    figures: tuple[Use, ...]
    edition: date
