"""Year-end premium (prime de fin d’année, eindejaarspremie) of joint committee 337. EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def year_end_premium(gross_year, year_end_premium_share, at_108, year_end_premium_fixed_employee,
                     year_end_premium_fixed_worker, year_end_premium_rate):
    """Gross premium: a fixed amount, another for a worker, and a share of the year’s gross.

    `year_end_premium_share`: full-time work from January to September, 1 for nine whole months.
    """
    fixed = either(at_108, lambda: year_end_premium_fixed_worker, lambda: year_end_premium_fixed_employee)
    return cents(year_end_premium_share * fixed + year_end_premium_rate * gross_year)


def year_end_premium_taxable(year_end_premium, at_108, contribution_base_factor, employee_contribution_rate):
    """Premium after the employee contribution."""
    factor = either(at_108, lambda: contribution_base_factor, lambda: 1.0)
    return year_end_premium - cents(employee_contribution_rate * factor * year_end_premium)


def year_end_premium_withholding(year_end_premium_taxable, pay_taxable_year, exceptional_limits, exceptional_other_rates):
    """Withholding on the premium: the rate follows the taxable pay of the year. Source: Annex III."""
    row = np.searchsorted(np.array(exceptional_limits, dtype=float), pay_taxable_year, side="left")
    return cents(np.array(exceptional_other_rates)[row] * year_end_premium_taxable)


def year_end_premium_net(year_end_premium_taxable, year_end_premium_withholding):
    """Premium that is paid out."""
    return year_end_premium_taxable - year_end_premium_withholding
