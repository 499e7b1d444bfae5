"""From questions to the comparison of the ways of working."""

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.answer import Comparison, Curve, MinimumDay, WayYear
from workflows.simulation.graphs import COMPLEMENTARY_YEAR, COOPERATIVE_MONTH, COOPERATIVE_YEAR, SELF_EMPLOYED_YEAR, SUMS
from workflows.simulation.questions import MOST, SimulationQuestions
from workflows.simulation.scan import Change, changes
from workflows.simulation.setting import Setting
from workflows.simulation.ways import WAYS, Ways
from workflows.simulation.years import cooperative_years, self_employed_years

ALTERNATIVES = {None: "self_employed", "none": "self_employed", "benefits": "self_employed", "studies": "self_employed",
                "job": "complementary"}
"""What a person compares the cooperative with, by what stands beside the activity."""

CHART_TO, POINTS = 120_000.0, 401
"""The chart reaches this turnover, or the end of the scan for a larger one; so many points of each way."""

_HEADLINES = ("net_year", "received_in_year", "assessment", "contributions", "activity_tax")
_COOPERATIVE = ("holiday_pay_net", "cooperative_contribution", "employment_budget", "gross", "kept_by_employment",
                "employment_cost_year", "employee_contribution_year", "work_bonus_year", "pay_taxable_year",
                "withheld_months", "special_months", "net_months", "departure_holiday_withholding", "departure_holiday",
                "fund_holiday", "unpaid_expenses", "cooperative_share", "activity_special_contribution",
                "allowance_days", "days_paid", "ordinary_income", "holiday_tax", "fiscal_work_bonus", "lump_sum_costs")
_ALONE = ("invoiced", "paid_expenses", "turnover_after_purchases", "real_costs_profit", "chosen_profit",
          "professional_income", "activity_special_contribution", "income_tax", "state_tax", "municipal_tax")


