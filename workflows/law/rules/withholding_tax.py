"""Withholding tax (précompte professionnel, bedrijfsvoorheffing): key formula of Annex III, residents, per month."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either, piece, progressive, step


def withholding_year_income(taxable, withholding_costs_rate, withholding_costs_cap):
    """Net income of the formula, EUR a year: twelve months less lump-sum costs."""
    year = 12 * taxable
    return year - np.minimum(cents(withholding_costs_rate * year), withholding_costs_cap)


def withholding_base_tax(withholding_year_income, withholding_brackets, withholding_rates):
    """Tax of the whole income by the scale, EUR a year; totals of lower brackets are rounded first."""
    return _tax(withholding_year_income, withholding_brackets, withholding_rates)


def withholding_scale_1(withholding_base_tax, withholding_exempt_tax):
    """Scale I, EUR a year: single, or the partner has an own income."""
    return withholding_base_tax - withholding_exempt_tax


def withholding_scale_2(withholding_year_income, withholding_brackets, withholding_rates, withholding_exempt_tax,
                        withholding_quotient_rate, withholding_quotient_cap):
    """Scale II, EUR a year: a share of the income is counted to the partner without income."""
    share = np.minimum(cents(withholding_quotient_rate * withholding_year_income), withholding_quotient_cap)
    return (_tax(share, withholding_brackets, withholding_rates)
            + _tax(withholding_year_income - share, withholding_brackets, withholding_rates)
            - 2 * withholding_exempt_tax)


def withholding_reductions(children, disabled_children, other_dependants, has_partner, disabled, withholding_children,
                           disabled_child_counts_as, withholding_single_parent, withholding_disabled,
                           withholding_other_dependant):
    """Reductions for the family, EUR a year: children, single parent, disability of the worker, other dependants.

    Shared custody and children below 3 count in the final tax only.
    """
    alone = np.logical_and(np.asarray(children) > 0, np.logical_not(has_partner))
    counted = children + (disabled_child_counts_as - 1) * np.minimum(disabled_children, children)
    return (step(counted, withholding_children) + np.where(alone, withholding_single_parent, 0.0)
            + np.where(disabled, withholding_disabled, 0.0) + withholding_other_dependant * other_dependants)


def withholding_before_bonus(spouse_without_income, withholding_scale_1, withholding_scale_2, withholding_reductions):
    """Withholding before the fiscal work bonus, EUR a month, rounded on its own."""
    tax = either(spouse_without_income, lambda: withholding_scale_2, lambda: withholding_scale_1)
    return cents(np.maximum(np.maximum(tax, 0.0) - withholding_reductions, 0.0) / 12)


def fiscal_work_bonus_month(work_bonus_a, work_bonus_b, fiscal_work_bonus_rate_a, fiscal_work_bonus_rate_b):
    """Fiscal work bonus (bonus à l'emploi fiscal, fiscale werkbonus) taken off the withholding, EUR a month."""
    return cents(fiscal_work_bonus_rate_a * work_bonus_a + fiscal_work_bonus_rate_b * work_bonus_b)


def withholding_tax(performer, taxable, withholding_before_bonus, fiscal_work_bonus_month, artist_flat_withholding_rate):
    """Withholding tax (précompte professionnel, bedrijfsvoorheffing), EUR a month.

    `performer`: engaged one show after the other by those who put on shows; then a flat rate without reductions.
    """
    return either(performer, lambda: cents(artist_flat_withholding_rate * taxable),
                  lambda: np.maximum(withholding_before_bonus - fiscal_work_bonus_month, 0.0))


def spouse_without_income(has_partner, partner_has_income):
    """Whether scale II applies: a partner, and without own income."""
    return np.logical_and(has_partner, np.logical_not(partner_has_income))


def _tax(income, brackets, rates):
    fixed, rate, above = piece(income, progressive(brackets, rates, rounded=True))
    return cents(fixed + rate * above)
