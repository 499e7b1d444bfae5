"""A year with a company of one's own: the director, the company's tax, and the profit taken out. EUR a year."""

from fractions import Fraction

from tests.plain import beside, circle
from tests.plain.figures import law_of_year
from tests.plain.money import cents, exact
from tests.plain.self_employed import assessed, contribution_scale

NOTHING = Fraction(0)


def year(q, turnover, expenses):
    """The year's amounts by name."""
    law = law_of_year(q["year"])
    before_charge = turnover - expenses - beside.typed_or(law, q, "company_costs", "company_yearly_costs")
    if q["company_salary"] is None:
        salary = cents(law("company_salary_share") * max(before_charge, NOTHING))
    else:
        salary = exact(q["company_salary"])
    before_salary = before_charge - law("company_contribution_small")
    contributions, income = _director(law, q, salary)
    activity_tax, special, _ = assessed(law, q, income)
    received, assessment = salary - contributions, -activity_tax - special
    after_exit = _taken_out(law, q, before_salary - salary - _corporate_tax(law, q, before_salary, salary))
    return {"received_in_year": received, "assessment": assessment, "contributions": contributions,
            "activity_tax": activity_tax, "net_year": received + assessment - beside.own_time(q, "company") + after_exit}


def _director(law, q, salary):
    """(contributions, net taxable income) of the director: lump-sum costs are counted after contributions."""
    scale = circle.with_minimum(contribution_scale(law, q), law("self_employed_minimum_income"))
    costs = circle.cost_brackets((), (law("director_costs_rate"),), law("director_costs_cap"))
    profit = circle.profit_after_lump_sum(salary, scale, costs)
    contributions = circle.four_quarters(circle.income_left(profit, scale), scale)
    return contributions, profit - contributions


def _corporate_tax(law, q, before_salary, salary):
    """The reduced rate on the first slice needs a high enough salary, or a young company; none on a loss."""
    threshold = law("company_minimum_salary_raised" if q["remuneration_raised"] == "yes" else "company_minimum_salary")
    needed = min(threshold, cents(max(before_salary, NOTHING) / 2))
    result = max(before_salary - salary, NOTHING)
    if q["company_starter"] == "yes" or salary >= needed:
        reduced = min(result, law("corporate_reduced_ceiling"))
        return cents(law("corporate_reduced_rate") * reduced + law("corporate_rate") * (result - reduced))
    return cents(law("corporate_rate") * result)


def _taken_out(law, q, profit):
    """What is left of the profit after tax once it is taken out; nothing of a loss."""
    profit = max(profit, NOTHING)
    if q["exit_route"] == "liquidation_reserve":
        booked = profit / (1 + law("liquidation_reserve_levy_rate"))
        return profit - cents(profit - booked) - cents(law("liquidation_reserve_rate") * booked)
    return profit - cents(law("reduced_dividend_rate" if q["exit_route"] == "vvprbis" else "dividend_rate") * profit)