def compare(questions: SimulationQuestions, law: Shelf | None = None, scan: bool = True) -> Comparison:
    """What each way leaves, and where the better one changes (`scan`: the exact look at every whole euro, 0.5 s).

    >>> answer = compare(SimulationQuestions(turnover=50_000), scan=False)
    >>> answer.ways["cooperative"].details["cooperative_contribution"]
    3250.0
    """
    setting = Setting(questions, law or all_figures())
    ways, turnover = Ways(setting), questions.turnover_of_year
    alternative = ALTERNATIVES[questions.situation]
    found = {way: _way(ways, way, turnover, way in ("cooperative", alternative)) for way in WAYS}
    low, high = found["cooperative"].net_year_band
    advantage = (round(low - found[alternative].net_year, 2), round(high - found[alternative].net_year, 2))
    winner, undecided = _winner(questions.situation, alternative, advantage)
    figures = _figures(setting)
    return Comparison(
        questions=questions, ways=found, changes={alternative: changes(ways, alternative)} if scan else None,
        curve=_curve(ways, ("cooperative", alternative), turnover), alternative=alternative, winner=winner,
        undecided=undecided, advantage=advantage, coefficients=setting.coefficients,
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


def _way(ways: Ways, way: str, turnover: float, applies: bool) -> WayYear:
    cooperative = way == "cooperative"
    targets = _HEADLINES + (_COOPERATIVE if cooperative else _ALONE)
    found = ways.evaluate(way, np.array([turnover, turnover + 100]), targets)
    amounts = {name: round(float(np.atleast_1d(value)[0]), 2) + 0.0 for name, value in found.items()}
    kept = round(float(found["net_year"][1] - found["net_year"][0]), 2)
    ends = [amounts["net_year"]]
    details = {name: amounts[name] for name in targets if name not in _HEADLINES}
    if cooperative:
        details["pay_delay_working_days"] = ways.setting.shelf["pay_delay_working_days"].on(ways.setting.day).value
        ends = [float(ways.evaluate(way, turnover, ("net_year",), coefficient=end)["net_year"])
                for end in ways.setting.coefficients[1:]]
    return WayYear(
        name=way, applies=applies, received_in_year=amounts["received_in_year"],
        holiday_pay=amounts.get("holiday_pay_net", 0.0), assessment=amounts["assessment"],
        own_time=ways.setting.own_time[way], net_year=amounts["net_year"],
        net_month_average=round(amounts["net_year"] / 12, 2), contributions=amounts["contributions"],
        income_tax=amounts["activity_tax"], marginal_rate=round(1 - kept / 100, 4), kept_of_100=kept,
        net_year_band=(round(min(ends), 2), round(max(ends), 2)),
        years=cooperative_years(ways, turnover) if cooperative else self_employed_years(ways, way, turnover),
        details=details)


def _winner(situation, alternative, advantage):
    if situation in (None, "benefits", "studies"):
        return None, situation or "situation"
    if advantage[0] > 0:
        return "cooperative", ""
    return (alternative, "") if advantage[1] < 0 else (None, "band")


def _minimum_day(ways: Ways, cooperative: WayYear) -> MinimumDay:
    """From which turnover every day worked can be paid its legal minimum, at the highest minimum of the year."""
    setting, q = ways.setting, ways.setting.questions
    day = setting.day
    pay = float(COOPERATIVE_MONTH.evaluate(["minimum_day_pay"], {}, setting.shelf, day)["minimum_day_pay"])
    paid = cooperative.details["days_paid"]
    keeps_rate = q.hold == "day_rate" and q.turnover_of_year > 0
    rate = setting.shelf["cooperative_contribution_rate"].on(day).value
    needed = (q.days * pay * setting.coefficients[0] + setting.expenses) / (1 - rate)
    return MinimumDay(pay, paid, None if keeps_rate or not q.days else float(math.ceil(needed)))


def _beside_the_point(setting: Setting) -> set[str]:
    """Figures that the rules read but that cannot matter to this person."""
    q, all_names = setting.questions, setting.shelf.parameters
    parts = ["_employee" if q.kind == "artist" else "_worker", "departure" if q.kind == "artist" else "holiday_fund",
             "_single" if q.household != "single" else "_couple"]
    if q.household == "single":
        parts += ["marital_quotient", "exempt_amounts_shared", "withholding_quotient", "special_contribution_two",
                  "special_contribution_one"]
    if q.kind == "employee":
        parts += ["contribution_base_factor"]
    if not q.children:
        parts += ["child_exemptions", "withholding_children"]
    if not q.children or q.household != "single":
        parts += ["single_parent"]
    if not q.private_share:
        parts += ["vat_"]
    if q.situation != "job":
        parts += ["complementary_threshold"]
    parts += ["disabled", "other_dependant", "young_child", "shared_child", "liberal_costs", "artist_flat",
              *(f"_{r}" for r in ("brussels", "flanders", "wallonia", "unknown") if r != (q.region or "unknown"))]
    return {name for name in all_names if any(part in name for part in parts)}


def _figures(setting: Setting) -> tuple[Use, ...]:
    """Every dated figure that the answer read: of the months each that was in force in the year, else the year's own."""
    monthly = set(COOPERATIVE_MONTH.needs(tuple(SUMS.values()), setting.given))
    yearly = set(COOPERATIVE_YEAR.needs(_HEADLINES + _COOPERATIVE, {*SUMS, *setting.given}))
    for graph in (SELF_EMPLOYED_YEAR, COMPLEMENTARY_YEAR):
        yearly |= set(graph.needs(_HEADLINES + _ALONE, setting.given))
    yearly |= {assumption.name for assumption in setting.assumptions}
    wanted = (monthly | yearly) - set(setting.given) - _beside_the_point(setting)
    first = setting.day.replace(month=1, day=1)
    return tuple(Use(name, figure) for name in sorted(wanted) if name in setting.shelf
                 for figure in (setting.shelf[name].within(first, setting.day) if name in monthly
                                else (setting.shelf[name].on(setting.day),)))
