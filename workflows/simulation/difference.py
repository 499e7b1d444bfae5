"""The difference between two ways of working, line by line: what each one costs, and what makes the difference."""

from dataclasses import dataclass

from workflows.simulation.statement import statement
from workflows.simulation.ways import Ways


@dataclass(frozen=True)
class DifferenceLine:
    """One kind of amount in both ways, EUR a year, below 0 where it costs; `difference` = first less second."""

    kind: str
    first: float
    second: float
    difference: float


@dataclass(frozen=True)
class Difference:
    """What `first` leaves more than `second`, EUR a year, and the lines that sum to it to the cent."""

    first: str
    second: str
    turnover: float
    net_first: float
    net_second: float
    total: float
    lines: tuple[DifferenceLine, ...]


def difference(ways: Ways, first: str, second: str, turnover: float | None = None) -> Difference:
    """Two ways compared at a turnover (None: the person's own).

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> from workflows.simulation.setting import Setting
    >>> found = difference(Ways(Setting(SimulationQuestions(), shelf())), "cooperative", "self_employed")
    >>> found.total == round(sum(line.difference for line in found.lines), 2)
    True
    """
    turnover = ways.setting.questions.turnover_of_year if turnover is None else turnover
    sides = [{amount.kind: amount.value for amount in statement(ways, way, turnover)}
             for way in (first, second)]
    nets = [_cents(sum(side.values())) for side in sides]
    lines = tuple(DifferenceLine(kind, *(side.get(kind, 0.0) for side in sides),
                                 _cents(sides[0].get(kind, 0.0) - sides[1].get(kind, 0.0)))
                  for kind in dict.fromkeys((*sides[0], *sides[1])))
    return Difference(first, second, turnover, *nets, _cents(nets[0] - nets[1]), lines)


def _cents(amount: float) -> float:
    """Sums of cents without the dust of binary floats."""
    return round(amount, 2) + 0.0
