"""Special social-security contribution (cotisation spéciale, bijzondere bijdrage): monthly advance and yearly amount."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either, piece


def special_contribution(contribution_base, has_partner, special_contribution_alone, special_contribution_joint):
    """Advance of the special contribution, EUR a month, by household. Source: ONSS/RSZ, scales of April 2022."""
    return either(has_partner, lambda: special_contribution_joint, lambda: special_contribution_alone)


def special_contribution_alone(contribution_base, special_contribution_single):
    """Advance for individual taxation, EUR a month."""
    return _scale(contribution_base, special_contribution_single)


def special_contribution_joint(contribution_base, partner_has_income, special_contribution_couple,
                               special_contribution_two_incomes_from, special_contribution_two_incomes_minimum,
                               special_contribution_two_incomes_cap, special_contribution_one_income_cap):
    """Advance for joint taxation, EUR a month: with a second income there is a minimum, and a lower maximum."""
    amount = _scale(contribution_base, special_contribution_couple)
    minimum = np.where(contribution_base >= special_contribution_two_incomes_from,
                       special_contribution_two_incomes_minimum, 0.0)
    return either(partner_has_income,
                  lambda: np.minimum(np.maximum(amount, minimum), special_contribution_two_incomes_cap),
                  lambda: np.minimum(amount, special_contribution_one_income_cap))


def final_special_contribution(household_taxable_income, has_partner, final_special_contribution_single,
                               final_special_contribution_couple):
    """Special contribution of the year, EUR, settled by the assessment on the taxable income of the household.

    The yearly scale is remembered, not sourced: see its doubt.
    """
    return either(has_partner, lambda: _scale(household_taxable_income, final_special_contribution_couple),
                  lambda: _scale(household_taxable_income, final_special_contribution_single))


def _scale(base, table):
    fixed, rate, above = piece(base, table, side="left")
    return cents(fixed + rate * above)
