"""The path behind an amount: each rule with its value, what it was given, and the dated figures it read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from workflows.law.graph import Graph
from workflows.law.parameters import Figure, Shelf


@dataclass(frozen=True)
class Use:
    """A dated figure that a rule read."""

    name: str
    figure: Figure


@dataclass(frozen=True)
class Step:
    """One rule in a path: its name, value, meaning, the names of what it was given, and the figures it read.

    `day` is the day the law was asked for: a rule of the month stands once for each legal period of the year.
    """

    rule: str
    day: date
    value: Any
    meaning: str
    inputs: tuple[tuple[str, Any], ...]
    figures: tuple[Use, ...]


def steps(graph: Graph, targets: Iterable[str], given: Mapping[str, Any], shelf: Shelf, on: date) -> tuple[Step, ...]:
    """Every rule behind the targets, those needed first coming first.

    >>> from workflows.law.library import shelf
    >>> from workflows.law.book import BOOK
    >>> path = steps(BOOK, ["cooperative_contribution"], {"turnover": 23076.92}, shelf(), date(2026, 1, 1))
    >>> path[-1].rule, path[-1].value
    ('cooperative_contribution', 1500.0)
    """
    order = dict.fromkeys(name for target in targets for name in graph.ancestors(target, given))
    values = graph.evaluate(order, given, shelf, on)
    known = {**given, **values}
    path = []
    for name in order:
        arguments = graph.arguments[name]
        path.append(Step(
            rule=name, day=on, value=plain(values[name]), meaning=base_name(name),
            inputs=tuple((argument, plain(known[argument])) for argument in arguments if argument in known),
            figures=tuple(Use(argument, shelf[argument].on(on)) for argument in arguments
                          if argument not in known and argument in shelf)))
    return tuple(path)


def base_name(rule: str) -> str:
    """The rule's own name, without the prefix of a copy.

    >>> base_name("together__income_tax")
    'income_tax'
    """
    return rule.rpartition("__")[2]


def plain(value: Any) -> Any:
    """A value without numpy: numbers rounded as amounts are shown, truth values and tables as they are."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if np.ndim(value) == 0 and isinstance(value, (int, float, np.number, np.ndarray)):
        return round(float(value), 6) + 0.0
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value
