"""From questions to the cash flow: the plan, its trough, the salary it bears, and how it fares by chance."""

from workflows.cash.answer import CashFlow, Smoothing, WayCash, Weeks
from workflows.cash.chance import Course, Luck, course, luck
from workflows.cash.plan import WAYS, Flows, flows
from workflows.cash.questions import CashFlowQuestions
from workflows.cash.setting import CashSetting
from workflows.cash.smoothing import constant_salary, smooth_path, to_the_cent
from workflows.cash.trough import remedies, trough
from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf


def cash_flow(questions: CashFlowQuestions, law: Shelf | None = None) -> CashFlow:
    """The money of an activity, month by month, in the way asked for and in every other one.

    >>> answer = cash_flow(CashFlowQuestions(way="self_employed", draw=1200, paths=100))
    >>> answer.trough.month, answer.trough.balance, answer.remedies.advance.amount
    (2, -1642.7, 1650.0)
    """
    setting = CashSetting(questions, law or all_figures())
    by_way = {way: flows(setting, way) for way in WAYS}
    own, drawn = by_way[questions.way], draws(setting)
    balances = own.balances(questions.draw)
    courses = fares(by_way, setting, drawn)
    return CashFlow(
        questions=questions, calendar=setting.calendar,
        lines={name: tuple(amounts.tolist()) for name, amounts in own.lines.items()},
        balances=tuple(balances.tolist()), trough=trough(balances), remedies=remedies(own, questions.draw),
        smoothing=_smoothing(own),
        ways={way: WayCash(each.net_year, trough(each.balances(questions.draw)), courses[way])
              for way, each in by_way.items()},
        weeks=_weeks(setting, own, drawn), expenses=setting.expenses, assumptions=setting.assumptions,
        figures=_figures(setting), edition=setting.shelf.edition)


def draws(setting: CashSetting) -> Luck:
    """The draws of chance that every way shares."""
    q = setting.questions
    return luck(q.months, len(setting.clients), q.paths, q.seed, setting.filled("variation"),
                setting.filled("default_chance"))


def fares(by_way: dict[str, Flows], setting: CashSetting, drawn: Luck) -> dict[str, Course]:
    """How each way fares. One way after the other: all of them at once would take four times the memory.

    Ways that wait for the same clients share what these pay.
    """
    q, found, paid, payers = setting.questions, {}, None, None
    for way, each in by_way.items():
        if (each.payers, each.guaranteed) != payers:
            paid, payers = each.paid(drawn.factors, drawn.failed), (each.payers, each.guaranteed)
        found[way] = course(each.over_paths(paid), q.draw, q.confidence, setting.revision)
    return found


def _smoothing(own: Flows) -> Smoothing:
    holds = to_the_cent(float(constant_salary(own.cumulative)))
    return Smoothing(holds if holds >= 0 else None,
                     tuple(smooth_path(own.cumulative).tolist()) if (own.cumulative >= 0).all() else ())


def _weeks(setting: CashSetting, own: Flows, drawn: Luck) -> Weeks:
    q = setting.questions
    without = own if not q.weeks_off else _with_weeks(setting, 0)
    asked, free = (to_the_cent(float(constant_salary(each.cumulative))) for each in (own, without))

    def holds(weeks):
        resting = _with_weeks(setting, weeks)
        salaries = constant_salary(resting.over_paths(resting.paid(drawn.factors, drawn.failed)))
        return float((salaries >= q.draw - 0.005).mean()) >= q.confidence

    low, high = -1, int(q.weeks_possible) + 1
    while high - low > 1:
        middle = max(0, (low + high) // 2)
        low, high = (middle, high) if holds(middle) else (low, middle)
    return Weeks(q.weeks_off, free if free >= 0 else None, asked if asked >= 0 else None,
                 float(own.balances(q.draw).min()), low if low >= 0 else None)


def _with_weeks(setting: CashSetting, weeks: float) -> Flows:
    return flows(CashSetting(setting.questions.model_copy(update={"weeks_off": float(weeks)}), setting.shelf),
                 setting.questions.way)


def _figures(setting: CashSetting) -> tuple[Use, ...]:
    """Every dated figure of this page; those of the simulation stand in the simulation."""
    names = {assumption.name for assumption in setting.assumptions} | {"pay_delay_working_days"}
    return tuple(Use(name, setting.shelf[name].on(setting.day)) for name in sorted(names))
