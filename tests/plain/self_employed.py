"""A year of self-employment in each status, EUR a year."""

from fractions import Fraction

from tests.plain import beside, circle
from tests.plain.family import final_special_contribution, income_tax, state_tax, tax_on_rights
from tests.plain.figures import law_of_year
from tests.plain.money import cents, exact

NOTHING = Fraction(0)
MINIMUM = {"self_employed": "self_employed_minimum_income", "starter": "primostarter_minimum_income",
           "assisting_spouse": "assisting_spouse_minimum_income"}
THRESHOLD = {"complementary": "complementary_threshold", "pensioner": "pensioner_threshold"}
WAYS = (*MINIMUM, *THRESHOLD, "student")


def year(q, way, turnover, expenses, purchases):
    """The year's amounts by name; `turnover`, `expenses` and `purchases` as fractions."""
    law = law_of_year(q["year"])
    invoiced, paid, goods = _with_vat(law, q, turnover, expenses, purchases)
    rights = _rights(law, q, turnover)
    real = invoiced - rights - paid
    profit = min(real, _lump_sum_profit(law, q, way, invoiced - rights - goods))
    premium = _pension_premium(law, q, profit) if way == "self_employed" else NOTHING
    profit = profit - premium
    contributions = _contributions(law, q, way, profit)
    income = profit - contributions
    if q["tax_reform_applies"] == "yes":
        deduction = cents(min(max(law("entrepreneur_deduction_rate") * income, NOTHING), law("entrepreneur_deduction_cap")))
        income = income - deduction
    received = invoiced - paid - contributions - premium
    activity_tax, special, surcharge = assessed(law, q, income)
    assessment = -activity_tax - special - tax_on_rights(law, q, rights)[1] - surcharge
    return {"received_in_year": received, "assessment": assessment, "contributions": contributions,
            "activity_tax": activity_tax, "net_year": received + assessment - beside.own_time(q, way)}


def assessed(law, q, professional_income):
    """(income tax, special contribution, surcharge for missing advance payments) that the activity adds."""
    partner = beside.partner_income(law, q)
    income = max(professional_income + beside.job_income(law, beside.job_taxable(q)), NOTHING)
    tax_without, special_without = beside.without_activity(q)
    special = final_special_contribution(law, q, income + partner) if beside.household_has_pay(q) else NOTHING
    state, household = state_tax(law, q, income, partner), income + partner
    part = min(max(professional_income, NOTHING) / household, Fraction(1)) if household > 0 else NOTHING
    return (income_tax(law, q, income, partner) - tax_without, special - special_without,
            _surcharge(law, q, cents(state * part)))


def contribution_scale(law, q, rate_1="self_employed_rate_1"):
    """The scale of contributions with the fund's fee, without minimum."""
    return circle.contribution_brackets(
        law(rate_1), law("self_employed_rate_2"), law("self_employed_limit_1"), law("self_employed_limit_2"),
        beside.typed_or(law, q, "fund_fee", "fund_fee"))


def _with_vat(law, q, turnover, expenses, purchases):
    """(invoiced, everything paid, goods bought for clients): the small-business scheme where it is open and better."""
    rate, private = law("vat_standard_rate"), exact(q["private_share"])
    own = beside.typed_or(law, q, "own_costs", "own_costs")
    kept = cents(turnover * private * rate) if q["same_price"] == "including_vat" else NOTHING
    lost = cents((expenses + own) * rate)
    if turnover + kept <= law("vat_franchise_threshold") and kept > lost:
        return turnover + kept, expenses + own + lost, purchases + cents(purchases * rate)
    return turnover, expenses + own, purchases


def _rights(law, q, turnover):
    """Copyright in the turnover, within the ratio and the yearly maximum."""
    return cents(min(min(exact(q["copyright_share"]), law("copyright_ratio_limit")) * turnover, law("copyright_cap")))


