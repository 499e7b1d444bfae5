"""What the amateur arts indemnity leaves of a turnover, EUR a year: no contributions, no tax, no rights, a low ceiling."""

import numpy as np


def amateur_days(days):
    """Days that clients would pay as an indemnity."""
    return days


def amateur_day_amount(turnover, days):
    """What a day is paid, EUR; without days, all of it as one."""
    # A division of binary floats may leave a trace above the maximum of a day where there is none: 12 decimals lose it.
    return np.round(turnover / np.where(np.asarray(days) > 0, days, 1.0), 12)


def contributions(turnover):
    """None: the indemnity is no pay."""
    return np.zeros_like(turnover)


def activity_tax(turnover):
    """None, up to the maximum of a day and of the year."""
    return np.zeros_like(turnover)


def assessment(activity_tax):
    """Nothing to ask and nothing to give back."""
    return -activity_tax


def received_in_year(amateur_indemnity, expenses):
    """What clients may pay as indemnity, less the expenses that it has to cover."""
    return amateur_indemnity - expenses


def net_year(received_in_year, assessment, own_time):
    """What the year leaves in all, less own time where it was typed."""
    return received_in_year + assessment - own_time
