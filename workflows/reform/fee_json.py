"""The answer about the contribution as plain JSON values: names and keys are a contract with other people's scripts."""

from dataclasses import asdict
from typing import Any

import numpy as np

from workflows.reform.fee_reform import FeeReform
from workflows.report.envelope import envelope


def as_json(answer: FeeReform) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only.

    >>> from workflows.reform.fee_reform import fee_reform
    >>> from workflows.reform.fee_questions import FeeReformQuestions
    >>> as_json(fee_reform(FeeReformQuestions(turnovers="10000; 90000")))["population"]["change"]
    -2600.0
    """
    plan, member, found = answer.plan, answer.member, answer.effect
    factor = found.neutral.factor
    tiers = [[start, rate] for start, rate in plan.reform.tiers]
    rates = None if factor is None else [[start, rate * factor] for start, rate in plan.reform.scalable.tiers]
    return envelope(plan.questions, plan.figures, plan.law.edition) | {
        "scheme": {"rate_now": plan.rate_now, "tiers": tiers, "cap": _finite(plan.reform.cap),
                   "floor": plan.reform.floor, "base_share": plan.reform.base_share},
        "member": {**asdict(member), "total_then": round(member.then + member.basket, 2),
                   "change": round(member.then + member.basket - member.now, 2),
                   "net_change": round(member.net_then - member.net_now, 2)},
        "population": {"members": found.members, "turnover": found.turnover, "gini": answer.gini,
                       "now": found.now, "then": found.then, "change": round(found.then - found.now, 2),
                       "gain": found.gain, "lose": found.lose,
                       "packs": round(float(plan.packs.sum()), 2), "bands": [asdict(band) for band in found.bands]},
        "neutral": {"factor": factor, "rates": rates, "least": round(found.neutral.least, 2),
                    "most": _finite(found.neutral.most)},
        "leaving": {"now": _points(answer.points_now), "then": _points(answer.points_then),
                    "members_now": answer.leaving_now, "members_then": answer.leaving_then},
        "curve": [list(point) for point in answer.curve]}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    member, population = answer["member"], answer["population"]
    rates = answer["neutral"]["rates"]
    return {"turnover": member["turnover"], "contribution_now": member["now"], "contribution_then": member["total_then"],
            "net_change": member["net_change"], "revenue_now": population["now"], "revenue_then": population["then"],
            "gain": population["gain"], "lose": population["lose"], "neutral_rate": rates[0][1] if rates else None,
            "leaving_now": answer["leaving"]["members_now"], "leaving_then": answer["leaving"]["members_then"],
            "link": answer["link"]}


def _points(points):
    return [{"turnover": p.turnover, "better_below": p.below, "better_above": p.above, "turnover_band": list(p.band)}
            for p in points]


def _finite(amount: float) -> float | None:
    return None if np.isinf(amount) else round(amount, 2)
