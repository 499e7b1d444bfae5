"""From a diagnosis to three services, by the rules that `data/cooperative/coaching_rules.yaml` declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from workflows.coaching.answer import Proposal
from workflows.settings import data_folder

SERVICES = ("advice", "cash_advance", "legal", "training", "van", "shared_space", "mentor", "defence", "mobility",
            "administration")
"""Ids of the register of services."""

STATES = ("good", "watch", "act", "unknown", "offered", "not_yet", "cooperative", "other", "unclear", "planned", "none",
          "full", "room", "below", "reached")
"""What a signal can be."""

_URGENT = {"act": 2, "watch": 1}


class RefusedRule(ValueError):
    """A rule that cannot be applied as it is written."""


@dataclass(frozen=True)
class Rule:
    """A service, and the states of signals in which it is proposed: all of them at once."""

    id: str
    service: str
    when: tuple[tuple[str, tuple[str, ...]], ...]


def rules() -> tuple[Rule, ...]:
    """The declared rules, in the order of the file."""
    return _read(data_folder() / "cooperative" / "coaching_rules.yaml")


def services(signals: Mapping[str, str], many: int = 3) -> tuple[Proposal, ...]:
    """The first services whose rule holds, the most urgent first, each once.

    >>> [found.service for found in services({"payment_delay": "act", "price": "watch"})]
    ['cash_advance', 'training', 'advice']
    """
    holding = [rule for rule in rules() if all(signals.get(signal) in states for signal, states in rule.when)]
    found: dict[str, Proposal] = {}
    for rule in sorted(holding, key=lambda rule: -_urgency(rule, signals)):
        found.setdefault(rule.service, Proposal(rule.service, rule.id, tuple(
            (signal, signals[signal]) for signal, _ in rule.when)))
    return tuple(found.values())[:many]


def _urgency(rule: Rule, signals: Mapping[str, str]) -> float:
    """Of rules that hold always, none; of a signal that is no verdict, a little."""
    return max((_urgent(signals[signal]) for signal, _ in rule.when), default=0.0)


def _urgent(state: str) -> float:
    return _URGENT.get(state, 0.5)


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Rule, ...]:
    found = []
    for name, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        when = tuple((signal, tuple(states)) for signal, states in (said.get("when") or {}).items())
        if said.get("service") not in SERVICES or set(said) - {"service", "when"}:
            raise RefusedRule(f"{path.name}: {name} names no service of the register")
        if unknown := {state for _, states in when for state in states} - set(STATES):
            raise RefusedRule(f"{path.name}: {name} knows no state {sorted(unknown)[0]}")
        found.append(Rule(name, said["service"], when))
    return tuple(found)
