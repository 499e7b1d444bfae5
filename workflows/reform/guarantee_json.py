"""The answer about the guarantee fund as plain JSON values: names and keys are a contract with other people's scripts."""

from dataclasses import asdict
from typing import Any

from workflows.reform.guarantee import GuaranteeFund
from workflows.report.envelope import envelope


def as_json(answer: GuaranteeFund) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only; amounts in EUR to the cent.

    >>> from workflows.reform.guarantee import guarantee_fund
    >>> from workflows.reform.guarantee_questions import GuaranteeFundQuestions
    >>> as_json(guarantee_fund(GuaranteeFundQuestions(years=1_000)))["expected"]
    343980.0
    """
    plan = answer.plan
    amounts = {name: round(getattr(answer, name), 2) for name in ("owed", "expected", "mean", "mean_error", "small")}
    return envelope(plan.questions, plan.figures, plan.law.edition) | amounts | {
        "usual_share": answer.usual, "expected_share": round(answer.expected / answer.owed, 6),
        "level": plan.questions.level, "years": plan.questions.years, "clients": len(plan.exposures), **asdict(plan.risk),
        "tail": {name: round(amount, 2) for name, amount in asdict(answer.tail).items()},
        "largest": [{"clients": count, "share": round(share, 6)} for count, share in answer.shares.items()],
        "hhi": round(answer.hhi, 6), "like_equal_clients": round(1 / answer.hhi, 1),
        "fund": plan.questions.fund, "beyond": answer.beyond, "beyond_error": answer.beyond_error,
        "histogram": [[end, count] for end, count in answer.histogram]}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    return {name: answer[name] for name in ("clients", "owed", "expected", "level")} | answer["tail"] | {
        "largest_ten": answer["largest"][-1]["share"], "hhi": answer["hhi"], "beyond": answer["beyond"],
        "link": answer["link"]}
