"""Personal income tax (impôt des personnes physiques, personenbelasting) of a household, by income year, EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either, piece, progressive, step


def family_exemption(children, disabled_children, shared_children, young_children, other_dependants, disabled, has_partner,
                     child_exemptions, disabled_child_counts_as, shared_child_share, young_child_exemption,
                     single_parent_exemption, other_dependant_exemption, disabled_exemption):
    """Supplements to the tax-free amount, EUR a year. Source: art. 132-133 CIR/WIB.

    `children`: all of them; among them `disabled_children` who count for more, `shared_children` whose supplement is
    counted by itself and divided between the parents, `young_children` below 3 without deducted day care.
    """
    alone = np.logical_and(np.asarray(children) > 0, np.logical_not(has_partner))
    shared = np.minimum(shared_children, children)
    own = children - shared + (disabled_child_counts_as - 1) * np.minimum(disabled_children, children)
    return (step(own, child_exemptions) + shared_child_share * step(shared, child_exemptions)
            + young_child_exemption * np.minimum(young_children, children)
            + np.where(alone, single_parent_exemption, 0.0)
            + other_dependant_exemption * other_dependants + np.where(disabled, disabled_exemption, 0.0))


def tax_alone(taxable_income, tax_brackets, tax_rates, tax_free_amount, family_exemption):
    """State tax of one taxpayer: scale of the income less the scale's first rate on the exempt amounts."""
    off = cents(tax_rates[0] * (tax_free_amount + family_exemption))
    return np.maximum(_scaled(taxable_income, tax_brackets, tax_rates) - off, 0.0)


def marital_transfer(has_partner, taxable_income, partner_taxable_income, marital_quotient_rate, marital_quotient_cap):
    """Income counted to the partner who earns less (quotient conjugal, huwelijksquotiënt), EUR a year. Art. 87-88."""
    def moved():
        together = taxable_income + partner_taxable_income
        target = np.minimum(marital_quotient_rate * together, marital_quotient_cap)
        return np.maximum(target - np.minimum(taxable_income, partner_taxable_income), 0.0)

    return either(has_partner, moved, lambda: np.float64(0.0))


def tax_together(has_partner, taxable_income, partner_taxable_income, marital_transfer, tax_brackets, tax_rates,
                 tax_free_amount, family_exemption, exempt_amounts_shared):
    """State tax of two partners, EUR a year (alone: 0): the quotient only where it lowers it.

    Supplements go with the higher income. `exempt_amounts_shared`: what one partner's tax is too small for is taken
    off the other's. Art. 134 CIR/WIB.
    """
    more = np.maximum(taxable_income, partner_taxable_income)
    less = np.minimum(taxable_income, partner_taxable_income)
    scale = (tax_brackets, tax_rates)

    def both(moved):
        one, other = _scaled(more - moved, *scale), _scaled(less + moved, *scale)
        off_one = cents(tax_rates[0] * (tax_free_amount + family_exemption))
        off_other = cents(tax_rates[0] * tax_free_amount)
        if exempt_amounts_shared:
            return np.maximum(one + other - off_one - off_other, 0.0)
        return np.maximum(one - off_one, 0.0) + np.maximum(other - off_other, 0.0)

    return either(has_partner, lambda: np.minimum(both(0.0), both(marital_transfer)), lambda: np.float64(0.0))


def state_tax(has_partner, tax_alone, tax_together, regional_factor):
    """Federal and regional tax of the household, EUR a year. In Flanders and Wallonia it is the reduced state tax."""
    return cents(regional_factor * either(has_partner, lambda: tax_together, lambda: tax_alone))


def regional_factor(region, regional_factor_flanders, regional_factor_wallonia, regional_factor_brussels):
    """State tax to federal plus regional tax. `region`: 0 unknown, 1 Brussels, 2 Flanders, 3 Wallonia."""
    by_region = (regional_factor_wallonia, regional_factor_brussels, regional_factor_flanders, regional_factor_wallonia)
    return np.array(by_region)[region]


def municipal_rate(region, municipal_rate_unknown, municipal_rate_brussels, municipal_rate_flanders,
                   municipal_rate_wallonia):
    """Municipal surcharge where none was typed: the average of the region (centimes additionnels, opcentiemen)."""
    by_region = (municipal_rate_unknown, municipal_rate_brussels, municipal_rate_flanders, municipal_rate_wallonia)
    return np.array(by_region)[region]


def municipal_tax(state_tax, municipal_rate):
    """Municipal surcharge (additionnels communaux, gemeentelijke opcentiemen), EUR a year."""
    return cents(municipal_rate * state_tax)


def income_tax(state_tax, municipal_tax):
    """Income tax of the household, EUR a year: federal, regional and municipal, before credits."""
    return state_tax + municipal_tax


def _scaled(income, brackets, rates):
    fixed, rate, above = piece(np.maximum(income, 0.0), progressive(brackets, rates))
    return cents(fixed + rate * above)
