"""The audit as plain JSON values: names and keys are a contract with other people's scripts."""

from typing import Any

from workflows.report.envelope import envelope
from workflows.services.audit import Audit, Judged


def as_json(answer: Audit) -> dict[str, Any]:
    """Dictionaries, lists, numbers and texts only. Shares are fractions; texts of the register come in fr, nl and en."""
    survey = answer.survey
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "count": len(answer.judged), "rated": answer.rated, "months": answer.months,
        "deadline": answer.deadline and answer.deadline.isoformat(),
        "scale": [answer.register.lowest, answer.register.highest], "good_from": answer.questions.good_from,
        "important_from": round(answer.important_from, 6), "lens": answer.questions.lens,
        "lenses": {lens.id: {"name": lens.name, "about": lens.about,
                             "weights": {id: lens.weights[id] for id in lens.named}} for lens in answer.lenses.values()},
        "survey": {"date": survey.date, "question": survey.question, "source": survey.source, "axis": survey.axis,
                   "answered": answer.questions.answered or survey.answered,
                   "rates": [{"family": family, "rate": rate, "rank": survey.rank(family),
                              "name": answer.register.families[family].name} for family, rate in survey.rates.items()]},
        "services": [_one(one, at) for at, one in enumerate(answer.judged, 1)],
        "changes": [one.service.id for one in answer.changes],
        "stop": {lens: [one.service.id for one in found] for lens, found in answer.stop.items()},
        "without_data": [one.service.id for one in answer.judged if one.mean is None]}


def _one(one: Judged, number: int) -> dict[str, Any]:
    trend, said = one.trend, one.decision
    return {
        "number": number, "id": one.service.id, "name": one.service.name, "family": one.service.family.id,
        "status": one.service.status, "demand": one.demand, "rated": one.mean is not None,
        "mean": None if one.mean is None else round(one.mean, 4), "trend": None if trend is None else round(trend, 4),
        "periods": [{"period": part.name, "mean": round(part.mean, 4), "ratings": part.count} for part in one.periods],
        "comments": list(one.comments), "without_comment": one.silent, "gaps": list(one.service.gaps),
        "lenses": {name: {"weight": seen.weight, "importance": round(seen.importance, 6), "rank": seen.rank,
                          "quadrant": seen.quadrant} for name, seen in one.seen.items()},
        "sheet": said and {"users": said.users, "cost": said.cost, "option": said.option, "author": said.author,
                           "alternatives": said.alternatives}}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The audit as one row of a batch's results."""
    return {"services": answer["count"], "rated": answer["rated"], "deadline": answer["deadline"], "lens": answer["lens"],
            "stop": "; ".join(answer["stop"][answer["lens"]]), "changes": len(answer["changes"]), "link": answer["link"]}
