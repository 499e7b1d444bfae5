"""The year of any way of working, for the answers to the simulation's questions as a plain dictionary."""

from tests.plain import amateur, beside, company, salaried, self_employed
from tests.plain.figures import law_of_year
from tests.plain.money import exact

WAYS = ("cooperative", "association", *self_employed.WAYS, "company", "amateur")


def year_of(q, way, more=0):
    """Amounts by name, EUR a year as fractions, at the person's own turnover and so many euros more.

    Days, expenses and purchases are the same at another turnover, or in proportion when the day rate is held.
    """
    own = beside.turnover_of_year(q)
    turnover = own + more
    held = {"days": exact(q["days"]), "expenses": beside.expenses_of_year(law_of_year(q["year"]), q),
            "purchases": exact(q["purchases"])}
    if q["hold"] == "day_rate" and own > 0:
        held = {name: amount * turnover / own for name, amount in held.items()}
    if way in ("cooperative", "association"):
        return salaried.year(q, way, turnover, held["days"], held["expenses"])
    if way == "company":
        return company.year(q, turnover, held["expenses"])
    if way == "amateur":
        return amateur.year(q, turnover, held["days"], held["expenses"])
    return self_employed.year(q, way, turnover, held["expenses"], held["purchases"])
