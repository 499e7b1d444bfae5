"""The answer of the page `expense_note`: what is paid back and why, and what it does to account, pay and turnover."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflows.expenses.closing import CLOSING, Closing, closing
from workflows.expenses.effect import COEFFICIENT, Effect, effect
from workflows.expenses.paid import Paid, paid
from workflows.expenses.questions import ExpenseQuestions
from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.owed import ZERO, exact
from workflows.law.parameters import Shelf
from workflows.report.envelope import envelope


@dataclass(frozen=True)
class ExpenseAnswer:
    """What stands beside the form. `day`: whose figures count, that of the note or of the edition. `effect`: None while
    nothing is paid back. `closing`: of the books of the note's year."""

    questions: ExpenseQuestions
    day: date
    paid: Paid
    effect: Effect | None
    closing: Closing
    missing: tuple[str, ...]
    edition: date
    figures: tuple[Use, ...]


def expense_note(questions: ExpenseQuestions, law: Shelf | None = None) -> ExpenseAnswer:
    """The answer; every cent of it exact.

    >>> found = expense_note(ExpenseQuestions(day="2026-03-02", amount="184,50", purpose="Bois"))
    >>> found.paid.paid_back, found.effect.cost, found.missing
    (Decimal('184.50'), Decimal('184.50'), ())
    """
    law, q = law or all_figures(), questions
    day = q.spent_on or law.edition
    found, books = paid(q, day, law), closing(day.year, law)
    vat = exact(q.vat).quantize(Decimal("0.01")) if q.vat and q.asked_amount is not None else ZERO
    gross = None if q.gross_month is None else exact(q.gross_month).quantize(Decimal("0.01"))
    does = None if found.paid_back is None else effect(found.paid_back, vat, gross, day, law)
    used = [*found.used, *(does.used if does else [(COEFFICIENT, law[COEFFICIENT].on(day))]),
            *([(CLOSING, books.figure)] if books.figure else [])]
    return ExpenseAnswer(q, day, found, does, books, q.missing(), law.edition,
                         tuple(Use(name, figure) for name, figure in used))


def as_json(answer: ExpenseAnswer) -> dict[str, Any]:
    """The answer as plain values; amounts are texts with every cent, names are a contract with other people's scripts."""
    found, does, at, books = answer.paid, answer.effect, answer.paid.rate, answer.closing
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "day": answer.day.isoformat(), "asked": _text(found.asked), "paid_back": _text(found.paid_back),
        "above": str(found.above), "beyond": str(found.beyond), "cap": _text(found.cap), "agreed": found.agreed,
        "rate": at and {"name": at.name, "scale": at.scale, "per_km": _text(at.per_km), "last": at.last and {
            "per_km": str(exact(at.last.value)), "until": at.last.last and at.last.last.isoformat()},
            "source": at.figure.source.titles if at.figure else None,
            "noted_on": at.figure.checked_on.isoformat() if at.figure else None},
        "effect": does and {name: _text(getattr(does, name)) for name in (
            "vat_back", "cost", "gross_month", "gross_less", "net_less", "gained", "turnover")},
        "year": books.year, "closing": books.last and books.last.isoformat(),
        "announced": books.announced and books.announced.isoformat(), "missing": list(answer.missing)}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    does = answer["effect"] or {}
    return {"kind": answer["questions"]["kind"], "day": answer["day"], "purpose": answer["questions"]["purpose"],
            "asked": answer["asked"], "paid_back": answer["paid_back"], "above": answer["above"],
            "beyond": answer["beyond"], "cost": does.get("cost"), "net_less": does.get("net_less"), "year": answer["year"],
            "missing": "; ".join(answer["missing"]), "link": answer["link"]}


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
