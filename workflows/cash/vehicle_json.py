"""The vehicle as plain JSON values: names and keys are a contract with other people's scripts."""

from typing import Any

from workflows.cash.vehicle import Cost, Vehicle
from workflows.report.envelope import envelope


def as_json(answer: Vehicle) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only.

    >>> from workflows.cash.vehicle import vehicle
    >>> from workflows.cash.vehicle_questions import VehicleQuestions
    >>> said = as_json(vehicle(VehicleQuestions(kind="van")))
    >>> said["cost"]["per_km"], said["allowance"]["trip_rate"]
    (0.5194, None)
    """
    q, accepted = answer.questions, answer.deductible
    return envelope(q, answer.figures, answer.edition) | {
        "kind": q.kind, "km": q.km_professional + q.km_private, "cost": _cost(answer.cost), "variable": answer.variable,
        "professional": answer.professional,
        "allowance": {"rates": [{"months": list(rate.months), "rate": rate.figure.value, "status": rate.figure.status}
                                for rate in answer.rates], "trip_rate": answer.trip_rate, "year": answer.allowance,
                      "capped": answer.capped, "difference": answer.difference, "covers_from": answer.covers_from},
        "deductible": {"share": accepted.share, "why": accepted.why or None, "amount": answer.deductible_amount},
        "by_kind": {kind: _cost(cost) for kind, cost in answer.by_kind.items()}}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    allowance = answer["allowance"]
    return {"kind": answer["kind"], "km": answer["km"], "cost_year": answer["cost"]["total"],
            "cost_per_km": answer["cost"]["per_km"], "professional": answer["professional"],
            "trip_rate": allowance["trip_rate"], "allowance": allowance["year"], "difference": allowance["difference"],
            "deductible_share": answer["deductible"]["share"], "link": answer["link"]}


def _cost(cost: Cost):
    return {"lines": cost.lines, "total": cost.total, "per_km": cost.per_km}
