"""Random situations, as what a person would type: all years, kinds and families, amounts to the cent, and the edges."""

from tests.plain.figures import law_of_month, law_of_year

CHOICES = {
    "situation": (None, "job", "benefits", "studies", "pension", "assisting", "none"), "year": (2024, 2025, 2026),
    "kind": ("employee", "artist", "performer"), "committee": ("other", "other", "jc337"),
    "household": ("single", "couple_one_income", "couple_two_incomes"), "region": (None, "brussels", "flanders", "wallonia"),
    "same_price": ("including_vat", "excluding_vat"), "costs_scale": ("trade", "liberal"), "hold": ("days", "day_rate"),
    "exit_route": ("vvprbis", "liquidation_reserve", "ordinary"),
    "municipality": (None, None, None, "Bruxelles", "JETTE", "sint niklaas")}
SELDOM = ("disabled", "first_time", "company_starter", "remuneration_raised", "copyright_lump_sums_ended", "tax_reform_applies",
          "fiscal_bonus_raised", "exempt_amounts_apart")
SHARES = {"private_share": 1, "copyright_share": 1, "voluntary_pension_share": 1, "advance_payments_share": 1}
PERHAPS = {"daily_benefit": 500, "own_costs": 6_000, "company_costs": 9_000, "company_salary": 120_000,
           "association_costs": 4_000, "admin_hour_value": 90}
HOURS = {"admin_hours_cooperative": 300, "admin_hours_self_employed": 300, "benefit_days": 312}
EDGES = ("self_employed_minimum_income", "self_employed_limit_1", "self_employed_limit_2", "complementary_threshold",
         "pensioner_threshold", "student_exempt_income", "student_full_income", "primostarter_minimum_income",
         "vat_franchise_threshold", "company_minimum_salary", "copyright_cap", "tax_free_amount")
SCALES = ("special_contribution_single", "special_contribution_couple", "work_bonus_a_employee", "work_bonus_b_employee",
          "work_bonus_a_worker", "work_bonus_b_worker")
MOST = 500_000


def situation(random):
    """The typed answers of one person."""
    q = {name: random.choice(among) for name, among in CHOICES.items()}
    q |= {name: "yes" for name in SELDOM if random.random() < 0.25}
    q |= {name: round(random.choice((0.0, random.random() * most, float(most))), 4) for name, most in SHARES.items()}
    q |= {name: _amount(random, most) for name, most in PERHAPS.items() if random.random() < 0.4}
    q |= {name: round(random.random() * most, 1) for name, most in HOURS.items() if random.random() < 0.4}
    if random.random() < 0.3:
        q["advance_payments_share"] = round(0.85 + random.random() * 0.15, 4)
    q |= _family(random) | _of_the_year(random, q)
    if random.random() < 0.08:
        q = {**q, "copyright_share": 0.0, **_gross_on_a_limit(random, q["year"])}
    if random.random() < 0.5:
        q["municipal_rate"] = round(random.random() * 0.12, 4)
    if random.random() < 0.5:
        q["fund_fee"] = round(random.random() * 0.1, 4)
    if q["situation"] in (None, "job") and random.random() < 0.7:
        q["job_gross"] = _amount(random, 120_000)
    if q["household"] == "couple_two_incomes" and random.random() < 0.7:
        q["partner_net"] = _amount(random, 120_000)
    if q["situation"] not in (None, "benefits"):
        q = {name: value for name, value in q.items() if name not in ("daily_benefit", "benefit_days")}
    return q | _coefficient(random)


def _amount(random, most):
    """An amount to the cent: mostly usual, sometimes nothing, whole, tiny or the largest."""
    way = random.random()
    if way < 0.06:
        return 0.0
    if way < 0.12:
        return round(random.random(), 2)
    if way < 0.16:
        return float(most)
    if way < 0.3:
        return float(random.randrange(0, most + 1, 10))
    return round(random.random() * most, 2)


def _family(random):
    children = random.choice((0, 0, 1, 2, 3, 4, 5, 9, 20))
    found = {name: random.randint(0, children) for name in ("young_children", "shared_children", "disabled_children")
             if random.random() < 0.5}
    return {"children": children, "other_dependants": random.choice((0, 0, 0, 1, 2, 20)), **found}


def _of_the_year(random, q):
    """Turnover, days, expenses and purchases; among them turnovers that meet an edge of the law exactly."""
    largest = random.choice((5_000, 30_000, 60_000, 120_000, MOST))
    found = {"turnover": _amount(random, largest), "days": round(random.choice((0.0, 366.0, *[random.random() * 260] * 6)), 1)}
    if random.random() < 0.7:
        found["expenses"] = _amount(random, random.choice((500, 5_000, 40_000)))
        if random.random() < 0.4:
            found["purchases"] = round(random.random() * found["expenses"], 2)
    if random.random() < 0.15:
        edge = law_of_year(q["year"])(random.choice(EDGES))
        beside = found.get("expenses", 0.0) + q.get("own_costs", 2_200.0)
        found["turnover"] = min(round(float(edge) + random.choice((0.0, beside)) + random.choice((0, 0, 0.01, -0.01)), 2), MOST)
    elif random.random() < 0.05 and found["days"] > 0:
        limit = law_of_year(q["year"])("amateur_day_limit")
        found["turnover"] = round(float(limit) * found["days"], 2)
    elif random.random() < 0.15:
        months = [random.choice((0.0, _amount(random, max(largest // 12, 1)))) for _ in range(12)]
        del found["turnover"]
        found["turnover_by_month"] = months
    return found


def _gross_on_a_limit(random, year):
    """A turnover of which an association pays, in full months, a gross that lies on a limit of a monthly scale."""
    law = law_of_month(year, random.randint(1, 12))
    limit = random.choice([law("special_contribution_two_incomes_from"), *(piece[0] for piece in law(random.choice(SCALES)))])
    return {"turnover": round(float(12 * limit * law_of_year(year)("association_coefficient")), 2), "turnover_by_month": (),
            "days": 260.0, "expenses": 0.0, "purchases": 0.0, "association_costs": 0.0}


def _coefficient(random):
    way = random.random()
    if way < 0.4:
        return {"coefficient": round(1 + random.random() * 1.5, 4)}
    if way < 0.6:
        grosses = [round(1 + random.random() * 5_000, 2) for _ in range(random.randint(1, 3))]
        return {"contracts": tuple((round(gross * (1 + random.random()), 2), gross) for gross in grosses)}
    return {}
