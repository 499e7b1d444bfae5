"""The value of any rule or dated figure on a day, with what it was given and the figures it read."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from workflows.law.book import BOOK, RULES
from workflows.law.explain import Use, plain
from workflows.law.library import shelf
from workflows.law.names import names
from workflows.law.parameters import UnknownFigure


class NoPart(LookupError):
    """A value was given that the rule does not use: `name`; `known` are those it does."""

    def __init__(self, name: str, known: tuple[str, ...]):
        super().__init__(name)
        self.name, self.known = name, known


@dataclass(frozen=True)
class Value:
    """`inputs`: what was given; `supposed`: inputs taken at their default; `figures`: dated figures that were read."""

    name: str
    on: date
    value: Any
    inputs: dict[str, Any]
    supposed: dict[str, Any]
    figures: tuple[Use, ...]


def value_of(name: str, on: date, given: Mapping[str, Any], perhaps: Mapping[str, Any] | None = None) -> Value:
    """The value of a rule or figure. UnknownFigure, MissingInput or NoPart say what is wrong.

    `perhaps`: what a word like household=single stands for; used where the rule has a place for it.

    >>> value_of("self_employed_contributions", date(2026, 6, 1), {"net_income": 0.0, "fund_fee": 0.0}).value
    3561.68
    """
    law = shelf()
    if name not in RULES:
        if name not in law:
            raise UnknownFigure(name)
        return Value(name, on, plain(law[name].on(on).value), {}, {}, (Use(name, law[name].on(on)),))
    given = {key: np.float64(value) if isinstance(value, float) else value for key, value in given.items()}
    known = _known(name)
    for key in given:
        if key not in known or key == name:
            raise NoPart(key, tuple(sorted(known - set(shelf().parameters) - {name})))
    given |= {key: value for key, value in (perhaps or {}).items() if key in known}
    needs = BOOK.needs([name], given)
    supposed = {key: value for key, value in names().defaults.items() if key in needs and key not in given}
    found = BOOK.evaluate([name], {**supposed, **given}, law, on)[name]
    figures = tuple(Use(key, law[key].on(on)) for key in needs if key in law and key not in given)
    return Value(name, on, plain(found), {key: plain(value) for key, value in given.items()}, supposed, figures)


def close_names(name: str) -> list[str]:
    """Names of rules and figures that look like this one."""
    return difflib.get_close_matches(name, [*RULES, *shelf().parameters], n=3, cutoff=0.5)


def _known(name):
    """Everything that has a part in a rule: the rules behind it, their inputs and figures."""
    return {argument for rule in BOOK.ancestors(name) for argument in BOOK.needs([rule], ())} | set(BOOK.ancestors(name))
