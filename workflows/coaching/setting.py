"""The questions with every gap filled: by what was typed, else by the books, else by an assumption; and which it was."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from workflows.coaching.facts import Facts
from workflows.coaching.questions import MONTHS, CoachingQuestions
from workflows.law.explain import Use
from workflows.law.parameters import Shelf
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways

TYPED, BOOKS, PLAN = "typed", "books", "plan"
"""Where a value comes from: an answer, the member's own books, the projection."""

_NO_CAREER = ("association", "amateur")

SEEN = MONTHS + 11
"""Months that are computed, so that each month of the projection has its following year."""

_FIGURES = (
    "cooperative_contribution_rate", "growth_track_turnover", "vat_standard_rate", "coaching_safety_margin",
    "coaching_utilisation", "coaching_realised_price", "coaching_top_client", "coaching_concentration",
    "coaching_pipeline", "coaching_runway_least", "coaching_runway", "coaching_working_capital_days",
    "coaching_payment_days", "coaching_payment_days_most", "coaching_recurring", "coaching_stage_existence",
    "coaching_hire_ramp", "coaching_hire_reserve", "first_hire_quarter_cap", "minimum_monthly_wage",
    "employment_coefficient_employee", "employment_coefficient_low", "employment_coefficient_high",
    "full_time_days_per_year")


@dataclass(frozen=True)
class CoachingSetting:
    """Questions, the shelf of law, and what the books say, or None."""

    questions: CoachingQuestions
    shelf: Shelf
    facts: Facts | None = None

    @cached_property
    def day(self) -> date:
        """Yearly figures are those of the last day of the income year."""
        return date(self.questions.year, 12, 31)

    def assumed(self, name: str):
        return self.shelf[name].on(self.day).value

    @cached_property
    def rate(self) -> float:
        """The cooperative's share of what is invoiced."""
        return self.assumed("cooperative_contribution_rate")

    @cached_property
    def payment_days(self) -> float:
        typed = self.questions.payment_days
        return float(self.assumed("client_pay_days")) if typed is None else typed

    @cached_property
    def hire_gross(self) -> float:
        typed = self.questions.hire_gross
        return self.assumed("coaching_hire_gross") if typed is None else typed

    @cached_property
    def calendar(self) -> tuple[tuple[int, int], ...]:
        """(year, month) of every month that is computed."""
        first, year = self.questions.first_month - 1, self.questions.year
        return tuple((year + (first + place) // 12, (first + place) % 12 + 1) for place in range(SEEN))

    @cached_property
    def season(self) -> np.ndarray:
        """Each month's weight, 1 on average over a year."""
        q = self.questions
        weights = np.ones(12) if q.season == "even" else np.array(self.assumed(f"cash_season_{q.season}"), dtype=float)
        weights = weights / weights.mean()
        return np.array([weights[month - 1] for _, month in self.calendar])

    @cached_property
    def ways(self) -> Ways:
        """The member in the simulation; turnover, days and expenses are given month by month, so nothing else moves."""
        q = self.questions
        return Ways(Setting(SimulationQuestions(
            turnover=0.0, days=0.0, expenses=0.0, year=q.year, situation=q.situation, household=q.household,
            children=q.children, region=q.region, first_time=q.first_time), self.shelf))

    @cached_property
    def open_ways(self) -> tuple[str, ...]:
        """The cooperative, then the ways that are open besides it; an association serves no founder's own profit."""
        return ("cooperative", *(way for way in self.ways.setting.open_ways if way not in _NO_CAREER))

    def known(self, question: str) -> tuple[float | None, str]:
        """A value and where it comes from; (None, "") where nobody said it."""
        typed = getattr(self.questions, question)
        if typed is not None:
            return typed, TYPED
        books = None if self.facts is None else {
            "turnover_year": self.facts.turnover_year or None, "billed_days": self.facts.days or None,
            "receivables": self.facts.receivables if self.facts.with_tax else None}.get(question)
        return (None, "") if books is None else (books, BOOKS)

    @cached_property
    def clients(self) -> tuple[tuple[float, ...], str]:
        """Invoiced by client, those without an amount left out, and where it comes from."""
        typed = tuple(amount for amount in self.questions.clients if amount > 0)
        if typed:
            return typed, TYPED
        books = tuple(amount for amount in self.facts.clients if amount > 0) if self.facts else ()
        return books, BOOKS if books else ""

    @cached_property
    def pipeline(self) -> tuple[tuple[tuple[float, float], ...], str]:
        """Open business with its probability: offers that clients have not answered at the rate of conversion."""
        q, facts = self.questions, self.facts
        if q.pipeline:
            return q.pipeline, TYPED
        books = ((facts.ordered, 1.0), (facts.open, q.conversion)) if facts and (facts.ordered or facts.open) else ()
        return books, BOOKS if books else ""

    @cached_property
    def real(self) -> tuple[tuple[float, ...], str]:
        """Really invoiced, month by month from the first of the projection."""
        q = self.questions
        if q.real:
            return q.real, TYPED
        books = self.facts.since(q.year, q.first_month, MONTHS) if self.facts else ()
        return books, BOOKS if books else ""

    @cached_property
    def figures(self) -> tuple[Use, ...]:
        """Every dated figure of this page; those of the ways stand in the simulation."""
        q, spans = self.questions, [name for name in self.shelf.parameters if name.startswith("coaching_span_")]
        names = {*_FIGURES, *spans, *(name for name in self.shelf.parameters if name.startswith("coaching_skill_"))}
        names |= {"client_pay_days"} if q.payment_days is None else set()
        names |= {"coaching_hire_gross"} if q.hire_gross is None else set()
        names |= set() if q.season == "even" else {f"cash_season_{q.season}"}
        return tuple(Use(name, self.shelf[name].on(self.day)) for name in sorted(names))
