"""The answer of the coaching page: frozen values, the same on the page, in a report, in a batch and from Python."""

from dataclasses import dataclass
from datetime import date

from workflows.coaching.facts import Facts
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.skills import Skill
from workflows.law.explain import Use


@dataclass(frozen=True)
class Indicator:
    """One indicator. `unit`: EUR, EUR/day, days, months, share, ratio or stage; `value` is None where it is unknown, or
    where nothing can be measured although all is known (a runway without burn): then the verdict is not unknown.

    `stage` is the value of the stage. `said`: further amounts that its sentence names. `missing`: questions without an
    answer. `references`: the dated figures it is held against. `origin`: typed, books or plan.
    """

    name: str
    unit: str
    value: float | None
    verdict: str
    references: tuple[str, ...]
    said: tuple[tuple[str, float | None], ...] = ()
    missing: tuple[str, ...] = ()
    origin: str = "plan"
    stage: str = ""


@dataclass(frozen=True)
class Scenario:
    """A course of 36 months, EUR. `nets`: what the cooperative leaves the member of each year's turnover and costs."""

    name: str
    drivers: tuple[tuple[str, float], ...]
    turnover: tuple[float, ...]
    left: tuple[float, ...]
    cash: tuple[float, ...]
    turnover_years: tuple[float, ...]
    nets: tuple[float, ...]
    days_refused: float

    @property
    def lowest(self) -> tuple[float, int]:
        """The lowest cash and its month, counted from 1."""
        amount = min(self.cash)
        return amount, self.cash.index(amount) + 1


@dataclass(frozen=True)
class Swing:
    """A driver at both ends of its range, and the cash after 36 months there, EUR."""

    name: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return round(abs(self.at_high - self.at_low), 2)


@dataclass(frozen=True)
class Route:
    """One way of working along the base scenario, months from 1. `nets`: what each month's following year leaves, EUR.

    `pays_from`: from when, for good, it leaves more than the cooperative for every coefficient; `perhaps_from`: for some.
    `outgrown`: from when, for good, some other way surely leaves more.
    """

    name: str
    nets: tuple[float, ...]
    pays_from: int | None
    perhaps_from: int | None
    outgrown: int | None


@dataclass(frozen=True)
class Routes:
    """All ways. `phases`: (first month, last month, the way that leaves most at the default coefficient).

    `exit`: the way that surely leaves more by the third year, or "". `unclear`: whether the coefficient decides it.
    """

    ways: tuple[Route, ...]
    phases: tuple[tuple[int, int, str], ...]
    exit: str
    unclear: bool


@dataclass(frozen=True)
class Reduction:
    """The first-hire reduction from a day on: its cap, and what this wage gets of it, EUR a quarter."""

    since: date
    cap: float
    quarter: float


@dataclass(frozen=True)
class Hire:
    """A first hire. EUR a month. `cost`: with all that the employer owes; `alone`: of an employer who never had staff,
    with the reduction of that month; the cooperative has staff already.

    `margin`: what the billed days of that person leave before pay. `break_even_days`: to bill a month so that the cost is
    covered. `carries_from`: month from which a month's margin covers its cost; `repaid_from`: from which all that was
    spent has come back, for good. `reserve`: cash of the base scenario when the hire begins, `wanted`: the reserve asked.
    """

    planned: bool
    month: int
    gross: float
    cost: float
    alone: float
    margin: float
    break_even_days: float | None
    carries_from: int | None
    repaid_from: int | None
    reserve: float
    wanted: float
    reductions: tuple[Reduction, ...]


@dataclass(frozen=True)
class Growth:
    """The growth track. `turnover`: what it is decided by, EUR a year; `fee`: the cooperative's contribution on it and
    `fee_at` on the threshold. `fte_minimum`: turnover that pays one full-time equivalent its minimum wage and the costs;
    `fte_month`: the month whose following year reaches it, None where none does."""

    offered: bool
    threshold: float
    turnover: float
    origin: str
    fee: float
    fee_at: float
    fte_minimum: float
    fte_month: int | None
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A service for this case: the rule that proposes it, and the signal that made it hold."""

    service: str
    rule: str
    signals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Real:
    """Projection against real: invoiced by month, what the base scenario said, and where the sum stands: below the
    pessimistic one, between, above the optimistic one; "" without a month."""

    months: tuple[float, ...]
    planned: tuple[float, ...]
    difference: float
    stands: str
    origin: str


@dataclass(frozen=True)
class Coaching:
    """The whole answer. `calendar`: (year, month) of the 36 months; `pay`: the budget of the wanted net, EUR a month."""

    questions: CoachingQuestions
    facts: Facts | None
    calendar: tuple[tuple[int, int], ...]
    pay: float | None
    indicators: tuple[Indicator, ...]
    scenarios: tuple[Scenario, ...]
    swings: tuple[Swing, ...]
    routes: Routes
    hire: Hire
    growth: Growth
    services: tuple[Proposal, ...]
    skills: tuple[Skill, ...]
    real: Real
    figures: tuple[Use, ...]
    edition: date
