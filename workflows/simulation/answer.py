"""The answer of the simulation: frozen values, the same on the page, in a report, on the command line and from Python."""

from dataclasses import dataclass
from datetime import date

from workflows.law.explain import Use
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.scan import Change
from workflows.simulation.setting import Assumption


@dataclass(frozen=True)
class Year:
    """One year of a way, EUR: what it leaves, contributions paid in it, and the bill that follows about two years later."""

    net: float
    contributions: float
    bill_later: float


@dataclass(frozen=True)
class WayYear:
    """What one way of working leaves of the year, EUR. `applies`: whether it is open to this person.

    Of a company `net_year` is what is left after exit, and `details` also holds `private_now` and `in_company`.

    net_year = received_in_year + holiday_pay + assessment - own_time; an assessment below 0 is to set aside.
    `kept_of_100` is what 100 more euros of turnover leave, `marginal_rate` the share of them that is lost.
    `years`: the first year, the third and the steady state. `details`: other amounts of the way by rule name.
    """

    name: str
    applies: bool
    received_in_year: float
    holiday_pay: float
    assessment: float
    own_time: float | None
    net_year: float
    net_month_average: float
    contributions: float
    income_tax: float
    marginal_rate: float
    kept_of_100: float
    net_year_band: tuple[float, float]
    years: dict[str, Year]
    details: dict[str, float]


@dataclass(frozen=True)
class MinimumDay:
    """The gross minimum of a day, EUR; days that can be paid in the year; the turnover from which all days can be."""

    pay: float
    days_paid: float
    turnover: float | None


@dataclass(frozen=True)
class Curve:
    """What the ways that apply leave at evenly spread turnovers, EUR a year."""

    turnovers: tuple[float, ...]
    nets: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Comparison:
    """The ways that are open to one situation, the one it is compared with, and what they rest on.

    `changes`: by the way compared with the cooperative, every turnover where the better way changes; None before the
    scan. `winner`: the way that leaves more for every coefficient of the band; None where none can be named, and
    `undecided` says why: situation, benefits, closed, band, or company where private money and money after exit
    disagree. `advantage`: cooperative less alternative, EUR a year, at the high and at the low coefficient.
    `switches`: the doubtful points of law that would name another winner, with that winner. `figures`: every dated
    figure that was read; `doubts`: those that are not certain, one of each reason.
    """

    questions: SimulationQuestions
    ways: dict[str, WayYear]
    changes: dict[str, tuple[Change, ...]] | None
    curve: Curve
    alternative: str
    winner: str | None
    undecided: str
    advantage: tuple[float, float]
    minimum_day: MinimumDay
    switches: tuple[tuple[str, str | None], ...]
    coefficients: tuple[float, float, float]
    expenses: float
    assumptions: tuple[Assumption, ...]
    doubts: tuple[Use, ...]
    figures: tuple[Use, ...]
    edition: date
