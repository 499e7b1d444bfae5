"""An association (ASBL, VZW): what it has, and what it may give a volunteer. EUR a year."""

import numpy as np

from workflows.law.money import cents


def association_budget(turnover, expenses, association_accountant_costs):
    """What an association has left after costs and accountant, never below 0. It may not hand out a profit."""
    return np.maximum(turnover - expenses - association_accountant_costs, 0.0)


def association_volunteer_pay(volunteer_days, association_budget, volunteer_day_limit, volunteer_year_limit):
    """Lump sum for a volunteer (défraiement forfaitaire, forfaitaire vergoeding), without tax or contributions.

    So much a day and a year at most, from all organisations together, and what the association has. Never for a task
    for which the same person is paid. Source: law of 3 July 2005.
    """
    return np.minimum(np.minimum(cents(volunteer_days * volunteer_day_limit), volunteer_year_limit), association_budget)
