"""What stands beside the activity: the job, the partner, own time, and the tax of the household without the activity."""

from fractions import Fraction
from functools import lru_cache

from tests.plain.family import final_special_contribution, income_tax
from tests.plain.figures import law_of_month, law_of_year
from tests.plain.money import cents, exact
from tests.plain.payslip import pay


def typed_or(law, q, name, figure):
    """What was typed, else the assumption."""
    return law(figure) if q[name] is None else exact(q[name])


def turnover_of_year(q):
    """The turnover of the year: the months where they were typed."""
    months = q["turnover_by_month"]
    return sum((exact(month) for month in months), Fraction(0)) if months else exact(q["turnover"])


def month_shares(q):
    """Each month's part of the year."""
    months = [exact(month) for month in q["turnover_by_month"]]
    total = sum(months)
    return [month / total for month in months] if total else [Fraction(1, 12)] * 12


def expenses_of_year(law, q):
    """Expenses typed, else a share of the turnover."""
    if q["expenses"] is None:
        return cents(law("expenses_share") * turnover_of_year(q))
    return exact(q["expenses"])


def job_taxable(q):
    """Taxable pay of the job beside the activity, twelve full months of an employee."""
    if q["situation"] != "job":
        return Fraction(0)
    return _twelve_months(q["year"], cents(typed_or(law_of_year(q["year"]), q, "job_gross", "side_job_gross") / 12))


@lru_cache(maxsize=64)
def _twelve_months(year, gross):
    one, total = Fraction(1), Fraction(0)
    for month in range(1, 13):
        total += pay(law_of_month(year, month), gross, one, one, False)["taxable"]
    return total


def job_income(law, taxable):
    """Net taxable income of the job."""
    return taxable - min(cents(law("lump_sum_costs_rate") * taxable), law("lump_sum_costs_cap"))


def partner_income(law, q):
    """Net taxable income of the partner, where there are two incomes."""
    if q["household"] != "couple_two_incomes":
        return Fraction(0)
    return typed_or(law, q, "partner_net", "partner_net_income")


def household_has_pay(q):
    """Whether somebody in the household earns a wage besides the activity."""
    return job_taxable(q) > 0 or q["household"] == "couple_two_incomes"


def own_time(q, way):
    """Own administration time in money, where hours and their value were typed."""
    hours = q["admin_hours_cooperative" if way == "cooperative" else "admin_hours_self_employed"]
    if hours is None or q["admin_hour_value"] is None:
        return Fraction(0)
    return cents(exact(hours) * exact(q["admin_hour_value"]))


def without_activity(q):
    """(income tax, special contribution) of the household without the activity."""
    law = law_of_year(q["year"])
    income, partner = job_income(law, job_taxable(q)), partner_income(law, q)
    special = final_special_contribution(law, q, income + partner) if household_has_pay(q) else Fraction(0)
    return income_tax(law, q, income, partner), special
