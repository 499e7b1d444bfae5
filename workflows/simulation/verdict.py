"""Which way leaves more, where that can be said at all, and which doubtful point of law would say otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from workflows.simulation.answer import WayYear
from workflows.simulation.graphs import STATUSES
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways

SWITCHES = {
    "remuneration_raised": lambda setting: setting.alternative == "company",
    "copyright_lump_sums_ended": lambda setting: setting.questions.copyright_share > 0,
    "tax_reform_applies": lambda setting: setting.alternative in STATUSES,
    "fiscal_bonus_raised": lambda setting: True,
    "exempt_amounts_apart": lambda setting: setting.given["has_partner"]}
"""Questions that stand for a doubt, the law as it is taken or as it may turn out: whether it can matter to this person."""


@dataclass(frozen=True)
class Verdict:
    """`advantage`: cooperative less alternative, EUR a year, at the high and at the low coefficient."""

    winner: str | None
    undecided: str
    advantage: tuple[float, float]


def decided(setting: Setting, found: Mapping[str, WayYear]) -> Verdict:
    """The verdict on what each way leaves; no winner where the question itself cannot be answered."""
    other, (low, high) = setting.alternative, found["cooperative"].net_year_band
    leaves = found[other].net_year
    advantage = (round(low - leaves, 2), round(high - leaves, 2))
    reason = _unanswerable(setting, found[other])
    if reason:
        return Verdict(None, reason, advantage)
    better = _better(advantage, other)
    if other == "company":
        # The profit comes out years later: a winner must win with and without it.
        now = found[other].details["private_now"]
        if _better((low - now, high - now), other) != better:
            return Verdict(None, "company", advantage)
    return Verdict(better, "" if better else "band", advantage)


def _better(advantage: tuple[float, float], other: str) -> str | None:
    if advantage[0] > 0:
        return "cooperative"
    return other if advantage[1] < 0 else None


def _unanswerable(setting: Setting, other: WayYear) -> str:
    q = setting.questions
    if q.situation is None:
        return "situation"
    if not other.applies:
        return "closed"
    unknown = q.daily_benefit is None or q.benefit_days is None
    return "benefits" if q.situation == "benefits" and unknown and other.name != "association" else ""


def switches(setting: Setting, verdict: Verdict) -> tuple[tuple[str, str | None], ...]:
    """Each doubt that would name another winner if the law turned out the other way, with that winner."""
    found = []
    can_turn = [name for name, matters in SWITCHES.items()
                if verdict.undecided in ("", "band", "company") and matters(setting)]
    for name in can_turn:
        turned = "no" if getattr(setting.questions, name) == "yes" else "yes"
        changed = Setting(setting.questions.model_copy(update={name: turned}), setting.shelf)
        winner = decided(changed, _bands(changed)).winner
        if winner != verdict.winner:
            found.append((name, winner))
    return tuple(found)


def _bands(setting: Setting) -> dict[str, WayYear]:
    """Only what a verdict needs, of the two ways that it compares."""
    ways, q = Ways(setting), setting.questions
    ends = [round(float(ways.evaluate("cooperative", q.turnover_of_year, ("net_year",), coefficient=end)["net_year"]), 2)
            for end in setting.coefficients[1:]]
    other = setting.alternative
    targets = ("net_year", "private_now") if other == "company" else ("net_year",)
    amounts = {name: round(float(np.asarray(value)), 2)
               for name, value in ways.evaluate(other, q.turnover_of_year, targets).items()}
    empty = WayYear("", True, 0.0, 0.0, 0.0, None, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, (0.0, 0.0), {}, {})
    return {"cooperative": replace(empty, name="cooperative", net_year_band=(min(ends), max(ends))),
            other: replace(empty, name=other, net_year=amounts["net_year"], details=amounts)}
