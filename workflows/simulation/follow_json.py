"""The whole answer of the page as plain JSON values: the comparison, the wanted net, the warning."""

from dataclasses import asdict
from typing import Any

from workflows.simulation import as_json as comparison
from workflows.simulation.follow import Answer, Followed
from workflows.simulation.inverse import Needed
from workflows.simulation.warning import Limit, Warned


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only; `wanted` and `warning` are None where nobody asked.

    >>> from workflows.simulation.follow import answered
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> as_json(answered(SimulationQuestions()))["warning"] is None
    True
    """
    return comparison.as_json(answer.comparison) | {
        "wanted": _wanted(answer.followed), "warning": _warning(answer.followed.warning)}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results: the comparison, and where the member stands beside the limits."""
    warning = answer["warning"] or {"verdict": None, "limits": []}
    said = "; ".join(f"{limit['turnover']} {limit['state']}" for limit in warning["limits"])
    states = [limit["state"] for limit in warning["limits"]]
    worst = next((state for state in ("reached", "near", "far") if state in states), None)
    link = answer["link"]
    row = comparison.result_row(answer)
    row.pop("link")
    return {**row, "warning": worst, "warning_verdict": warning["verdict"], "warning_limits": said, "link": link}


def _wanted(followed: Followed) -> list[dict[str, Any]] | None:
    return None if followed.wanted is None else [_needed(one) for one in followed.wanted]


def _needed(one: Needed) -> dict[str, Any]:
    return asdict(one) | {"lost": [asdict(lost) for lost in one.lost], "order": one.order and asdict(one.order)}


def _warning(found: Warned | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"year": found.year, "months": found.months, "trend": found.trend and asdict(found.trend),
            "verdict": found.verdict, "better": found.better, "undecided": found.undecided or None,
            "advantage": list(found.advantage), "limits": [_limit(limit) for limit in found.limits]}


def _limit(limit: Limit) -> dict[str, Any]:
    change = limit.change
    return {"turnover": change.turnover, "better_below": change.below, "better_above": change.above,
            "turnover_band": list(change.band), "state": limit.state, "distance": limit.distance, "months": limit.months,
            "month": limit.month and limit.month.isoformat()[:7], "since": limit.since and limit.since.isoformat()[:7]}
