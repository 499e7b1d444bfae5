"""The path of rules behind the amounts of one way: the months of each legal period, then the year."""

from workflows.law.explain import Step, steps
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.graphs import COMPLEMENTARY_YEAR, COOPERATIVE_MONTH, COOPERATIVE_YEAR, SELF_EMPLOYED_YEAR, SUMS
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways

TARGETS = {"cooperative": ("received_in_year", "holiday_pay_net", "assessment", "net_year"),
           "self_employed": ("received_in_year", "assessment", "net_year"),
           "complementary": ("received_in_year", "assessment", "net_year")}


def path(questions: SimulationQuestions, way: str, law: Shelf | None = None) -> tuple[Step, ...]:
    """Every rule behind what a way leaves, with its value, inputs and dated figures; a month's rules per legal period.

    >>> [s.value for s in path(SimulationQuestions(turnover=50_000), "cooperative")
    ...  if s.rule == "cooperative_contribution"]
    [3250.0]
    """
    ways = Ways(Setting(questions, law or all_figures()))
    setting, targets = ways.setting, TARGETS[way]
    given = ways.given(way, questions.turnover_of_year)
    if way != "cooperative":
        graph = SELF_EMPLOYED_YEAR if way == "self_employed" else COMPLEMENTARY_YEAR
        return steps(graph, targets, given, setting.shelf, setting.day)
    needs = COOPERATIVE_YEAR.needs(targets, given)
    sums = {name: SUMS[name] for name in needs if name in SUMS}
    budget = COOPERATIVE_YEAR.evaluate(["employment_budget"], given, setting.shelf, setting.day)
    found, totals = [], dict.fromkeys(sums, 0.0)
    for day, share, times in ways.month_groups(tuple(sums.values())):
        month = {**given, **budget, "month_share": share, "days_month": given["days"] * share}
        found += steps(COOPERATIVE_MONTH, sums.values(), month, setting.shelf, day)
        values = COOPERATIVE_MONTH.evaluate(sums.values(), month, setting.shelf, day)
        totals = {name: totals[name] + times * float(values[monthly]) for name, monthly in sums.items()}
    return (*found, *steps(COOPERATIVE_YEAR, targets, {**given, **totals}, setting.shelf, setting.day))
