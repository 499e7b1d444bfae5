"""A year as an employee, of the cooperative or of an association of one's own, EUR a year."""

from fractions import Fraction

from tests.plain import beside
from tests.plain.family import communal_rate, final_special_contribution, income_tax, state_tax, tax_on_rights
from tests.plain.figures import law_of_month, law_of_year
from tests.plain.money import cents, exact
from tests.plain.payslip import pay, special_contribution, withholding
from tests.plain.scale import row_above

NOTHING = Fraction(0)


def year(q, way, turnover, days, expenses):
    """The year's amounts by name; `turnover`, `days` and `expenses` as fractions."""
    law = law_of_year(q["year"])
    coefficient = _coefficient(law, q, way)
    kept, share = NOTHING, NOTHING
    if way == "cooperative":
        kept, share = cents(law("cooperative_contribution_rate") * turnover), law("cooperative_share")
    else:
        expenses = expenses + beside.typed_or(law, q, "association_costs", "association_accountant_costs")
    available = turnover - kept - expenses
    budget, unpaid = max(available, NOTHING), max(-available, NOTHING)
    rights = _rights(law, q, budget, coefficient)
    premium = _premium(law, q, budget - rights, coefficient, days)
    months = _months(q, budget - rights - premium * coefficient, coefficient, days)
    holiday = _holiday(law, q, months)
    return _settled(law, q, way, months, premium, holiday, rights, unpaid + share)


def _settled(law, q, way, months, premium, holiday, rights, lost):
    """The assessment of the year, and what it leaves."""
    departure, fund = holiday
    premium_taxable = premium - cents(law("employee_contribution_rate") * premium)
    premium_withheld = cents(_exceptional(law, months["taxable"], "exceptional_other_rates") * premium_taxable)
    departure_withheld = cents(_exceptional(law, months["taxable"], "exceptional_holiday_rates") * departure)
    rights_withheld, rights_tax = tax_on_rights(law, q, rights)
    salary = months["taxable"] + premium_taxable + fund + beside.job_taxable(q)
    tax, special = _tax(law, q, salary, departure, months["fiscal_bonus"])
    tax_without, special_without = beside.without_activity(q)
    benefits = cents(exact(q["daily_benefit"] or 0.0) * exact(q["benefit_days"] or 0.0)) if q["situation"] == "benefits" else 0
    received = months["net"] + premium_taxable - premium_withheld + rights - rights_withheld + benefits - lost
    withheld = months["withheld"] + months["special"] + premium_withheld + departure_withheld + rights_withheld
    activity_tax = tax - tax_without
    assessment = withheld - activity_tax - (special - special_without) - rights_tax
    holiday_net = departure - departure_withheld + fund
    return {"received_in_year": received, "holiday_pay_net": holiday_net, "assessment": assessment,
            "contributions": months["contribution"] - months["bonus"], "activity_tax": activity_tax,
            "net_year": received + holiday_net + assessment - beside.own_time(q, way)}


def _coefficient(law, q, way):
    """From budget to gross: typed, else of past contracts, else assumed; an association has its own."""
    if way == "association":
        return law("association_coefficient")
    if q["coefficient"] is not None:
        return exact(q["coefficient"])
    if q["contracts"]:
        return sum(exact(budget) for budget, _ in q["contracts"]) / sum(exact(gross) for _, gross in q["contracts"])
    return law(f"employment_coefficient_{'employee' if q['kind'] == 'employee' else 'artist'}")


def _rights(law, q, budget, coefficient):
    """Rights wished, within the yearly maximum and the ratio to rights and fee together.

    What passes the ratio, rights - ratio x (rights + (budget - rights) / coefficient), rises evenly from below 0.
    """
    ratio, wished = law("copyright_ratio_limit"), exact(q["copyright_share"]) * budget
    passing = [rights - ratio * (rights + (budget - rights) / coefficient) for rights in (NOTHING, Fraction(1))]
    most = -passing[0] / (passing[1] - passing[0])
    return cents(min(wished, most, law("copyright_cap")))


def _premium(law, q, budget, coefficient, days):
    """Year-end premium of joint committee 337, out of the same budget: premium = fixed + rate x gross."""
    if q["committee"] != "jc337" or q["kind"] != "employee":
        return NOTHING
    rate, together = law("year_end_premium_rate"), budget / coefficient
    fixed = law("year_end_premium_fixed_employee") * min(days / law("full_time_days_per_year"), Fraction(1))
    gross = (together - fixed) / (1 + rate)
    return cents(together - max(gross, NOTHING))


def _months(q, budget, coefficient, days):
    """Twelve payslips, summed."""
    names = ("gross", "contribution", "bonus", "taxable", "fiscal_bonus", "withheld", "special", "net")
    total = dict.fromkeys(names, NOTHING)
    for month, share in enumerate(beside.month_shares(q), 1):
        slip = _month(law_of_month(q["year"], month), q, cents(budget * share / coefficient), days * share)
        for name in names:
            total[name] += slip[name]
    return total


def _month(law, q, gross, days):
    """One month: never so many days paid that a day falls below its minimum, nor more than a month has."""
    full = law("full_time_days_per_year") / 12
    minimum = cents(law("minimum_monthly_wage") * 12 / law("full_time_days_per_year"))
    slip = pay(law, gross, min(days, gross / minimum, full), full, q["kind"] != "employee", q["fiscal_bonus_raised"] == "yes")
    withheld = withholding(law, q, slip["taxable"], slip["fiscal_bonus"])
    special = special_contribution(law, q, slip["base"])
    return {**slip, "gross": gross, "withheld": withheld, "special": special, "net": slip["taxable"] - withheld - special}


def _holiday(law, q, months):
    """(departure holiday pay, pay of the national fund), both taxable: one or the other by kind of worker."""
    gross, rate = months["gross"], law("employee_contribution_rate")
    if q["kind"] == "employee":
        owed = cents(rate * law("departure_holiday_contribution_share") * gross)
        return cents(law("departure_holiday_rate") * gross) - owed, NOTHING
    base = law("contribution_base_factor") * gross
    paid = cents(law("holiday_fund_rate") * base)
    solidarity = cents(law("holiday_fund_solidarity_rate") * paid)
    return NOTHING, paid - solidarity - cents(rate * law("holiday_fund_contribution_share") * base)


def _exceptional(law, pay_of_year, rates):
    """The rate of Annex III for holiday pay or a premium, by the taxable pay of the year."""
    return law(rates)[row_above(pay_of_year, law("exceptional_limits"))]


def _tax(law, q, salary, departure, fiscal_bonus):
    """(income tax, special contribution) of the household; departure holiday pay at the average rate if that is better."""
    together = salary + departure
    costs = min(cents(law("lump_sum_costs_rate") * together), law("lump_sum_costs_cap"))
    ordinary = cents(salary - salary * costs / together) if together > 0 else NOTHING
    apart = cents(together - costs - ordinary)
    partner = beside.partner_income(law, q)
    tax = income_tax(law, q, ordinary, partner)
    rate = state_tax(law, q, ordinary, partner) / (ordinary + partner) if ordinary + partner > 0 else NOTHING
    on_holiday = cents(rate * apart)
    on_holiday = min(on_holiday + cents(communal_rate(law, q) * on_holiday), income_tax(law, q, ordinary + apart, partner) - tax)
    credit = min(fiscal_bonus, law("fiscal_work_bonus_year_cap"))
    return cents(tax + on_holiday - credit), final_special_contribution(law, q, ordinary + apart + partner)
