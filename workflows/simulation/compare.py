"""From questions to the comparison of the ways of working."""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.answer import Comparison, Curve, MinimumDay, WayYear
from workflows.simulation.figures import figures_read
from workflows.simulation.graphs import MONTH, STATUSES
from workflows.simulation.look import look
from workflows.simulation.questions import MOST, SimulationQuestions
from workflows.simulation.scan import Change
from workflows.simulation.setting import Setting
from workflows.simulation.targets import DETAILS, HEADLINES
from workflows.simulation.verdict import decided, switches
from workflows.simulation.ways import SALARIED, WAYS, Ways
from workflows.simulation.years import salaried_years, self_employed_years, the_same_years

CHART_TO, POINTS = 120_000.0, 401
"""The chart reaches this turnover, or the end of the scan for a larger one; so many points of each way."""


def compare(questions: SimulationQuestions, law: Shelf | None = None, scan: bool = True) -> Comparison:
    """What each way leaves, and where the better one changes (`scan`: the exact look at every whole euro, 0.5 s).

    >>> answer = compare(SimulationQuestions(turnover=50_000), scan=False)
    >>> answer.ways["cooperative"].details["cooperative_contribution"]
    3250.0
    """
    setting = Setting(questions, law or all_figures())
    ways, turnover, other = Ways(setting), questions.turnover_of_year, setting.alternative
    asked = dict.fromkeys(("cooperative", other, *setting.open_ways))
    found = {way: _way(ways, way, turnover) for way in WAYS if way in asked}
    verdict = decided(setting, found)
    figures = figures_read(setting)
    return Comparison(
        questions=questions, ways=found, alternative=other, changes=look(ways).changes if scan else None,
        curve=_curve(ways, ("cooperative", other), turnover), winner=verdict.winner, undecided=verdict.undecided,
        advantage=verdict.advantage, switches=switches(setting, verdict), coefficients=setting.coefficients,
        minimum_day=_minimum_day(ways, found["cooperative"]),
        expenses=setting.expenses, assumptions=setting.assumptions, figures=figures, edition=setting.shelf.edition,
        doubts=tuple({(use.name, use.figure.doubt["en"]): use for use in figures if use.figure.doubt}.values()))


def scanned(answer: Comparison, found: dict[str, tuple[Change, ...]]) -> Comparison:
    """The answer with the changes of a scan that was made apart."""
    return replace(answer, changes=found)


def _curve(ways: Ways, names: Iterable[str], turnover: float) -> Curve:
    to = CHART_TO if turnover <= CHART_TO else MOST
    turnovers = np.linspace(0.0, to, POINTS)
    nets = {name: ways.evaluate(name, turnovers, ("net_year",))["net_year"] for name in names}
    return Curve(tuple(turnovers.tolist()), {name: tuple(net.tolist()) for name, net in nets.items()})


def _way(ways: Ways, way: str, turnover: float) -> WayYear:
    setting, targets = ways.setting, HEADLINES + DETAILS.get(way, DETAILS["self_employed"])
    found = ways.evaluate(way, np.array([turnover, turnover + 100]), targets)
    amounts = {name: round(float(np.atleast_1d(value)[0]), 2) + 0.0 for name, value in found.items()}
    kept = round(float(found["net_year"][1] - found["net_year"][0]), 2)
    details = {name: amounts[name] for name in targets if name not in HEADLINES}
    ends = [amounts["net_year"]]
    if way == "cooperative":
        details["pay_delay_working_days"] = setting.assumed("pay_delay_working_days")
        ends = [float(ways.evaluate(way, turnover, ("net_year",), coefficient=end)["net_year"])
                for end in setting.coefficients[1:]]
    return WayYear(
        name=way, applies=_applies(setting, way, details), received_in_year=amounts["received_in_year"],
        holiday_pay=amounts.get("holiday_pay_net", 0.0), assessment=amounts["assessment"],
        own_time=setting.own_time(way), net_year=amounts["net_year"],
        net_month_average=round(amounts["net_year"] / 12, 2), contributions=amounts["contributions"],
        income_tax=amounts["activity_tax"], marginal_rate=round(1 - kept / 100, 4), kept_of_100=kept,
        net_year_band=(round(min(ends), 2), round(max(ends), 2)), years=_years(ways, way, turnover, amounts),
        details=details)


def _applies(setting: Setting, way: str, details: dict[str, float]) -> bool:
    if way == "amateur":
        fits = details["amateur_open"] > 0 and details["amateur_days_paid"] >= setting.questions.days
        return way in setting.open_ways and fits
    return way == "cooperative" or way in setting.open_ways


def _years(ways, way, turnover, amounts):
    if way in SALARIED:
        return salaried_years(ways, way, turnover)
    if way in STATUSES:
        return self_employed_years(ways, way, turnover)
    return the_same_years(amounts)


def _minimum_day(ways: Ways, cooperative: WayYear) -> MinimumDay:
    """From which turnover every day worked can be paid its legal minimum, at the highest minimum of the year."""
    setting, q = ways.setting, ways.setting.questions
    day = setting.day
    pay = float(MONTH.evaluate(["minimum_day_pay"], {}, setting.shelf, day)["minimum_day_pay"])
    paid = cooperative.details["days_paid"]
    keeps_rate = q.hold == "day_rate" and q.turnover_of_year > 0
    rate = setting.shelf["cooperative_contribution_rate"].on(day).value
    needed = (q.days * pay * setting.coefficients[0] + setting.expenses) / (1 - rate)
    return MinimumDay(pay, paid, None if keeps_rate or not q.days else float(math.ceil(needed)))
