"""The answer of the page `purchase_order`: what the order comes to, what the member receives, what is still missing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.owed import exact
from workflows.law.parameters import Shelf, UnknownFigure
from workflows.orders.abroad import Check, checks
from workflows.orders.earned import Earned, earned
from workflows.orders.lines import Line
from workflows.orders.made import instalments, place_of
from workflows.orders.order import Instalment
from workflows.orders.questions import OrderQuestions
from workflows.orders.totals import BASE, CONTRIBUTION, Totals, totals
from workflows.orders.vat import TREATMENTS
from workflows.report.envelope import envelope


@dataclass(frozen=True)
class OrderAnswer:
    """What stands beside the form. `day`: whose law counts, the first day of work or the day of the edition.

    `earned`: None where the law of that month is not known. `day_rate`: EUR of work a day, None without days; `below`:
    how far it lies under the rate that the member needs, 0 where it does not. `abroad`: what to see to, where it is.
    """

    questions: OrderQuestions
    day: date
    lines: tuple[Line, ...]
    totals: Totals
    instalments: tuple[Instalment, ...]
    earned: Earned | None
    day_rate: Decimal | None
    below: Decimal
    missing: tuple[str, ...]
    abroad: tuple[Check, ...]
    edition: date
    figures: tuple[Use, ...]


def purchase_order(questions: OrderQuestions, law: Shelf | None = None) -> OrderAnswer:
    """The answer; every cent of it exact.

    >>> two_days = [["Affiche", "2", "day", "350"]]
    >>> found = purchase_order(OrderQuestions(day="2026-03-02", lines=two_days, wanted_day_rate=400))
    >>> found.totals.gross, found.earned.budget, found.below, found.missing
    (Decimal('847.00'), Decimal('654.50'), Decimal('50.00'), ('client_name', 'client_email', 'subject'))
    """
    law = law or all_figures()
    day, lines = questions.first or law.edition, questions.order_lines()
    sums = totals(lines, day, law)
    days = None if questions.work_days is None else exact(questions.work_days)
    try:
        gets = earned(lines, sums, day, questions.last or day, days, law)
    except UnknownFigure:
        gets = None
    work, counted = sums.net - sums.passed_through, gets.days if gets else days
    rate = (work / counted).quantize(Decimal("0.01")) if counted and work else None
    wanted = exact(questions.wanted_day_rate or 0)
    below = max(wanted - rate, Decimal("0.00")) if rate is not None and wanted else Decimal("0.00")
    rates = [(TREATMENTS[one.treatment].figure, one.figure) for one in sums.taxed if one.figure]
    used = [*((name, law[name].on(day)) for name in (CONTRIBUTION, BASE)), *rates, *(gets.figures if gets else ())]
    points = checks(questions.client(), place_of(questions), day, law)
    used += [(one.parameter.id, one.figure) for one in points if one.parameter]
    return OrderAnswer(questions, day, lines, sums, instalments(questions, sums.net), gets, rate, below,
                       questions.missing(), points, law.edition, tuple(Use(name, figure) for name, figure in used))


def as_json(answer: OrderAnswer) -> dict[str, Any]:
    """The answer as plain values; amounts are texts with every cent, names are a contract with other people's scripts."""
    sums, gets = answer.totals, answer.earned
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "day": answer.day.isoformat(), "net": str(sums.net), "tax": str(sums.tax), "gross": str(sums.gross),
        "passed_through": str(sums.passed_through), "contribution": str(sums.contribution),
        "contribution_base": str(sums.contribution_base), "contribution_rate": str(sums.contribution_rate),
        "taxed": [{"treatment": one.treatment, "net": str(one.net), "rate": str(one.rate), "tax": str(one.tax)}
                  for one in sums.taxed],
        "lines": [{"text": line.text, "quantity": str(line.quantity), "unit": line.unit, "price": str(line.price),
                   "vat": line.vat, "kind": line.kind, "amount": str(line.amount)} for line in answer.lines],
        "instalments": [{"when": part.when, "net": str(part.net), "day": part.day and part.day.isoformat()}
                        for part in answer.instalments],
        "earned": gets and {name: str(getattr(gets, name)) for name in (
            "budget", "days", "gross", "kept", "employee_contribution", "withholding_tax", "received", "holiday_pay",
            "day_minimum")} | {"day_gross": gets.day_gross and str(gets.day_gross), "too_low": gets.too_low,
                               "paid_on": gets.paid_on and gets.paid_on.isoformat()},
        "day_rate": answer.day_rate and str(answer.day_rate), "below": str(answer.below), "missing": list(answer.missing),
        "abroad": [{"situation": one.situation, "name": one.parameter and one.parameter.name,
                    "about": one.parameter and one.parameter.about} for one in answer.abroad]}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    gets = answer["earned"] or {}
    return {"client": answer["questions"]["client_name"], "subject": answer["questions"]["subject"], "day": answer["day"],
            "net": answer["net"], "tax": answer["tax"], "gross": answer["gross"], "contribution": answer["contribution"],
            "received": gets.get("received"), "paid_on": gets.get("paid_on"), "missing": "; ".join(answer["missing"]),
            "link": answer["link"]}
