"""The first year, the third and the steady state of each way: contributions begin provisional and are settled later."""

import numpy as np

from workflows.law.money import cents
from workflows.simulation.answer import Year
from workflows.simulation.ways import Ways

_FLOORS = {"self_employed": "self_employed_minimum_income", "complementary": "complementary_threshold"}
_LUMP_SUMS = {"self_employed": "lump_sum_profit", "complementary": "complementary_lump_sum_profit"}


def cooperative_years(ways: Ways, turnover: float) -> dict[str, Year]:
    """Only the holiday fund makes a difference: nothing comes from it in the first year."""
    return {name: _year(ways.evaluate("cooperative", turnover, ("net_year", "contributions"),
                                      worked_the_year_before=name != "first"), 0.0)
            for name in ("first", "third", "steady")}


def self_employed_years(ways: Ways, way: str, turnover: float) -> dict[str, Year]:
    """Years 1 to 3 pay provisional contributions on the legal floor; the year is settled about two years later.

    Source: INASTI/RSVZ, provisional and final contributions; the third year also pays the bill of the first.
    """
    floor = ways.setting.shelf[_FLOORS[way]].on(ways.setting.day).value
    provisional = _contributions_on(ways, way, turnover, floor)
    first = _paying(ways, way, turnover, provisional)
    final = _contributions_on(ways, way, turnover, float(first["professional_income"]))
    third = _paying(ways, way, turnover, final)
    final_third = _contributions_on(ways, way, turnover, float(third["professional_income"]))
    steady = ways.evaluate(way, turnover, ("net_year", "contributions"))
    return {"first": _year(first, final - provisional), "third": _year(third, final_third - provisional),
            "steady": _year(steady, 0.0)}


def _contributions_on(ways, way, turnover, income):
    """Final contributions of a year with this net income."""
    if way == "complementary":
        return float(ways.evaluate(way, turnover, ("complementary_contributions",),
                                   complementary_base=np.float64(income))["complementary_contributions"])
    return float(ways.evaluate(way, turnover, ("self_employed_contributions",),
                               net_income=np.float64(income))["self_employed_contributions"])


def _paying(ways, way, turnover, paid):
    """The year in which contributions of `paid` euros leave the account, whatever the income."""
    known = ways.evaluate(way, turnover, ("turnover_after_purchases",))
    shelf, day = ways.setting.shelf, ways.setting.day
    rate, cap = (shelf[f"lump_sum_costs_{part}"].on(day).value for part in ("rate", "cap"))
    before_costs = float(known["turnover_after_purchases"])
    lump_sum = float(np.clip(cents(rate * (before_costs - paid)), 0.0, cap))
    return ways.evaluate(way, turnover, ("net_year", "contributions", "professional_income"), contributions=paid,
                         **{_LUMP_SUMS[way]: before_costs - lump_sum})


def _year(found, bill):
    return Year(round(float(found["net_year"]), 2), round(float(found["contributions"]), 2), round(bill, 2) + 0.0)
