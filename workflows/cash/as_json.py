"""The cash flow as plain JSON values: names and keys are a contract with other people's scripts."""

from dataclasses import asdict
from typing import Any

from workflows.cash.answer import CashFlow
from workflows.cash.chance import FAN
from workflows.report.envelope import envelope

TENS = 10
"""A salary that holds by chance is said in tens of euros: more digits would only repeat the draws."""


def as_json(answer: CashFlow) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only; months are texts such as "2026-07".

    >>> from workflows.cash.flow import cash_flow
    >>> from workflows.cash.questions import CashFlowQuestions
    >>> said = as_json(cash_flow(CashFlowQuestions(paths=100)))
    >>> said["months"][0]["month"], said["months"][0]["balance"]
    ('2026-01', 1126.42)
    """
    q, names = answer.questions, [f"{year}-{month:02d}" for year, month in answer.calendar]
    advance, later = answer.remedies.advance, answer.remedies.later
    months = [{"month": name, "balance": balance, "taken": q.draw,
               "in": round(sum(max(0.0, line[place]) for line in answer.lines.values()), 2),
               "out": round(sum(max(0.0, -line[place]) for line in answer.lines.values()), 2) + 0.0,
               "lines": {key: line[place] for key, line in answer.lines.items()}}
              for place, (name, balance) in enumerate(zip(names, answer.balances, strict=True))]
    return envelope(q, answer.figures, answer.edition) | {
        "way": q.way, "expenses": answer.expenses, "months": months, "trough": _trough(answer.trough, names),
        "remedies": {
            "advance": advance and {"amount": advance.amount, "month": names[advance.month],
                                    "back_in": None if advance.back_in is None else names[advance.back_in]},
            "draw": answer.remedies.draw,
            "later": later and {"amount": later.amount, "month": names[later.month], "to": names[later.month + later.by]}},
        "salary": {"constant": answer.smoothing.constant, "path": list(answer.smoothing.path)},
        "ways": {name: {"net_year": way.net_year, "trough": _trough(way.trough, names), **_course(way.course)}
                 for name, way in answer.ways.items()},
        "weeks": asdict(answer.weeks)}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    own, trough, advance = answer["ways"][answer["way"]], answer["trough"], answer["remedies"]["advance"] or {}
    return {"way": answer["way"], "draw": answer["questions"]["draw"], "lowest_balance": trough["balance"],
            "lowest_month": trough["month"], "advance": advance.get("amount"), "advance_month": advance.get("month"),
            "advance_back_in": advance.get("back_in"), "salary_constant": answer["salary"]["constant"],
            "salary_that_holds": own["safe"], "runs_dry": own["dry"], "runs_dry_error": own["dry_error"],
            "weeks_affordable": answer["weeks"]["affordable"], "link": answer["link"]}


def _trough(found, names):
    return {"balance": found.balance, "month": names[found.month],
            "first_dry": None if found.first_dry is None else names[found.first_dry]}


def _course(found):
    return {"dry": found.dry, "dry_error": round(found.dry_error, 5), "safe": float(found.safe // TENS * TENS),
            "fan": {str(percent): list(line) for percent, line in zip(FAN, found.fan, strict=True)},
            "revised": {"share": found.revised.share, "floor": found.revised.floor, "cap": found.revised.cap,
                        "holds": found.revised.holds, "mean": float(round(found.revised.mean / TENS) * TENS)}}
