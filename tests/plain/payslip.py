"""The payslip of one month (ONSS/RSZ instructions; key formula of Annex III), EUR a month."""

from fractions import Fraction

from tests.plain.money import cents
from tests.plain.scale import by_brackets, by_pieces, for_so_many


def bonus_of_full_month(law, part, who, reference):
    """Part A or B of the work bonus for a full month at this reference wage."""
    highest, slope, above = by_pieces(reference, law(f"work_bonus_{part}_{who}"))
    return max(highest - cents(slope * above), Fraction(0))


def pay(law, gross, paid, full, at_108, raised=False):
    """Employee contribution, both parts of the bonus, and taxable pay; `paid` of `full` days. `raised`: the fiscal bonus of the bill."""
    base = gross * law("contribution_base_factor") if at_108 else gross
    contribution = cents(law("employee_contribution_rate") * base)
    bonus = {"a": Fraction(0), "b": Fraction(0)}
    if paid > 0:
        worked, who = min(paid, full), "worker" if at_108 else "employee"
        limit = min(contribution, cents(law("work_bonus_year_cap") / 12))
        for part in ("a", "b"):
            for_work = cents(bonus_of_full_month(law, part, who, gross / worked * full) * (worked / full))
            bonus[part] = min(for_work, limit - bonus["a"])
    return {"base": base, "contribution": contribution, "bonus": bonus["a"] + bonus["b"],
            "taxable": gross - contribution + bonus["a"] + bonus["b"],
            "fiscal_bonus": cents(sum(law(f"fiscal_work_bonus_{'raised_' if raised else ''}rate_{part}") * bonus[part] for part in "ab"))}


def withholding(law, q, taxable, fiscal_bonus):
    """Withholding tax of a month."""
    if q["kind"] == "performer":
        return cents(law("artist_flat_withholding_rate") * taxable)
    year = 12 * taxable
    net = year - min(cents(law("withholding_costs_rate") * year), law("withholding_costs_cap"))
    if q["household"] == "couple_one_income":
        share = min(cents(law("withholding_quotient_rate") * net), law("withholding_quotient_cap"))
        tax = _scale(law, share) + _scale(law, net - share) - 2 * law("withholding_exempt_tax")
    else:
        tax = _scale(law, net) - law("withholding_exempt_tax")
    month = cents(max(max(tax, Fraction(0)) - reductions(law, q), Fraction(0)) / 12)
    return max(month - fiscal_bonus, Fraction(0))


def reductions(law, q):
    """Reductions of the withholding for the family, EUR a year."""
    children = q["children"]
    counted = children + (law("disabled_child_counts_as") - 1) * min(q["disabled_children"], children)
    total = for_so_many(int(counted), law("withholding_children"))
    total += law("withholding_other_dependant") * q["other_dependants"]
    if children > 0 and q["household"] == "single":
        total += law("withholding_single_parent")
    if q["disabled"] == "yes":
        total += law("withholding_disabled")
    return total


def special_contribution(law, q, base):
    """Monthly advance of the special social-security contribution."""
    single = q["household"] == "single"
    fixed, rate, above = by_pieces(base, law(f"special_contribution_{'single' if single else 'couple'}"))
    amount = cents(fixed + rate * above)
    if single:
        return amount
    if q["household"] == "couple_one_income":
        return min(amount, law("special_contribution_one_income_cap"))
    if base >= law("special_contribution_two_incomes_from"):
        amount = max(amount, law("special_contribution_two_incomes_minimum"))
    return min(amount, law("special_contribution_two_incomes_cap"))


def _scale(law, income):
    return by_brackets(income, law("withholding_brackets"), law("withholding_rates"), totals_rounded=True)
