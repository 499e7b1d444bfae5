"""The path of rules behind the amounts of one way: the months of each legal period, then the year."""

from collections.abc import Callable

from workflows.law.explain import Step, steps
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.graphs import MONTH, SALARIED_YEAR, SUMS, YEARS
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import SALARIED, Ways, days_of_month

TARGETS = ("received_in_year", "assessment", "net_year")
"""The amounts that every way ends in."""

SALARIED_TARGETS = ("received_in_year", "holiday_pay_net", "assessment", "net_year")


def path(questions: SimulationQuestions, way: str, law: Shelf | None = None, also: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Every rule behind what a way leaves, with its value, inputs and dated figures; a month's rules per legal period.

    `also`: further amounts of the way whose rules are wanted.

    >>> [s.value for s in path(SimulationQuestions(turnover=50_000), "cooperative")
    ...  if s.rule == "cooperative_contribution"]
    [3250.0]
    """
    ways = Ways(Setting(questions, law or all_figures()))
    setting, given = ways.setting, ways.given(way, questions.turnover_of_year)
    if way not in SALARIED:
        return steps(YEARS[way], (*TARGETS, *also), given, setting.shelf, setting.day)
    targets = (*SALARIED_TARGETS, *(name for name in also if name not in SUMS))
    needs = (*SALARIED_YEAR.needs(targets, given), *also)
    sums = {name: SUMS[name] for name in needs if name in SUMS}
    budget = SALARIED_YEAR.evaluate(["salary_budget"], given, setting.shelf, setting.day)
    found, totals = [], dict.fromkeys(sums, 0.0)
    for day, share, times in ways.month_groups(tuple(sums.values())):
        month = {**given, "employment_budget": budget["salary_budget"], "month_share": share,
                 "days_month": days_of_month(given["days"], share)}
        found += steps(MONTH, sums.values(), month, setting.shelf, day)
        values = MONTH.evaluate(sums.values(), month, setting.shelf, day)
        totals = {name: totals[name] + times * float(values[monthly]) for name, monthly in sums.items()}
    return (*found, *steps(SALARIED_YEAR, targets, {**given, **totals}, setting.shelf, setting.day))


def steps_of(path: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """The steps behind one amount: its rule, or for a sum of months the month's rule under each legal period."""
    return tuple(step for step in path if step.rule == SUMS.get(name, name)) or \
        tuple(step for step in path if step.rule == name)


def rule_of(way: str, name: str) -> Callable | None:
    """The rule itself; None where the name is no rule of the way."""
    graphs = (MONTH, SALARIED_YEAR) if way in SALARIED else (YEARS[way],)
    return next((graph.rules[name] for graph in graphs if name in graph.rules), None)
