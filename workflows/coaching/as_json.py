"""The coaching answer as plain JSON values: names and keys are a contract with other people's scripts."""

from dataclasses import asdict
from typing import Any

from workflows.coaching.answer import Coaching
from workflows.report.envelope import envelope


def as_json(answer: Coaching) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only; months are texts such as "2026-07".

    >>> from workflows.coaching.coach import coach
    >>> from workflows.coaching.questions import CoachingQuestions
    >>> as_json(coach(CoachingQuestions(turnover_year=49_999.99)))["growth"]["offered"]
    False
    """
    hire = asdict(answer.hire)
    hire["reductions"] = [{**asdict(one), "since": one.since.isoformat()} for one in answer.hire.reductions]
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "facts": answer.facts and answer.facts.plain(), "months": [f"{year}-{month:02d}" for year, month in answer.calendar],
        "pay": answer.pay,
        "indicators": {one.name: {**asdict(one), "said": dict(one.said), "references": list(one.references),
                                  "missing": list(one.missing)} for one in answer.indicators},
        "scenarios": {one.name: _lists(asdict(one)) | {"drivers": dict(one.drivers), "lowest": one.lowest[0],
                                                       "lowest_month": one.lowest[1]} for one in answer.scenarios},
        "swings": [asdict(swing) for swing in answer.swings],
        "routes": {"ways": {way.name: _lists(asdict(way)) for way in answer.routes.ways},
                   "phases": [list(phase) for phase in answer.routes.phases], "exit": answer.routes.exit,
                   "unclear": answer.routes.unclear},
        "hire": hire, "growth": _lists(asdict(answer.growth)),
        "services": [{"service": one.service, "rule": one.rule, "signals": dict(one.signals)} for one in answer.services],
        "skills": [{"name": one.name, "reference": one.reference, "now": one.now, "before": one.before,
                    "levels": [[day.isoformat(), level] for day, level in one.levels]} for one in answer.skills],
        "real": _lists(asdict(answer.real))}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    base, hire, routes, found = (answer[name] for name in ("scenarios", "hire", "routes", "indicators"))
    base = base["base"]
    return {"stage": found["stage"]["stage"], **{name: found[name]["value"] for name in (
        "break_even", "day_rate", "utilisation", "concentration", "pipeline", "runway", "working_capital", "payment_delay",
        "price", "recurring")}, "to_act": sum(one["verdict"] == "act" for one in found.values()),
        "turnover_first_year": base["turnover_years"][0], "net_first_year": base["nets"][0], "lowest_cash": base["lowest"],
        "cash_after_36_months": base["cash"][-1], "growth_track": answer["growth"]["offered"],
        "exit": routes["exit"], "hire_carries_from": hire["carries_from"],
        "services": " ".join(one["service"] for one in answer["services"]), "link": answer["link"]}


def _lists(said: dict[str, Any]) -> dict[str, Any]:
    """Tuples as JSON gives them back."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
