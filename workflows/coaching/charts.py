"""The parts of the coaching sheet that are drawn: the projection, the real months, the sensitivity, the skills."""

from datetime import date
from typing import Any

from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.said import amount, month_of
from workflows.coaching.sections import heads
from workflows.drawing.lines import LineChart, Series
from workflows.drawing.radar import Radar
from workflows.drawing.tornado import Bar, Tornado
from workflows.questions.problems import show
from workflows.report.sheet import Section, Table
from workflows.words.catalogue import Words

INKS = {"pessimistic": ("#b4420a", "3 4"), "base": ("#0b5cad", ""), "optimistic": ("#1a6b34", "9 4"),
        "own": ("#6b3fa0", "12 4 3 4")}
"""Colour and dash of each scenario."""

LEVELS = 5


def projection(answer: dict[str, Any], words: Words) -> Section:
    """The cash of every scenario over 36 months, and their years side by side."""
    found, months = answer["scenarios"], [*range(1, len(answer["months"]) + 1)]
    chart = LineChart(
        title=words("coaching.projection.title"), description=" ".join(projection_sentences(answer, words)),
        x_name=words("coaching.projection.x"), y_name=words("coaching.projection.y"), xs=months,
        series=[Series(words(f"coaching.scenario.{name}"), one["cash"], *INKS[name]) for name, one in found.items()],
        short=lambda euros: words.formats.short(euros), short_x=lambda month: words.formats.number(month, 0))
    rows = [(words("coaching.row.turnover", year=year + 1), *(amount(one["turnover_years"][year], "whole", words)
                                                             for one in found.values())) for year in range(3)]
    rows += [(words("coaching.row.net", year=year + 1), *(amount(one["nets"][year], "whole", words)
                                                          for one in found.values())) for year in range(3)]
    rows.append((words("coaching.row.lowest"), *(amount(one["lowest"], "whole", words) for one in found.values())))
    rows.append((words("coaching.row.end"), *(amount(one["cash"][-1], "whole", words) for one in found.values())))
    head = (words("coaching.column.row"), *(words(f"coaching.scenario.{name}") for name in found))
    return Section(words("coaching.section.projection"), projection_sentences(answer, words),
                   Table(head, tuple(rows), tuple(range(1, len(head)))), chart)


def projection_sentences(answer: dict[str, Any], words: Words) -> tuple[str, ...]:
    """Where the cash of the base scenario is lowest and where it ends."""
    base, q = answer["scenarios"]["base"], answer["questions"]
    said = [words("coaching.projection.said", lowest=amount(base["lowest"], "whole", words),
                  month=month_of(answer, base["lowest_month"], words), end=amount(base["cash"][-1], "whole", words))]
    if answer["pay"] is None:
        said.append(words("coaching.projection.no_pay"))
    if q["cash"] is None:
        said.append(words("coaching.projection.no_cash"))
    if base["days_refused"] >= 1:
        said.append(words("coaching.projection.full", days=amount(base["days_refused"], "number", words)))
    return tuple(said)


def real(answer: dict[str, Any], words: Words) -> Section | None:
    """The projection against what was really invoiced; None where nothing was."""
    found = answer["real"]
    if not found["months"]:
        return None
    rows = tuple((month_of(answer, place, words), amount(invoiced, "money", words), amount(planned, "money", words),
                  words.formats.signed(invoiced - planned, cents=False))
                 for place, (invoiced, planned) in enumerate(zip(found["months"], found["planned"], strict=True), 1))
    said = words(f"coaching.real.{found['stands']}", difference=words.formats.signed(found["difference"], cents=False))
    return Section(words("coaching.section.real"), (said,), Table(
        heads(("month", "invoiced", "planned", "difference"), words), rows, (1, 2, 3)))


def tornado(answer: dict[str, Any], words: Words) -> Section | None:
    """What the cash after 36 months hangs on, the widest first; None where nothing moves it."""
    found, base = answer["swings"], answer["scenarios"]["base"]["cash"][-1]
    if not found:
        return None
    ends = [(words(f"coaching.{one['name']}.label"), *(show(one[end], one["name"], CoachingQuestions, words)
                                                       for end in ("low", "high"))) for one in found]
    chart = Tornado(
        title=words("coaching.section.tornado"), base=base, base_name=amount(base, "whole", words),
        description=words("coaching.tornado.said", first=ends[0][0], width=amount(
            abs(found[0]["at_high"] - found[0]["at_low"]), "whole", words)),
        value_name=words("coaching.tornado.axis"), ends=(words("coaching.tornado.low"), words("coaching.tornado.high")),
        short=words.formats.short, bars=[Bar(name, one["at_low"], one["at_high"], low, high)
                                         for one, (name, low, high) in zip(found, ends, strict=True)])
    rows = tuple((name, low, amount(one["at_low"], "whole", words), high, amount(one["at_high"], "whole", words))
                 for one, (name, low, high) in zip(found, ends, strict=True))
    return Section(words("coaching.section.tornado"), (chart.description,), Table(
        heads(("driver", "low", "cash", "high", "cash"), words), rows, (1, 2, 3, 4)), chart, folded=True)


def skills(answer: dict[str, Any], words: Words) -> Section:
    """The radar of the skills, and the same as a table with their days."""
    found = answer["skills"]
    known = [one for one in found if one["now"] is not None]
    rows = tuple((words(f"coaching.skill.{one['name']}"), _level(one["now"], words), _level(one["before"], words),
                  words.formats.number(one["reference"], 0), _since(one, words)) for one in found)
    table = Table(heads(("skill", "level", "before", "reference", "day"), words), rows, (1, 2, 3))
    if not known:
        return Section(words("coaching.section.skills"), (words("coaching.skills.none"),), table, folded=True)
    below = [words(f"coaching.skill.{one['name']}") for one in known if one["now"] < one["reference"]]
    said = words("coaching.skills.below", names=", ".join(below)) if below else words("coaching.skills.reached")
    chart = Radar(words("coaching.section.skills"), said, [words(f"coaching.skill.{one['name']}") for one in found],
                  [one["now"] for one in found], [one["reference"] for one in found], LEVELS,
                  (words("coaching.column.level"), words("coaching.column.reference")))
    return Section(words("coaching.section.skills"), (said,), table, chart, folded=True)


def _level(level: int | None, words: Words) -> str:
    return "–" if level is None else str(level)


def _since(one, words):
    return words.formats.date(date.fromisoformat(one["levels"][-1][0])) if one["levels"] else "–"
