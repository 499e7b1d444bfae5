"""Every rule answers for one situation and for many at once, in every mixture of people, with the same cents."""

from datetime import date

import numpy as np
import pytest

from workflows.law.book import BOOK
from workflows.law.library import shelf
from workflows.simulation.graphs import COMPLEMENTARY_YEAR, COOPERATIVE_MONTH, COOPERATIVE_YEAR, SELF_EMPLOYED_YEAR

GRAPHS = {"book": BOOK, "cooperative month": COOPERATIVE_MONTH, "cooperative year": COOPERATIVE_YEAR,
          "self-employed year": SELF_EMPLOYED_YEAR, "complementary year": COMPLEMENTARY_YEAR}
MANY = 400
DAYS = (date(2024, 4, 1), date(2025, 6, 1), date(2026, 3, 1), date(2026, 12, 31))


def people(seed: int) -> dict[str, np.ndarray]:
    """Inputs of the rules: every kind of person beside every other, amounts to the cent, some of them 0."""
    draw = np.random.default_rng(seed)

    def money(to):
        return np.round(draw.uniform(0, to, MANY) * (draw.random(MANY) > 0.1), 2)

    def yes():
        return draw.random(MANY) < 0.5

    couple = yes()
    turnover, children = money(120_000), draw.integers(0, 9, MANY)

    def share():
        return np.round(draw.random(MANY), 2) * yes()

    return {
        "at_108": yes(), "by_hour": yes(), "children": children, "days_month": draw.integers(1, 23, MANY).astype(float),
        "disabled": yes(), "employment_coefficient": draw.uniform(1.5, 1.6, MANY), "expenses": money(10_000),
        "fiscal_work_bonus_months": money(900), "gross": money(5_000), "has_partner": couple, "partner_has_income": couple & yes(),
        "job_taxable": money(40_000), "month_share": np.full(MANY, 1 / 12), "partner_taxable_income": money(50_000) * couple,
        "pay_taxable_year": money(60_000), "private_share": np.round(draw.random(MANY), 2) * yes(), "purchases": money(3_000),
        "region": draw.integers(0, 4, MANY), "taxable_income": money(120_000), "turnover": turnover, "worked_the_year_before": yes(),
        "household_taxable_income": money(90_000), "household_has_pay": yes(), "own_time": money(500), "net_months": money(40_000),
        "withheld_months": money(9_000), "special_months": money(600), "special_without_activity": money(300),
        "tax_without_activity": money(9_000), "employee_contribution_year": money(6_000), "work_bonus_year": money(3_000),
        "disabled_children": draw.integers(0, 3, MANY), "shared_children": np.minimum(draw.integers(0, 4, MANY), children),
        "young_children": draw.integers(0, 3, MANY), "other_dependants": draw.integers(0, 3, MANY), "liberal": yes(),
        "performer": yes(), "voluntary_pension_share": share(), "self_employed_state_tax": money(30_000),
        "advance_payments_share": share(), "first_three_years": yes(), "asked_rights": money(40_000), "asked_fee": money(60_000),
        "copyright_share": share(), "copyright_rights": money(60_000), "copyright_lump_sums_ended": yes(),
        "company_expenses": money(20_000), "company_costs": money(6_000), "company_salary": money(70_000),
        "company_starter": yes(), "remuneration_raised": yes(), "exit_route": draw.integers(0, 3, MANY),
        "volunteer_days": draw.integers(0, 60, MANY).astype(float), "amateur_days": draw.integers(0, 40, MANY).astype(float),
        "amateur_day_amount": money(100), "amateur_travel": money(30), "gross_year": money(40_000),
        "year_end_premium_share": share(), "daily_benefit": money(80), "benefit_days": draw.integers(0, 300, MANY).astype(float),
        "hire_gross": money(6_000)}


def known(names, on: date) -> bool:
    """Whether the law of that day has all these figures: some statuses begin later."""
    return all(any(figure.holds_on(on) for figure in shelf()[name].figures) for name in names if name in shelf())


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_many_at_once_equal_each_alone(graph, on):
    rules, everyone = GRAPHS[graph], people(on.toordinal())
    wanted = tuple(name for name in rules.rules if known(rules.needs([name]), on))
    given = {name: everyone[name] for name in everyone if name not in rules.rules}
    together = rules.evaluate(wanted, given, shelf(), on)
    for at in range(0, MANY, 7):
        alone = rules.evaluate(wanted, {name: values[at] for name, values in given.items()}, shelf(), on)
        for name in wanted:
            one, many = alone[name], together[name]
            if isinstance(one, tuple):
                continue  # scales: the law's own tables, the same for everybody
            one, many = float(one), float(np.broadcast_to(many, MANY)[at])
            assert np.rint(one * 100) == np.rint(many * 100) or abs(one - many) < 1e-9, (name, at, one, many)
