"""The first year, the third and the steady state of each way: contributions begin provisional and are settled later."""

import numpy as np

from workflows.simulation.answer import Year
from workflows.simulation.graphs import STATUSES
from workflows.simulation.ways import Ways


def salaried_years(ways: Ways, way: str, turnover: float) -> dict[str, Year]:
    """Only the holiday fund makes a difference: nothing comes from it in the first year."""
    steady = _year(ways.evaluate(way, turnover, ("net_year", "contributions")), 0.0)
    first = _year(ways.evaluate(way, turnover, ("net_year", "contributions"), worked_the_year_before=False), 0.0) \
        if ways.setting.given["at_108"] else steady
    return {"first": first, "third": steady, "steady": steady}


def the_same_years(amounts: dict[str, float]) -> dict[str, Year]:
    """A way whose years are not told apart; of a company only what is in private hands."""
    year = {**amounts, "net_year": amounts.get("private_now", amounts["net_year"])}
    return dict.fromkeys(("first", "third", "steady"), _year(year, 0.0))


def self_employed_years(ways: Ways, way: str, turnover: float) -> dict[str, Year]:
    """Years 1 to 3 pay provisional contributions on the legal floor; the year is settled about two years later.

    Source: INASTI/RSVZ, provisional and final contributions; the third year also pays the bill of the first.
    """
    status = STATUSES[way]
    floor = ways.setting.shelf[status.floor].on(ways.setting.day).value
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
    status = STATUSES[way]
    found = ways.evaluate(way, turnover, (status.contributions,), **{status.base: np.float64(income)})
    return float(found[status.contributions])


def _paying(ways, way, turnover, paid):
    """The year in which contributions of `paid` euros leave the account, whatever the income."""
    status = STATUSES[way]
    scale = status.costs or f"{ways.setting.questions.costs_scale}_costs_scale"
    known = ways.evaluate(way, turnover, ("turnover_after_purchases", scale))
    amounts, costs = known[scale]
    before_costs = float(known["turnover_after_purchases"])
    lump_sum = float(np.interp(max(before_costs - paid, 0.0), amounts, costs))
    return ways.evaluate(way, turnover, ("net_year", "contributions", "professional_income"), contributions=paid,
                         **{status.lump_sum: before_costs - round(lump_sum, 2)})


def _year(found, bill):
    return Year(round(float(found["net_year"]), 2), round(float(found["contributions"]), 2), round(bill, 2) + 0.0)
