"""Copyright and neighbouring rights (droits d’auteur, auteursrechten) taxed as movable income. EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either, piece, progressive


def copyright_allowed(asked_rights, asked_fee, copyright_ratio_limit, copyright_cap):
    """Rights that keep the favourable scheme, of those asked beside a fee: what is too much is fee.

    At most a share of rights and fee together (where there is a fee) and a yearly maximum; the average of four years
    may not pass that maximum either. Source: art. 17 and 37 CIR/WIB.
    """
    together = asked_rights + asked_fee
    most = np.where(asked_fee > 0, copyright_ratio_limit * together, together)
    return np.minimum(np.minimum(asked_rights, cents(most)), copyright_cap)


def cooperative_rights(employment_budget, copyright_share, employment_coefficient, copyright_ratio_limit, copyright_cap):
    """Rights paid out of the budget of the Activity: the share wished, within what the gross pay beside it allows.

    The gross is (budget - rights) / coefficient, so rights = ratio x (rights + gross) has one solution.
    """
    most = copyright_ratio_limit * employment_budget / (
        employment_coefficient * (1 - copyright_ratio_limit) + copyright_ratio_limit)
    return cents(np.minimum(np.minimum(copyright_share * employment_budget, most), copyright_cap))


def salary_budget(employment_budget, cooperative_rights):
    """Budget that is left for wages, EUR, when rights are paid beside them."""
    return employment_budget - cooperative_rights


def self_employed_rights(turnover, copyright_share, copyright_ratio_limit, copyright_cap):
    """Rights in the turnover of a self-employed person: the share wished, within ratio and maximum."""
    return cents(np.minimum(np.minimum(copyright_share, copyright_ratio_limit) * turnover, copyright_cap))


def turnover_without_rights(turnover, self_employed_rights):
    """Turnover that stays professional income; rights owe no social contributions."""
    return turnover - self_employed_rights


def copyright_costs(copyright_rights, copyright_lump_sums_ended, copyright_costs_limits, copyright_costs_rates,
                    copyright_general_costs_rate):
    """Lump-sum costs on rights: falling rates, or where these have ended the one rate of all movable income."""
    def bands():
        fixed, rate, above = piece(copyright_rights, progressive(copyright_costs_limits, copyright_costs_rates))
        return cents(fixed + rate * above)

    return either(copyright_lump_sums_ended, lambda: cents(copyright_general_costs_rate * copyright_rights), bands)


def copyright_withholding(copyright_rights, copyright_costs, copyright_rate):
    """Withholding on rights (précompte mobilier, roerende voorheffing), which is also the state tax on them."""
    return cents(copyright_rate * (copyright_rights - copyright_costs))


def copyright_tax(copyright_withholding, municipal_rate):
    """Tax on rights with the municipal surcharge."""
    return copyright_withholding + cents(municipal_rate * copyright_withholding)
