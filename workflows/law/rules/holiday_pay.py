"""Holiday pay (pécule de vacances, vakantiegeld): with the contract for an employee, the next year for worker and artist."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def departure_holiday_gross(gross, departure_holiday_rate):
    """Departure holiday pay of an employee (pécule de sortie, vertrekvakantiegeld), EUR, before deductions.

    Single and double pay, paid with the contract. Source: ONSS/RSZ instructions.
    """
    return cents(departure_holiday_rate * gross)


def departure_holiday_taxable(gross, departure_holiday_gross, departure_holiday_contribution_share,
                              employee_contribution_rate):
    """Departure holiday pay after the employee contribution on the part that owes it, EUR."""
    return departure_holiday_gross - cents(employee_contribution_rate * departure_holiday_contribution_share * gross)


def departure_holiday_withholding(departure_holiday, pay_taxable_year, exceptional_limits, exceptional_holiday_rates):
    """Withholding on departure holiday pay, EUR: the rate follows the taxable pay of the year. Source: Annex III."""
    row = np.searchsorted(np.array(exceptional_limits, dtype=float), pay_taxable_year, side="left")
    return cents(np.array(exceptional_holiday_rates)[row] * departure_holiday)


def holiday_fund_gross(gross, contribution_base_factor, holiday_fund_rate):
    """Holiday pay that the national fund (ONVA, RJV) pays the next year to worker and artist, EUR, on gross at 108 %."""
    return cents(holiday_fund_rate * contribution_base_factor * gross)


def holiday_fund_taxable(gross, holiday_fund_gross, contribution_base_factor, holiday_fund_solidarity_rate,
                         holiday_fund_contribution_share, employee_contribution_rate):
    """The fund's holiday pay after solidarity and employee contribution, EUR."""
    base = contribution_base_factor * gross
    return (holiday_fund_gross - cents(holiday_fund_solidarity_rate * holiday_fund_gross)
            - cents(employee_contribution_rate * holiday_fund_contribution_share * base))


def holiday_pay(at_108, departure_holiday_gross, holiday_fund_gross):
    """Gross holiday pay earned by this pay, EUR: with the contract for an employee, from the fund for the others."""
    return either(at_108, lambda: holiday_fund_gross, lambda: departure_holiday_gross)


def departure_holiday(at_108, departure_holiday_taxable):
    """Taxable holiday pay received with the contracts of the year, EUR; none for worker and artist."""
    return either(at_108, lambda: np.zeros_like(departure_holiday_taxable), lambda: departure_holiday_taxable)


def fund_holiday(at_108, holiday_fund_taxable, worked_the_year_before):
    """Taxable holiday pay received from the fund in the year, for the work of the year before, EUR."""
    return either(np.logical_and(at_108, worked_the_year_before),
                  lambda: holiday_fund_taxable, lambda: np.zeros_like(holiday_fund_taxable))
