"""What follows from a comparison where it was asked for: the wanted net, and the warning for the months that were typed."""

from dataclasses import dataclass

from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.answer import Comparison
from workflows.simulation.compare import compare
from workflows.simulation.difference import Difference, difference
from workflows.simulation.inverse import Needed, needed
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.warning import Warned, warning_of, watched
from workflows.simulation.ways import Ways

ORDER_DAYS = 1.0
"""The price of an order is said for one day."""


@dataclass(frozen=True)
class Followed:
    """`wanted`: by way, what it takes; None where no wanted net was typed. `warning`, and what makes its difference:
    None where no months were typed."""

    wanted: tuple[Needed, ...] | None
    warning: Warned | None
    gap: Difference | None


@dataclass(frozen=True)
class Answer:
    """The comparison, and what was asked besides it."""

    comparison: Comparison
    followed: Followed


def answered(questions: SimulationQuestions, law: Shelf | None = None) -> Answer:
    """All that the page answers: the comparison with its exact scan, the wanted net, the warning.

    >>> answered(SimulationQuestions(turnover=50_000)).comparison.ways["cooperative"].details["cooperative_contribution"]
    3250.0
    """
    law = law or all_figures()
    return Answer(compare(questions, law), follow(questions, law))


def shown_ways(setting: Setting) -> tuple[str, ...]:
    """The cooperative, the way it is compared with, and the other open ways that have a year of their own."""
    return tuple(dict.fromkeys(("cooperative", setting.alternative,
                                *(way for way in setting.open_ways if way != "amateur"))))


def follow(questions: SimulationQuestions, law: Shelf) -> Followed:
    """Both, each only where it was asked for; every whole euro is looked at, so this takes a second or two.

    >>> from workflows.law.library import shelf
    >>> follow(SimulationQuestions(), shelf())
    Followed(wanted=None, warning=None, gap=None)
    """
    setting = Setting(questions, law)
    wanted = None
    if questions.wanted_net is not None:
        ways = Ways(setting)
        wanted = tuple(needed(ways, way, round(12 * questions.wanted_net, 2), ORDER_DAYS) for way in shown_ways(setting))
    if not questions.last_months:
        return Followed(wanted, None, None)
    at_that_pace = watched(questions, questions.last_months)
    answer: Comparison = compare(at_that_pace, law)
    warning = warning_of(questions, answer, law)
    return Followed(wanted, warning, _gap(warning, answer, Setting(at_that_pace, law)))


def _gap(warning: Warned, answer: Comparison, setting: Setting) -> Difference | None:
    if warning.better is None:
        return None
    other = answer.alternative if warning.better == "cooperative" else "cooperative"
    return difference(Ways(setting), warning.better, other)
