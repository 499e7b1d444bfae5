"""What a year leaves, taken apart into amounts that sum to it: the same kinds of amounts for every way of working."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workflows.law.graph import Graph
from workflows.simulation.graphs import year_graph
from workflows.simulation.ways import Ways

KINDS = {
    "turnover": "turnover", "cooperative_contribution": "cooperative", "kept_by_employment": "employer",
    "contributions": "contributions", "activity_tax": "income_tax", "activity_special_contribution": "special",
    "director_contributions": "contributions", "copyright_tax": "income_tax", "tax_surcharge": "income_tax",
    "departure_holiday": "holiday", "fund_holiday": "holiday", "expenses": "expenses", "own_costs": "own_costs",
    "company_expenses": "expenses", "company_costs": "own_costs", "company_contribution": "own_costs",
    "corporate_tax": "corporate_tax", "exit_withholding": "exit_withholding", "cooperative_share": "share",
    "premium_budget": "premium", "year_end_premium_taxable": "premium", "benefits_received": "benefits",
    "voluntary_pension_premium": "pension", "own_time": "own_time"}
"""Rule or input to the kind of amount that it is for every way; what stands here is not taken apart further."""

_EQUAL = {"pay_taxable_year": {"gross": 1, "contributions": -1},
          "gross": {"salary_budget": 1, "kept_by_employment": -1},
          "exit_net": {"company_profit_after_tax": 1, "exit_withholding": -1},
          "employment_budget": {"available_budget": 1, "unpaid_expenses": 1}}
"""Amounts that equal a sum although their rule is none: the year's sum of months, and what is left of a budget."""

_WITH_VAT = {"invoiced": {"turnover": 1}, "paid_expenses": {"expenses": 1, "own_costs": 1}}
"""Amounts that equal a sum and the VAT that is kept or lost."""

_HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Amount:
    """One amount of a way, EUR a year, below 0 where it costs. `kind`: one of KINDS, "vat", or the rule's own name."""

    kind: str
    value: float


def statement(ways: Ways, way: str, turnover: float | None = None) -> tuple[Amount, ...]:
    """Amounts of a way at a turnover (None: the person's own) that sum to `net_year` to the cent, none left over.

    A rule that is a plain sum is taken apart into what it sums, until a kind is
    reached; what cannot be taken apart stands under its own name.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> from workflows.simulation.setting import Setting
    >>> amounts = statement(Ways(Setting(SimulationQuestions(), shelf())), "cooperative")
    >>> [(amount.kind, amount.value) for amount in amounts][:2]
    [('turnover', 24000.0), ('cooperative', -1560.0)]
    """
    turnover = ways.setting.questions.turnover_of_year if turnover is None else turnover
    graph = year_graph(way)
    reached = tuple(_reached(graph, "net_year"))
    found = ways.evaluate(way, np.float64(turnover), reached)
    values = {name: float(value) for name, value in found.items()}
    sums: dict[str, float] = {}
    for kind, value in _parts(graph, values, "net_year", 1):
        sums[kind] = sums.get(kind, 0.0) + value
    order = {kind: place for place, kind in enumerate(dict.fromkeys((*KINDS.values(), "vat")))}
    kinds = sorted(sums, key=lambda kind: order.get(kind, len(order)))
    whole = _in_cents([sums[kind] for kind in kinds], round(values["net_year"] * 100))
    return tuple(Amount(kind, cents / 100) for kind, cents in zip(kinds, whole, strict=True) if cents)


def _reached(graph: Graph, name: str, seen: set[str] | None = None) -> Iterator[str]:
    """The name and all names that it may be taken apart into."""
    seen = set() if seen is None else seen
    if name not in seen:
        seen.add(name)
        yield name
        for part in _taken_apart(graph, name):
            yield from _reached(graph, part, seen)


def _parts(graph: Graph, values: Mapping[str, float], name: str, sign: float) -> Iterator[tuple[str, float]]:
    """(kind, amount) of everything that an amount is made of."""
    parts = _taken_apart(graph, name)
    rest = values[name] - sum(times * values[part] for part, times in parts.items())
    if not parts or (abs(rest) > _HALF_A_CENT and name not in _WITH_VAT):
        yield KINDS.get(name, name), sign * values[name]
        return
    for part, times in parts.items():
        yield from _parts(graph, values, part, sign * times)
    if name in _WITH_VAT:
        yield "vat", sign * rest


def _taken_apart(graph: Graph, name: str) -> Mapping[str, float]:
    """What an amount is the sum of, each with how many times it counts; empty where it is no sum."""
    known = {*graph.rules, *(argument for arguments in graph.arguments.values() for argument in arguments)}
    equal = _EQUAL.get(name) or _WITH_VAT.get(name)
    if equal and known >= set(equal):
        return equal
    return {} if name in KINDS or name not in graph.rules else _sum(graph.rules[name], graph.arguments[name])


@lru_cache(maxsize=512)
def _sum(rule, arguments) -> Mapping[str, float]:
    """A rule that does nothing but add and subtract what it is given, as {argument: 1 or -1}; empty for another."""
    def tried(**given):
        return float(rule(**{**dict.fromkeys(arguments, 0.0), **given}))

    try:
        if tried() != 0:
            return {}
        times = {argument: tried(**{argument: 1.0}) for argument in arguments}
        odd = {argument: 3.7 * place - 11.3 for place, argument in enumerate(arguments)}
        whole = sum(times[argument] * value for argument, value in odd.items())
        plain = set(times.values()) <= {1.0, -1.0} and abs(tried(**odd) - whole) < 1e-9
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError):  # it wants a table, not an amount
        return {}
    return times if plain else {}


def _in_cents(amounts: list[float], total: int) -> list[int]:
    """The amounts as whole cents that sum to `total`: a cent that rounding moves goes where it changes least."""
    exact = [amount * 100 for amount in amounts]
    whole = [round(cents) for cents in exact]
    missing = total - sum(whole)
    step = 1 if missing > 0 else -1
    for place in sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i]) * step)[:abs(missing)]:
        whole[place] += step
    return whole
