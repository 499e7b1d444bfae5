"""The audit of the services: each once, what is asked for, how it is judged, under both lenses; nothing is decided."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from workflows.law.explain import Use
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.services.audit_questions import AuditQuestions, Decision, Rating
from workflows.services.lenses import LENSES, Lens, lenses
from workflows.services.register import Register, Service, register
from workflows.services.survey import IMPORTANCE, Survey, survey_2015

QUADRANTS = ("reinforce", "keep", "enough", "discuss", "not_rated")
"""Asked for and not good; asked for and good; good and little asked for; neither; not rated."""

SHOWN = 3
"""Comments of a service that are shown."""


@dataclass(frozen=True)
class Period:
    """The mean rating of a service in a period, of so many ratings."""

    name: str
    mean: float
    count: int


@dataclass(frozen=True)
class Seen:
    """A service under a lens: what members ask for times the lens's weight, its place, its quadrant."""

    weight: float
    importance: float
    rank: int
    quadrant: str


@dataclass(frozen=True)
class Judged:
    """One service. `mean` is None while it is not rated: that asks for a rating and a written comment.

    `trend`: the last mean less the one before. `silent`: ratings that nobody commented in their period.
    """

    service: Service
    demand: float
    periods: tuple[Period, ...]
    comments: tuple[str, ...]
    silent: int
    decision: Decision | None
    seen: dict[str, Seen]

    @property
    def mean(self) -> float | None:
        return self.periods[-1].mean if self.periods else None

    @property
    def trend(self) -> float | None:
        return self.periods[-1].mean - self.periods[-2].mean if len(self.periods) > 1 else None


@dataclass(frozen=True)
class Audit:
    """The answer. `deadline`: the last day of the audit; `stop`: for each lens, what is low on both axes."""

    questions: AuditQuestions
    register: Register
    survey: Survey
    lenses: dict[str, Lens]
    judged: tuple[Judged, ...]
    important_from: float
    deadline: date | None
    months: int
    stop: dict[str, tuple[Judged, ...]]
    edition: date
    figures: tuple[Use, ...]

    @property
    def rated(self) -> int:
        """How many services are rated."""
        return sum(one.mean is not None for one in self.judged)

    @property
    def changes(self) -> tuple[Judged, ...]:
        """The services whose place or quadrant differs between the lenses, the largest difference first."""
        moved = [one for one in self.judged if _place(one, LENSES[0]) != _place(one, LENSES[1])]
        return tuple(sorted(moved, key=lambda one: -abs(one.seen[LENSES[0]].rank - one.seen[LENSES[1]].rank)))


def services_audit(questions: AuditQuestions, law: Shelf | None = None) -> Audit:
    """The audit of all services of the register.

    >>> answer = services_audit(AuditQuestions(start="2026-08-31", ratings="van; 2026-1; 2; Trop loin"))
    >>> answer.deadline.isoformat(), answer.rated, len(answer.judged) == len(register().services)
    ('2027-02-28', 1, True)
    """
    law, known, views, survey = law or shelf(), register(), lenses(), survey_2015()
    demand, said = survey.on(IMPORTANCE), defaultdict(list)
    for rating in questions.rated():
        said[rating.service].append(rating)
    limit = questions.important_from or sum(demand.values()) / len(demand)
    decided = questions.decided()
    plain = {id: (demand[one.family.id], *_periods(said[id])) for id, one in known.services.items()}
    seen = {lens.id: _seen(lens, {id: (rate, periods) for id, (rate, periods, *_) in plain.items()}, limit,
                           questions.good_from) for lens in views.values()}
    judged = tuple(Judged(one, *plain[id], decided.get(id), {name: seen[name][id] for name in views})
                   for id, one in known.services.items())
    months = law["audit_months"].on(law.edition)
    return Audit(
        questions, known, survey, views, judged, limit,
        months_after(date.fromisoformat(questions.start), months.value) if questions.start else None, months.value,
        {name: tuple(one for one in judged if one.seen[name].quadrant == "discuss") for name in views}, law.edition,
        (Use("audit_months", months),))


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last of a shorter month.

    >>> months_after(date(2026, 8, 31), 6), months_after(date(2027, 8, 31), 6)
    (datetime.date(2027, 2, 28), datetime.date(2028, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _periods(said: list[Rating]) -> tuple[tuple[Period, ...], tuple[str, ...], int]:
    """The periods that are rated, the last comments, and how many ratings nobody commented in their period."""
    by_period: dict[str, list[Rating]] = defaultdict(list)
    for rating in said:
        by_period[rating.period].append(rating)
    periods, silent = [], 0
    for name, ratings in sorted(by_period.items()):
        marks = [one.rating for one in ratings if one.rating is not None]
        if marks and any(one.comment for one in ratings):
            periods.append(Period(name, sum(marks) / len(marks), len(marks)))
        else:
            silent += len(marks)
    comments = [one.comment for one in sorted(said, key=lambda one: one.period) if one.comment]
    return tuple(periods), tuple(comments[-SHOWN:]), silent


def _seen(lens: Lens, known, limit: float, good_from: float) -> dict[str, Seen]:
    weighted = {id: rate * lens.weights[id] for id, (rate, _) in known.items()}
    order = sorted(weighted, key=lambda id: -round(weighted[id], 9))
    return {id: Seen(lens.weights[id], weighted[id], order.index(id) + 1,
                     _quadrant(weighted[id] >= limit - 1e-9, periods, good_from)) for id, (_, periods) in known.items()}


def _quadrant(important: bool, periods: tuple[Period, ...], good_from: float) -> str:
    if not periods:
        return "not_rated"
    good = periods[-1].mean >= good_from
    return ("keep" if good else "reinforce") if important else ("enough" if good else "discuss")


def _place(one: Judged, lens: str):
    return one.seen[lens].rank, one.seen[lens].quadrant
