"""What the difference between two ways hangs on: each assumption moved alone between two ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.simulation.answer import Comparison
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways

_SHARES = ("fund_fee", "municipal_rate", "private_share")


@dataclass(frozen=True)
class Swing:
    """One assumption moved from `low` to `high`: the difference at each end, EUR a year, all else held.

    `name`: the question it belongs to. `width`: how far the difference moves.
    """

    name: str
    low: float
    high: float
    at_low: float
    at_high: float
    width: float


@dataclass(frozen=True)
class Sensitivity:
    """`base`: what `first` leaves more than `second` with everything as it is; the swings, widest first."""

    first: str
    second: str
    base: float
    swings: tuple[Swing, ...]


def best_two(answer: Comparison) -> tuple[str, str]:
    """The two ways open to this person that leave most, the better one first."""
    nets = {name: way.net_year for name, way in answer.ways.items() if way.applies}
    first, second, *_ = sorted(nets, key=nets.__getitem__, reverse=True)
    return first, second


def sensitivity(questions: SimulationQuestions, first: str, second: str, law: Shelf | None = None) -> Sensitivity:
    """The difference between two ways for each assumption at both its ends.

    >>> found = sensitivity(SimulationQuestions(), "cooperative", "self_employed")
    >>> found.swings[0].width >= found.swings[-1].width
    True
    """
    law = law or all_figures()
    setting = Setting(questions, law)
    base = _gap(questions, first, second, law)
    swings = []
    for name, (low, high) in _ends(setting).items():
        at = [_gap(questions.model_copy(update={name: end}), first, second, law) for end in (low, high)]
        swings.append(Swing(name, low, high, *at, round(max(base, *at) - min(base, *at), 2)))
    return Sensitivity(first, second, base, tuple(sorted(swings, key=lambda swing: -swing.width)))


def _gap(questions: SimulationQuestions, first: str, second: str, law: Shelf) -> float:
    ways, own = Ways(Setting(questions, law)), questions.turnover_of_year
    nets = [round(float(ways.evaluate(way, own, ("net_year",))["net_year"]), 2) for way in (first, second)]
    return round(nets[0] - nets[1], 2) + 0.0


def _ends(setting: Setting) -> Mapping[str, tuple[float, float]]:
    """Question to the two ends that it is moved between; without those that have nowhere to go."""
    q = setting.questions
    span = setting.assumed("sensitivity_span")
    rate = q.municipal_rate if q.municipal_rate is not None else setting.assumed(f"municipal_rate_{q.region or 'unknown'}")
    around = {"own_costs": setting.own_costs, "expenses": setting.expenses, "days": q.days, "municipal_rate": rate}
    if q.situation == "job":
        around["job_gross"] = setting.job_gross
    if q.household == "couple_two_incomes":
        around["partner_net"] = setting.partner_income
    least = {"expenses": q.purchases}
    ends = {name: (max(value * (1 - span), least.get(name, 0.0)), min(value * (1 + span), _most(name)))
            for name, value in around.items()}
    ends["coefficient"] = setting.coefficients[1:]
    ends["fund_fee"] = (setting.assumed("fund_fee_low"), setting.assumed("fund_fee_high"))
    ends["private_share"] = (max(q.private_share - span, 0.0), min(q.private_share + span, 1.0))
    digits = dict.fromkeys((*_SHARES, "coefficient"), 6)
    rounded = {name: tuple(round(end, digits.get(name, 2)) for end in pair) for name, pair in ends.items()}
    return {name: pair for name, pair in rounded.items() if pair[0] < pair[1]}


def _most(question: str) -> float:
    """The largest value that a question takes."""
    return next(bound.le for bound in SimulationQuestions.model_fields[question].metadata if hasattr(bound, "le"))
