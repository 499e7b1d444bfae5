"""Amateur arts indemnity (indemnité des arts en amateur, amateurkunstenvergoeding), without tax or contributions."""

import numpy as np

from workflows.law.money import cents


def amateur_days_paid(amateur_days, amateur_days_limit):
    """Days of a year that can be paid as an indemnity, from all clients together."""
    return np.minimum(amateur_days, amateur_days_limit)


def amateur_open(amateur_day_amount, amateur_travel, amateur_day_limit, amateur_travel_limit):
    """Whether the amounts of a day fit: more than the maximum for the day or the journey, and it is a wage."""
    return np.logical_and(amateur_day_amount <= amateur_day_limit, amateur_travel <= amateur_travel_limit)


def amateur_indemnity(amateur_open, amateur_days_paid, amateur_day_amount, amateur_travel):
    """Indemnity of the year with proven travel costs, EUR a year: what the artist keeps; 0 where the scheme is closed."""
    return np.where(amateur_open, cents(amateur_days_paid * (amateur_day_amount + amateur_travel)), 0.0)


def amateur_client_contribution(amateur_open, amateur_days_paid, amateur_day_amount, amateur_year_limit,
                                amateur_client_rate):
    """Solidarity contribution of a client, EUR a year: on all indemnities of the year once they pass a limit."""
    paid = np.where(amateur_open, amateur_days_paid * amateur_day_amount, 0.0)
    return np.where(paid > amateur_year_limit, cents(amateur_client_rate * paid), 0.0)
