"""From the questions about the contribution to the answer: one member, all members, the neutral rate, who would leave."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from workflows.law.explain import Use
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.reform.effect import Amounts, Effect, effect
from workflows.reform.fee_questions import FeeReformQuestions
from workflows.reform.leaving import leaving, net_at, turning_points
from workflows.reform.population import generated, gini_of, takers
from workflows.reform.scheme import Scheme
from workflows.simulation.scan import Change

CURVE_TO, POINTS = 120_000.0, 121
"""The chart of one member's contribution reaches this turnover, with so many points."""


@dataclass(frozen=True)
class Plan:
    """Questions with every gap filled: the contribution asked today and the one of the reform."""

    questions: FeeReformQuestions
    law: Shelf

    @cached_property
    def day(self) -> date:
        """Figures are those of the day that the law is known for."""
        return self.law.edition

    def _or(self, typed, name: str) -> float:
        return self.law[name].on(self.day).value if typed is None else typed

    @cached_property
    def rate_now(self) -> float:
        return self.law["cooperative_contribution_rate"].on(self.day).value

    @cached_property
    def purchases_share(self) -> float:
        return self._or(self.questions.purchases_share, "purchases_share")

    @cached_property
    def today(self) -> Scheme:
        return Scheme(((0.0, self.rate_now),))

    @cached_property
    def reform(self) -> Scheme:
        q = self.questions
        starts = (0.0, *(upto for upto, _ in q.tiers[:-1]))
        tiers = tuple(zip(starts, (rate for _, rate in q.tiers))) or ((0.0, self.rate_now if q.rate is None else q.rate),)
        return Scheme(tiers, q.cap or np.inf, q.floor or 0.0,
                      1 - self.purchases_share if q.purchases == "out" else 1.0)

    @cached_property
    def basket(self) -> float:
        """What the member pays for the services he chose, EUR a year."""
        return round(sum(self.questions.basket), 2)

    @cached_property
    def population(self) -> Amounts:
        q = self.questions
        if q.turnovers:
            return np.array(q.turnovers)
        return generated(int(self._or(q.members, "population_members")), self._or(q.mean, "population_mean_turnover"),
                         self._or(q.gini, "population_gini"), q.seed)

    @cached_property
    def packs(self) -> Amounts:
        """What each member of the population pays for services, EUR a year."""
        taken = takers(len(self.population), tuple(share for _, share in self.questions.packs), self.questions.seed)
        return sum((price * takes for (price, _), takes in zip(self.questions.packs, taken)), np.zeros(len(self.population)))

    @cached_property
    def figures(self) -> tuple[Use, ...]:
        """The dated figures behind the answer; those that were typed over are left out."""
        q, names = self.questions, ["cooperative_contribution_rate"]
        if q.purchases == "out" and q.purchases_share is None:
            names.append("purchases_share")
        if not q.turnovers:
            names += [name for name, typed in (("population_members", q.members), ("population_mean_turnover", q.mean),
                                               ("population_gini", q.gini)) if typed is None]
        return tuple(Use(name, self.law[name].on(self.day)) for name in names)


@dataclass(frozen=True)
class Member:
    """One member, EUR a year: the contribution now and then (services apart), and what the year leaves with each."""

    turnover: float
    now: float
    then: float
    basket: float
    net_now: float
    net_then: float


@dataclass(frozen=True)
class FeeReform:
    """The answer. `points_*`: where leaving pays for the default member; `leaving_*`: members of the population there.

    `curve`: (turnover, now, then) without services. `gini`: of the population as it is.
    """

    plan: Plan
    member: Member
    effect: Effect
    gini: float
    points_now: tuple[Change, ...]
    points_then: tuple[Change, ...]
    leaving_now: int
    leaving_then: int
    curve: tuple[tuple[float, float, float], ...]


def fee_reform(questions: FeeReformQuestions, law: Shelf | None = None) -> FeeReform:
    """What a reform of the contribution changes, for one member and for all of them.

    >>> answer = fee_reform(FeeReformQuestions(turnover=60_000, cap=3_250))
    >>> answer.member.now, answer.member.then
    (3900.0, 3250.0)
    """
    plan = Plan(questions, law or shelf())
    turnovers = np.linspace(0.0, CURVE_TO, POINTS)
    now, then = plan.today.contribution(turnovers), plan.reform.contribution(turnovers)
    points_now = turning_points(plan.law.edition, plan.today, 0.0)
    points_then = turning_points(plan.law.edition, plan.reform, plan.basket)
    return FeeReform(
        plan=plan, member=_member(plan), effect=effect(plan.population, plan.today, plan.reform, plan.packs),
        gini=round(gini_of(plan.population), 4), points_now=points_now, points_then=points_then,
        leaving_now=leaving(plan.population, points_now), leaving_then=leaving(plan.population, points_then),
        curve=tuple(zip(turnovers.tolist(), now.tolist(), then.tolist())))


def _member(plan: Plan) -> Member:
    turnover = plan.questions.turnover
    now, then = (float(scheme.contribution(np.array(turnover))) for scheme in (plan.today, plan.reform))
    return Member(turnover, now, then, plan.basket, net_at(plan.law, turnover, now),
                  net_at(plan.law, turnover, then + plan.basket))