def _costs(law, q, way):
    """The scale of lump-sum costs (art. 51): of an assisting spouse, a liberal profession or a trade."""
    if way == "assisting_spouse":
        return circle.cost_brackets((), (law("assisting_spouse_costs_rate"),), law("assisting_spouse_costs_cap"))
    if q["costs_scale"] == "liberal":
        return circle.cost_brackets(law("liberal_costs_brackets"), law("liberal_costs_rates"), law("liberal_costs_cap"))
    return circle.cost_brackets((), (law("lump_sum_costs_rate"),), law("lump_sum_costs_cap"))


def _lump_sum_profit(law, q, way, turnover):
    """Profit before contributions with lump-sum costs."""
    costs = _costs(law, q, way)
    if way in MINIMUM:
        scale = circle.with_minimum(contribution_scale(law, q), law(MINIMUM[way]))
        return circle.profit_after_lump_sum(turnover, scale, costs)
    if way == "student":
        part, full = _student_scales(law, q)
        profit = circle.profit_after_lump_sum(turnover, part, costs)
        if circle.income_left(profit, part) < law("student_full_income"):
            return profit
        return circle.profit_after_lump_sum(turnover, full, costs)
    free = cents(turnover - circle.due(turnover, costs))
    if free < law(THRESHOLD[way]):
        return free
    return circle.profit_after_lump_sum(turnover, _threshold_scale(law, q, way), costs)


def _contributions(law, q, way, profit):
    """Contributions of the year, deductible from the income that they fall on."""
    if way in MINIMUM:
        scale = circle.with_minimum(contribution_scale(law, q), law(MINIMUM[way]))
        return circle.four_quarters(circle.income_left(profit, scale), scale)
    if way == "student":
        part, full = _student_scales(law, q)
        income = circle.income_left(profit, part)
        if income < law("student_full_income"):
            return circle.four_quarters(income, part)
        # Where neither scheme fits, the income at which the full scheme begins is kept.
        return circle.four_quarters(circle.income_left(profit, full), full)
    if profit < law(THRESHOLD[way]):
        return NOTHING
    # Just above the threshold no income fits: the contribution of the threshold is kept.
    scale = _threshold_scale(law, q, way)
    return circle.four_quarters(circle.income_left(profit, scale), scale)


def _threshold_scale(law, q, way):
    rate = "pensioner_rate_1" if way == "pensioner" else "self_employed_rate_1"
    return circle.with_minimum(contribution_scale(law, q, rate), law(THRESHOLD[way]))


def _student_scales(law, q):
    scale, full = contribution_scale(law, q), law("student_full_income")
    return circle.part_of_student(scale, law("student_exempt_income"), full), circle.with_minimum(scale, full)


def _pension_premium(law, q, profit):
    """Voluntary pension: a share of the most, a rate of this year's own income (at least the minimum), with a maximum.

    income = profit - contribution(income) - premium(income), found bracket by bracket.
    """
    share = exact(q["voluntary_pension_share"])
    if share == 0:
        return NOTHING
    minimum, rate = law("self_employed_minimum_income"), law("voluntary_pension_rate")
    premiums = circle.with_minimum(circle.cost_brackets((), (share * rate,), share * law("voluntary_pension_cap")), minimum)
    contributions = circle.with_minimum(contribution_scale(law, q), minimum)
    for low, high, amount, slope in contributions:
        for premium_low, premium_high, premium, premium_slope in premiums:
            income = (profit - amount - premium) / (1 + slope + premium_slope)
            if max(low, premium_low) <= income <= min(high, premium_high):
                return cents(max(premium + premium_slope * income, law("voluntary_pension_minimum")))
    raise ValueError(f"no premium fits {profit}")


def _surcharge(law, q, tax):
    """Surcharge for too little paid in advance, in four equal payments of a share of the base."""
    if q["first_time"] == "yes" or q["tax_reform_applies"] == "yes":
        return NOTHING
    base, reliefs = law("advance_payment_base_factor") * tax, law("advance_payment_relief_rates")
    paid = exact(q["advance_payments_share"]) * base
    relief = sum(paid / len(reliefs) * rate for rate in reliefs)
    left = law("advance_payment_kept_share") * max(base * law("advance_payment_rate") - relief, NOTHING)
    trifle = left < law("advance_payment_ignored_share") * base or left < law("advance_payment_ignored_amount")
    return NOTHING if trifle else cents(left)
