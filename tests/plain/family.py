"""The income tax of a household on its net taxable income (art. 87-88, 130-134 CIR/WIB), and what children change."""

from fractions import Fraction

from tests.plain.figures import municipal_rate
from tests.plain.money import cents, exact
from tests.plain.scale import by_brackets, by_pieces, for_so_many


def supplements(law, q):
    """Supplements to the tax-free amount, EUR a year."""
    children = q["children"]
    shared = min(q["shared_children"], children)
    counted = children - shared + (law("disabled_child_counts_as") - 1) * min(q["disabled_children"], children)
    total = for_so_many(int(counted), law("child_exemptions"))
    total += law("shared_child_share") * for_so_many(shared, law("child_exemptions"))
    total += law("young_child_exemption") * min(q["young_children"], children)
    total += law("other_dependant_exemption") * q["other_dependants"]
    if children > 0 and q["household"] == "single":
        total += law("single_parent_exemption")
    if q["disabled"] == "yes":
        total += law("disabled_exemption")
    return total


def communal_rate(law, q):
    """The municipal surcharge: typed, else of the municipality named, else the average of the region."""
    if q["municipal_rate"] is not None:
        return exact(q["municipal_rate"])
    if q["municipality"]:
        return municipal_rate(q["municipality"], q["year"])
    return law(f"municipal_rate_{q['region'] or 'unknown'}")


def state_tax(law, q, income, partner):
    """Federal and regional tax of the household, EUR a year."""
    free = law("tax_free_amount")
    rates = law("tax_rates")
    off, off_other = cents(rates[0] * (free + supplements(law, q))), cents(rates[0] * free)
    if q["household"] == "single":
        tax = max(_scale(law, income) - off, Fraction(0))
    else:
        tax = _of_two(law, q, max(income, partner), min(income, partner), Fraction(0), off, off_other)
        moved = min(law("marital_quotient_rate") * (income + partner), law("marital_quotient_cap")) - min(income, partner)
        if moved > 0:
            tax = min(tax, _of_two(law, q, max(income, partner), min(income, partner), moved, off, off_other))
    # Where no region is known the tax is that of Wallonia, which is the reduced state tax.
    return cents(law(f"regional_factor_{q['region'] or 'wallonia'}") * tax)


def income_tax(law, q, income, partner):
    """State tax and municipal surcharge of the household, EUR a year."""
    state = state_tax(law, q, income, partner)
    return state + cents(communal_rate(law, q) * state)


def final_special_contribution(law, q, household_income):
    """Special contribution of the year on the household's income."""
    name = "single" if q["household"] == "single" else "couple"
    fixed, rate, above = by_pieces(household_income, law(f"final_special_contribution_{name}"))
    return cents(fixed + rate * above)


def tax_on_rights(law, q, rights):
    """(withholding, tax with the municipal surcharge) on copyright as movable income."""
    if q["copyright_lump_sums_ended"] == "yes":
        costs = cents(law("copyright_general_costs_rate") * rights)
    else:
        costs = by_brackets(rights, law("copyright_costs_limits"), law("copyright_costs_rates"))
    withheld = cents(law("copyright_rate") * (rights - costs))
    return withheld, withheld + cents(communal_rate(law, q) * withheld)


def _scale(law, income):
    return by_brackets(max(income, Fraction(0)), law("tax_brackets"), law("tax_rates"))


def _of_two(law, q, more, less, moved, off, off_other):
    one, other = _scale(law, more - moved), _scale(law, less + moved)
    if law("exempt_amounts_shared") and q["exempt_amounts_apart"] == "no":
        return max(one + other - off - off_other, Fraction(0))
    return max(one - off, Fraction(0)) + max(other - off_other, Fraction(0))
