"""From the questions about the treasury to the answer: the need of an average and of the hardest day, and what it costs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workflows.law.explain import Use
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.reform.cash import MONTH_DAYS, Terms, average_days, closed_form, invoiced, needed
from workflows.reform.treasury_questions import TreasuryQuestions

PAY_DAYS, ALL_AT = (0, 7, 9, 14, 30), (30, 60, 90)
"""Days after which members might be paid, and at which all clients might pay, that stand beside the answer."""


@dataclass(frozen=True)
class Plan:
    """Questions with every gap filled from the assumptions."""

    questions: TreasuryQuestions
    law: Shelf

    def _of(self, name: str):
        return self.law[name].on(self.law.edition).value

    @cached_property
    def pay_days(self) -> int:
        return int(self._of("pay_delay_days") if self.questions.pay_days is None else self.questions.pay_days)

    @cached_property
    def terms(self) -> Terms:
        typed = self.questions.terms or zip(self._of("client_terms"), self._of("client_terms_shares"))
        return tuple((int(days), share) for days, share in typed)

    @cached_property
    def turnover(self) -> float:
        return self._of("cooperative_turnover") if self.questions.turnover is None else self.questions.turnover

    @cached_property
    def fee(self) -> float:
        return self._of("cooperative_contribution_rate") if self.questions.fee is None else self.questions.fee

    @cached_property
    def cost_of_money(self) -> float:
        return self._of("cost_of_money") if self.questions.cost_of_money is None else self.questions.cost_of_money

    @cached_property
    def figures(self) -> tuple[Use, ...]:
        """The dated figures behind the answer; the promise of working days always stands among them."""
        q = self.questions
        typed = {"pay_delay_days": q.pay_days, "client_terms": q.terms or None, "client_terms_shares": q.terms or None,
                 "cooperative_turnover": q.turnover, "cooperative_contribution_rate": q.fee,
                 "cost_of_money": q.cost_of_money}
        names = ["pay_delay_working_days", *(name for name, value in typed.items() if value is None)]
        return tuple(Use(name, self.law[name].on(self.law.edition)) for name in names)


@dataclass(frozen=True)
class Need:
    """Cash needed, EUR: on an average day, on the hardest one, in which month (1 to 12) that lies, its cost a year."""

    pay_days: int
    client_days: float
    average: float
    peak: float
    peak_month: int
    cost: float


@dataclass(frozen=True)
class Treasury:
    """The answer. `closed`: the average by formula. `per_day`: what one day later for members takes off the need, EUR.

    `months`: (average, highest) need of each month. `by_pay`, `by_term`: the need for other days.
    """

    plan: Plan
    need: Need
    closed: float
    per_day: float
    months: tuple[tuple[float, float], ...]
    by_pay: tuple[Need, ...]
    by_term: tuple[Need, ...]


def treasury(questions: TreasuryQuestions, law: Shelf | None = None) -> Treasury:
    """The cash that the cooperative needs to pay members before clients pay.

    >>> answer = treasury(TreasuryQuestions(turnover=1_000_000, terms="90/100%", pay_days=9))
    >>> round(answer.need.average), round(answer.per_day)
    (207493, 2562)
    """
    plan = Plan(questions, law or shelf())
    daily = needed(invoiced(plan.turnover, questions.season), plan.fee, plan.terms, plan.pay_days)
    parts = np.split(daily, np.cumsum(MONTH_DAYS)[:-1])
    return Treasury(
        plan=plan, need=_need(plan, plan.terms, plan.pay_days),
        closed=round(closed_form(plan.turnover, plan.fee, plan.terms, plan.pay_days), 2),
        per_day=round(closed_form(plan.turnover, plan.fee, ((1, 1.0),), 0), 2),
        months=tuple((round(float(part.mean()), 2), round(float(part.max()), 2)) for part in parts),
        by_pay=tuple(_need(plan, plan.terms, days) for days in sorted({*PAY_DAYS, plan.pay_days})),
        by_term=tuple(_need(plan, ((days, 1.0),), plan.pay_days) for days in ALL_AT))


def _need(plan: Plan, terms: Terms, pay_days: int) -> Need:
    daily = needed(invoiced(plan.turnover, plan.questions.season), plan.fee, terms, pay_days)
    hardest = int(np.argmax(daily > daily.max() - 0.005))
    month = int(np.searchsorted(np.cumsum(MONTH_DAYS), hardest, side="right")) + 1
    cost = plan.cost_of_money * float(np.maximum(daily, 0.0).mean())
    return Need(pay_days, round(average_days(terms), 2), round(float(daily.mean()), 2), round(float(daily.max()), 2), month,
                round(cost, 2))
