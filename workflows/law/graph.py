"""Wires rules by name: a rule's arguments are other rules, inputs of the situation, or dated parameters."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import ModuleType
from typing import Any

import dags

from workflows.law.parameters import Shelf

Rules = Mapping[str, Callable]


class MissingInput(LookupError):
    """A value that the asked rule needs and nobody gave: `name` says which."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def rules_of(*modules: ModuleType) -> dict[str, Callable]:
    """The public functions that the modules themselves define, by name."""
    found = {}
    for module in modules:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                found[name] = function
    return found


def copies(rules: Rules, prefix: str, of: str) -> dict[str, Callable]:
    """The rules that depend on the input `of`, each again as `prefix__name`, reading `prefix__` values where they do.

    One tax scale thus assesses several incomes in one graph.

    >>> sorted(copies({"tax": lambda income, rate: income * rate, "free": lambda rate: rate}, "after", "income"))
    ['after__tax']
    """
    bent, size = {of}, 0
    while size != len(bent):
        size = len(bent)
        bent |= {name for name, rule in rules.items() if bent & set(inspect.signature(rule).parameters)}
    renamed = {name: f"{prefix}__{name}" for name in bent}
    return {renamed[name]: dags.rename_arguments(rule, mapper={
        argument: renamed.get(argument, argument) for argument in inspect.signature(rule).parameters})
        for name, rule in rules.items() if name in bent}


class Graph:
    """A set of rules that can answer for any target among them.

    >>> graph = Graph({"double": lambda x: 2 * x, "more": lambda double, step: double + step})
    >>> graph.evaluate(["more"], {"x": 3, "step": 1})
    {'more': 7}
    """

    def __init__(self, rules: Rules):
        self.rules = dict(rules)
        self.arguments = {name: tuple(inspect.signature(rule).parameters) for name, rule in self.rules.items()}
        self._wired = lru_cache(maxsize=256)(self._wire)
        self._reached = lru_cache(maxsize=256)(self._reach)
        self._ancestry = lru_cache(maxsize=1024)(self._trace)

    def _wire(self, targets: tuple[str, ...], given: frozenset[str]):
        left = {name: rule for name, rule in self.rules.items() if name not in given}
        asked = [target for target in targets if target in left]
        if not asked:
            return None, ()
        together = dags.concatenate_functions(left, targets=asked, return_type="dict", enforce_signature=False)
        return together, tuple(inspect.signature(together).parameters)

    def needs(self, targets: Iterable[str], given: Iterable[str] = ()) -> tuple[str, ...]:
        """Names that no rule computes and that the targets still need, parameters among them."""
        return self._wired(tuple(targets), frozenset(given) & frozenset(self.rules))[1]

    def evaluate(self, targets: Iterable[str], given: Mapping[str, Any], shelf: Shelf | None = None,
                 on: date | None = None) -> dict[str, Any]:
        """Values of the targets; `given` replaces rules and inputs, parameters come from the shelf on that day.

        Raises MissingInput when something is neither given nor on the shelf.
        """
        targets = tuple(targets)
        together, needs = self._wired(targets, frozenset(given) & frozenset(self.rules))
        values = {}
        for name in needs:
            if name in given:
                values[name] = given[name]
            elif shelf is not None and name in shelf:
                values[name] = shelf[name].on(on).value
            else:
                raise MissingInput(name)
        found = together(**values) if together else {}
        return {target: found[target] if target in found else given[target] for target in targets}

    def folded(self, targets: Iterable[str], given: Mapping[str, Any], moving: Iterable[str], shelf: Shelf,
               on: date) -> dict[str, Any]:
        """`given`, the parameters, and every rule behind the targets that does not depend on the `moving` inputs.

        For many evaluations in which only the moving inputs change.
        """
        targets, moving = tuple(targets), tuple(moving)
        outside = {*moving, *given}
        reached = self.reached(targets, moving, outside)
        fixed = [name for name in dict.fromkeys(n for target in targets for n in self.ancestors(target, outside))
                 if name not in reached]
        known = {**given, **self.evaluate(fixed, given, shelf, on)}
        return {**shelf.values_on(on, self.needs(targets, {*known, *moving})), **known}

    def reached(self, targets: Iterable[str], moving: Iterable[str], given: Iterable[str] = ()) -> frozenset[str]:
        """The rules behind the targets that depend on one of the `moving` names."""
        return self._reached(tuple(targets), frozenset(moving), frozenset(given))

    def _reach(self, targets, moving, given):
        found = set()
        for name in dict.fromkeys(n for target in targets for n in self.ancestors(target, given | moving)):
            if not (moving | found).isdisjoint(self.arguments[name]):
                found.add(name)
        return frozenset(found)

    def ancestors(self, target: str, given: Iterable[str] = ()) -> tuple[str, ...]:
        """The rules behind a target, those needed first before those that need them, the target last."""
        return self._ancestry(target, frozenset(given))

    def _trace(self, target, given):
        order, seen = [], set()

        def visit(name):
            if name in seen or name in given or name not in self.rules:
                return
            seen.add(name)
            for needed in self.arguments[name]:
                visit(needed)
            order.append(name)

        visit(target)
        return tuple(order)
