"""The answer about the treasury as plain JSON values: names and keys are a contract with other people's scripts."""

from dataclasses import asdict
from typing import Any

from workflows.reform.treasury import Treasury
from workflows.report.envelope import envelope


def as_json(answer: Treasury) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only.

    >>> from workflows.reform.treasury import treasury
    >>> from workflows.reform.treasury_questions import TreasuryQuestions
    >>> as_json(treasury(TreasuryQuestions(turnover=1_000_000, terms="90/100%", pay_days=9)))["need"]["average"]
    207493.15
    """
    plan = answer.plan
    return envelope(plan.questions, plan.figures, plan.law.edition) | {
        "turnover": plan.turnover, "fee": plan.fee, "terms": [list(term) for term in plan.terms],
        "cost_of_money": plan.cost_of_money, "need": asdict(answer.need), "closed_form": answer.closed,
        "per_day": answer.per_day, "months": [{"average": average, "highest": most} for average, most in answer.months],
        "by_pay": [asdict(need) for need in answer.by_pay], "by_term": [asdict(need) for need in answer.by_term]}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    return {"turnover": answer["turnover"], **answer["need"], "per_day": answer["per_day"], "link": answer["link"]}
