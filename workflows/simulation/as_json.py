"""The comparison as plain JSON values: names and keys are a contract with other people's scripts."""

from typing import Any

from workflows.law.as_json import figure
from workflows.questions.link import to_link
from workflows.simulation.answer import Comparison
from workflows.simulation.questions import MOST


def as_json(answer: Comparison) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only.

    >>> from workflows.simulation.compare import compare
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> as_json(compare(SimulationQuestions(), scan=False))["routes"]["cooperative"]["net_year_band"]
    [14291.96, 14786.39]
    """
    q = answer.questions
    return {
        "page": q.page, "questions_version": q.version, "questions": q.model_dump(mode="json"),
        "turnover": q.turnover_of_year,
        "routes": {name: _route(way) for name, way in answer.ways.items()},
        "alternative": answer.alternative, "winner": answer.winner, "undecided": answer.undecided or None,
        "advantage": list(answer.advantage),
        "switches": [{"name": name, "winner": winner} for name, winner in answer.switches],
        "crossings": None if answer.changes is None else [
            {"between": ["cooperative", other], "turnover": change.turnover, "better_below": change.below,
             "better_above": change.above, "turnover_band": list(change.band), "blurred_euros": change.blurred}
            for other, found in answer.changes.items() for change in found],
        "curve": {"turnover": list(answer.curve.turnovers), **{n: list(v) for n, v in answer.curve.nets.items()}},
        "held_constant": {"hold": q.hold, "days": q.days, "day_rate": _day_rate(answer), "expenses": answer.expenses,
                          "purchases": q.purchases, "turnover_from": 0, "turnover_to": MOST},
        "minimum_day": {"pay": answer.minimum_day.pay, "days_paid": answer.minimum_day.days_paid,
                        "turnover": answer.minimum_day.turnover},
        "coefficients": {"default": answer.coefficients[0], "low": answer.coefficients[1],
                         "high": answer.coefficients[2]},
        "assumptions": [{"name": a.name, "value": a.value, **figure(a.figure)} for a in answer.assumptions],
        "doubts": [{"name": d.name, "doubt": d.figure.doubt, **figure(d.figure)} for d in answer.doubts],
        "law_dates": {"edition": answer.edition.isoformat(), "oldest_checked_on": min(
            use.figure.checked_on for use in answer.figures).isoformat(),
            "figures": [{"name": use.name, **figure(use.figure)} for use in answer.figures]},
        "link": to_link(q, answer.edition),
    }


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results: what was asked, and the headline amounts of each way."""
    row = {name: answer["questions"][name] for name in ("situation", "year", "kind", "household", "children")}
    row |= {"turnover": answer["turnover"], "winner": answer["winner"], "alternative": answer["alternative"]}
    for way, route in answer["routes"].items():
        row |= {f"{way}_{name}": route[name] for name in ("received_in_year", "holiday_pay", "assessment", "net_year",
                                                          "contributions", "income_tax")}
    low, high = answer["advantage"]
    changes = "; ".join(f"{c['turnover']} {c['better_below']} > {c['better_above']}" for c in answer["crossings"] or ())
    return {**row, "advantage_low": low, "advantage_high": high, "changes": changes, "link": answer["link"]}


def _route(way):
    return {"applies": way.applies, "received_in_year": way.received_in_year, "holiday_pay": way.holiday_pay,
            "assessment": way.assessment, "own_time": way.own_time, "net_year": way.net_year,
            "net_month_average": way.net_month_average, "contributions": way.contributions,
            "income_tax": way.income_tax, "marginal_rate": way.marginal_rate, "kept_of_100": way.kept_of_100,
            "net_year_band": list(way.net_year_band),
            "years": {name: {"net": year.net, "contributions": year.contributions, "bill_later": year.bill_later}
                      for name, year in way.years.items()},
            "details": way.details}


def _day_rate(answer: Comparison) -> float | None:
    days = answer.questions.days
    return round(answer.questions.turnover_of_year / days, 2) if days else None
