"""A monthly payslip on its own, to the cent: questions, answer, and the path behind it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from workflows.law.book import BOOK
from workflows.law.explain import Step, steps
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.questions.base import Count, Money, Number, Questions, asks, refusal

TARGETS = ("employee_contribution", "work_bonus", "taxable", "withholding_tax", "special_contribution", "net",
           "holiday_pay")

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
"""The months whose law is on the shelf."""


def _month(text):
    """"2026-01" as the first of January 2026; anything else goes on to be refused."""
    written = re.fullmatch(r"(\d{4})-(\d{1,2})", text) if isinstance(text, str) else None
    if written and 1 <= int(written[2]) <= 12 and int(written[1]) >= 1:
        return date(int(written[1]), int(written[2]), 1)
    return text


class PayslipQuestions(Questions):
    """Gross pay of one contract in a calendar month, and what decides the deductions.

    Without days and hours it is a full month. Days: paid days of the working days of the month; hours: a week's.
    """

    page: ClassVar[str] = "payslip"
    version: ClassVar[int] = 1

    month: Annotated[date, BeforeValidator(_month)] = asks(date(2026, 1, 1), "month", "pay")
    gross: Money = asks(3000.0, "EUR/month", "pay", ge=0, le=100_000)
    kind: Literal["employee", "worker", "artist"] = asks("employee", "", "pay")
    household: Literal["single", "couple_one_income", "couple_two_incomes"] = asks("single", "", "family")
    children: Count = asks(0, "children", "family", digits=0, ge=0, le=100)
    disabled: bool = asks(False, "", "family")
    days: Number | None = asks(None, "days/month", "time", digits=1, gt=0, le=31)
    month_days: Number | None = asks(None, "days/month", "time", digits=1, gt=0, le=31)
    hours: Number | None = asks(None, "hours/week", "time", gt=0, le=60)
    full_time_hours: Number | None = asks(None, "hours/week", "time", gt=0, le=60)

    @model_validator(mode="after")
    def _fits_together(self):
        if (self.days is None) != (self.month_days is None):
            raise refusal("days" if self.days is None else "month_days", "goes_together", other="days, month_days")
        if (self.hours is None) != (self.full_time_hours is None):
            raise refusal("hours" if self.hours is None else "full_time_hours", "goes_together",
                          other="hours, full_time_hours")
        if self.days is not None and self.hours is not None:
            raise refusal("hours", "days_or_hours")
        if not FIRST <= self.month <= LAST:
            raise refusal("month", "no_law", first=f"{FIRST:%Y-%m}", last=f"{LAST:%Y-%m}")
        return self


@dataclass(frozen=True)
class Payslip:
    """EUR a month. `net` is without holiday pay; `holiday_pay` is gross: with the contract for an employee, else later."""

    questions: PayslipQuestions
    employee_contribution: float
    work_bonus: float
    taxable: float
    withholding_tax: float
    special_contribution: float
    net: float
    holiday_pay: float


def payslip(questions: PayslipQuestions, law: Shelf | None = None) -> Payslip:
    """The payslip of one month; UnknownFigure when the law of that month is not on the shelf.

    >>> payslip(PayslipQuestions(month="2024-06", gross=3000)).net
    2170.9
    """
    found = BOOK.evaluate(TARGETS, rule_inputs(questions), law or all_figures(), questions.month)
    return Payslip(questions, **{name: round(float(found[name]), 2) + 0.0 for name in TARGETS})


def payslip_steps(questions: PayslipQuestions, law: Shelf | None = None) -> tuple[Step, ...]:
    """The path of rules behind the payslip."""
    return steps(BOOK, TARGETS, rule_inputs(questions), law or all_figures(), questions.month)


def rule_inputs(q: PayslipQuestions) -> dict[str, Any]:
    """What the rules are given for these questions."""
    paid, full = (q.hours, q.full_time_hours) if q.hours is not None else (q.days, q.month_days)
    return {"gross": q.gross, "at_108": q.kind != "employee", "by_hour": q.hours is not None,
            "units_paid": paid or 1.0, "units_full": full or 1.0, "has_partner": q.household != "single",
            "partner_has_income": q.household == "couple_two_incomes", "children": q.children, "disabled": q.disabled,
            "disabled_children": 0, "other_dependants": 0, "performer": False}
