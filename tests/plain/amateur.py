"""The amateur arts indemnity: no contributions and no tax, and nothing at all above the maximum of a day."""

from fractions import Fraction

from tests.plain import beside
from tests.plain.figures import law_of_year
from tests.plain.money import cents


def year(q, turnover, days, expenses):
    """The year's amounts by name."""
    law = law_of_year(q["year"])
    of_a_day = turnover / days if days > 0 else turnover
    indemnity = Fraction(0)
    if of_a_day <= law("amateur_day_limit"):
        indemnity = cents(min(days, law("amateur_days_limit")) * of_a_day)
    received = indemnity - expenses
    return {"received_in_year": received, "assessment": Fraction(0), "contributions": Fraction(0),
            "activity_tax": Fraction(0), "net_year": received - beside.own_time(q, "amateur")}
