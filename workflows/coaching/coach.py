"""From questions, law and the member's books to the whole coaching answer."""

import numpy as np

from workflows.coaching.answer import Coaching, Indicator, Real, Scenario, Swing
from workflows.coaching.diagnosis import Diagnosis
from workflows.coaching.facts import Facts
from workflows.coaching.growth import growth
from workflows.coaching.hire import first_hire, hire_months
from workflows.coaching.pay import pay_budget
from workflows.coaching.projection import DRIVERS, Course, base, by_year, course, moved, scenarios
from workflows.coaching.questions import MONTHS, CoachingQuestions
from workflows.coaching.routes import routes
from workflows.coaching.services import services
from workflows.coaching.setting import SEEN, CoachingSetting
from workflows.coaching.skills import grid
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf

NOTHING = np.zeros(SEEN)


def coach(questions: CoachingQuestions, law: Shelf | None = None, facts: Facts | None = None) -> Coaching:
    """The diagnosis, the projection, what follows from them. `facts`: the member's books, where they are at hand.

    >>> answer = coach(CoachingQuestions(turnover_year=50_000))
    >>> answer.growth.offered, answer.growth.fee
    (True, 3250.0)
    """
    setting = CoachingSetting(questions, law or all_figures(), facts)
    drivers = scenarios(setting)
    names, q = list(drivers), questions
    swinging = [(name, end) for name in DRIVERS for end in (-1, 1)]
    rows = [*drivers.values(), *(base(setting) | {name: moved(setting, name, end)} for name, end in swinging)]
    month = q.hire_month or 1
    hired = hire_months(setting, month)
    cost, days = (hired.cost, hired.days) if q.hire_month else (NOTHING, NOTHING)
    today = course(setting, [drivers["base"]], 0.0, NOTHING, NOTHING)
    billed, turnover, quarter = (float(round(line[0, :many].sum(), 2)) for line, many in (
        (today.billed, 12), (today.turnover, 12), (today.turnover, 3)))
    pay, at = pay_budget(setting, min(billed, 366.0)), names.index("base")
    ahead = course(setting, rows, pay or 0.0, cost, days)
    indicators = Diagnosis(setting, turnover, billed, quarter, pay).all()
    hire = first_hire(setting, hired, month, ahead, at)
    track = growth(setting, ahead, at, turnover)
    along = routes(setting, ahead, at, cost - hired.alone if q.hire_month else NOTHING)
    skills = grid(q.skills, setting.shelf, setting.day)
    signals = {one.name: one.verdict for one in indicators} | {
        "growth_track": "offered" if track.offered else "not_yet", "hire": "planned" if hire.planned else "none",
        "best_way": "other" if along.exit else "unclear" if along.unclear else "cooperative",
        "days": "full" if ahead.refused[at, :12].sum() > 1 else "room",
        "skills": "below" if any(one.now is not None and one.now < one.reference for one in skills) else "reached"}
    return Coaching(
        questions=q, facts=facts, calendar=setting.calendar[:MONTHS], pay=pay, indicators=_in_order(indicators),
        scenarios=_scenarios(setting, names, drivers, ahead), swings=_swings(setting, swinging, ahead, len(names)),
        routes=along, hire=hire, growth=track, services=services(signals), skills=skills,
        real=_real(setting, ahead, at), figures=setting.figures, edition=setting.shelf.edition)


def _in_order(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The stage first, then what asks to act, then what to watch; what is unknown comes last."""
    first, *others = indicators
    return (first, *sorted(others, key=lambda one: ("act", "watch", "good", "unknown").index(one.verdict)))


def _scenarios(setting: CoachingSetting, names, drivers, ahead: Course) -> tuple[Scenario, ...]:
    turnover, many = by_year(ahead.turnover), len(names)
    spent = by_year(ahead.costs) - setting.rate * turnover
    days = np.minimum(by_year(ahead.billed), 366.0)
    nets = setting.ways.evaluate("cooperative", turnover[:many], ("net_year",), days=days[:many], expenses=spent[:many])
    left = np.round(np.broadcast_to(nets["net_year"], turnover[:many].shape), 2)
    return tuple(Scenario(
        name, tuple(drivers[name].items()), *(tuple((np.round(line[row, :MONTHS], 2) + 0.0).tolist()) for line in
                                              (ahead.turnover, ahead.left, ahead.cash)),
        tuple(turnover[row].tolist()), tuple(left[row].tolist()), float(round(ahead.refused[row, :12].sum(), 1)))
        for row, name in enumerate(names))


def _swings(setting: CoachingSetting, swinging, ahead: Course, first: int) -> tuple[Swing, ...]:
    """Cash after 36 months at both ends of each driver, the widest first; what moves nothing is left out."""
    ends = {pair: float(ahead.cash[first + row, MONTHS - 1]) for row, pair in enumerate(swinging)}
    found = (Swing(name, moved(setting, name, -1), moved(setting, name, 1), ends[name, -1], ends[name, 1])
             for name in DRIVERS)
    return tuple(sorted((swing for swing in found if swing.width), key=lambda swing: -swing.width))


def _real(setting: CoachingSetting, ahead: Course, at: int) -> Real:
    months, origin = setting.real
    low, planned, high = (ahead.turnover[row, :len(months)] for row in (at - 1, at, at + 1))
    total = round(sum(months), 2)
    stands = "" if not months else "below" if total < low.sum() else "above" if total > high.sum() else "between"
    return Real(months, tuple(np.round(planned, 2).tolist()), round(total - float(planned.sum()), 2), stands, origin)
