"""Employee contribution and work bonus (bonus à l'emploi, werkbonus), per calendar month and contract."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either, piece


def contribution_base(gross, at_108, contribution_base_factor):
    """Base of the contributions, EUR a month: gross, times 1.08 for workers and artists. Source: ONSS/RSZ."""
    return gross * either(at_108, lambda: contribution_base_factor, lambda: 1.0)


def employee_contribution(contribution_base, employee_contribution_rate):
    """Employee contribution before the bonus (cotisation ONSS, RSZ-bijdrage), EUR a month. Source: ONSS/RSZ."""
    return cents(employee_contribution_rate * contribution_base)


def reference_wage(gross, units_paid, units_full, by_hour):
    """Wage S of a full month at the same daily or hourly pay (salaire de référence, refertemaandloon), EUR a month.

    Units are days, or with `by_hour` hours: then the hourly wage is rounded to the cent first. Never at 108 %.
    """
    pay_per_unit = gross / np.maximum(np.minimum(units_paid, units_full), 1e-9)
    return either(by_hour, lambda: np.where(units_paid >= units_full, gross, cents(pay_per_unit) * units_full),
                  lambda: pay_per_unit * units_full)


def work_bonus_a_full(reference_wage, at_108, work_bonus_a_employee, work_bonus_a_worker):
    """Part A of the bonus for a full month, EUR. Source: royal decree of 17 January 2000, amounts as dated."""
    return either(at_108, lambda: _part(reference_wage, work_bonus_a_worker),
                  lambda: _part(reference_wage, work_bonus_a_employee))


def work_bonus_b_full(reference_wage, at_108, work_bonus_b_employee, work_bonus_b_worker):
    """Part B of the bonus, for very low wages, for a full month, EUR. Source: as part A."""
    return either(at_108, lambda: _part(reference_wage, work_bonus_b_worker),
                  lambda: _part(reference_wage, work_bonus_b_employee))


def _part(reference_wage, table):
    highest, slope, above = piece(reference_wage, table, side="left")
    if np.ndim(highest) == 0 and highest == 0.0:
        return np.float64(0.0)
    return np.maximum(highest - cents(slope * above), 0.0)


def work_bonus_fraction(units_paid, units_full, by_hour):
    """Share of the month that the bonus is given for; by the hour it is rounded to two decimals."""
    share = np.minimum(units_paid / units_full, 1.0)
    return either(by_hour, lambda: cents(share), lambda: share)


def work_bonus_limit(employee_contribution, work_bonus_year_cap):
    """The most that both parts may be, EUR a month: the contribution due, and a twelfth of the yearly maximum."""
    return np.minimum(employee_contribution, cents(work_bonus_year_cap / 12))


def work_bonus_a(work_bonus_a_full, work_bonus_fraction, work_bonus_limit):
    """Part A for the work done, EUR a month. What passes the limit is cut from part B first, then here."""
    if _none(work_bonus_a_full):
        return work_bonus_a_full
    return np.minimum(cents(work_bonus_a_full * work_bonus_fraction), work_bonus_limit)


def work_bonus_b(work_bonus_b_full, work_bonus_fraction, work_bonus_limit, work_bonus_a):
    """Part B for the work done, EUR a month, cut to what the limit leaves after part A."""
    if _none(work_bonus_b_full):
        return work_bonus_b_full
    return np.minimum(cents(work_bonus_b_full * work_bonus_fraction), work_bonus_limit - work_bonus_a)


def _none(full):
    """Whether nobody here has this part: well-paid days, the usual case of a long scan."""
    return np.ndim(full) == 0 and full == 0.0


def work_bonus(work_bonus_a, work_bonus_b):
    """Work bonus (bonus à l'emploi, werkbonus), EUR a month."""
    return work_bonus_a + work_bonus_b


def taxable(gross, employee_contribution, work_bonus):
    """Taxable pay (imposable, belastbaar), EUR a month: gross less the contribution that remains after the bonus."""
    return gross - (employee_contribution - work_bonus)
