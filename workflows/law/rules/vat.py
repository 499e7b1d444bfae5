"""VAT of a self-employed person (TVA, btw): what the small-business scheme brings when clients cannot recover VAT."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def vat_kept(turnover, private_share, vat_standard_rate):
    """What a private client pays as VAT elsewhere and a franchised seller keeps at the same price, EUR a year."""
    if np.ndim(private_share) == 0 and private_share == 0:
        return np.float64(0.0)
    return cents(turnover * private_share * vat_standard_rate)


def vat_lost(expenses, own_costs, vat_standard_rate):
    """VAT on own purchases that a franchised seller cannot recover, EUR a year."""
    return cents((expenses + own_costs) * vat_standard_rate)


def franchised(turnover, vat_kept, vat_lost, vat_franchise_threshold):
    """Whether the small-business scheme (franchise de TVA, btw-vrijstelling) is open and brings more than it costs."""
    if np.ndim(vat_kept) == 0 and vat_kept == 0:
        return np.False_
    return np.logical_and(turnover + vat_kept <= vat_franchise_threshold, vat_kept > vat_lost)


def franchise_excess(turnover, vat_franchise_threshold, vat_franchise_tolerance):
    """What passing the limit of the small-business scheme does: 0 not passed, 1 VAT from next year, 2 VAT at once."""
    tolerated = cents(vat_franchise_threshold * (1 + vat_franchise_tolerance))
    return np.where(turnover > tolerated, 2, np.where(turnover > vat_franchise_threshold, 1, 0))


def invoiced(turnover, franchised, vat_kept):
    """Turnover of the self-employed person, EUR a year: the private clients' price stays the same, VAT included."""
    return turnover + either(franchised, lambda: vat_kept, lambda: 0.0)


def paid_expenses(expenses, own_costs, franchised, vat_lost):
    """Expenses and own costs really paid, EUR a year, with the VAT that is not recovered."""
    return expenses + own_costs + either(franchised, lambda: vat_lost, lambda: 0.0)


def paid_purchases(purchases, franchised, vat_standard_rate):
    """Goods bought for the clients, EUR a year, with the VAT that is not recovered."""
    return purchases + either(franchised, lambda: cents(purchases * vat_standard_rate), lambda: 0.0)


def turnover_after_purchases(invoiced, paid_purchases):
    """Turnover less goods bought, EUR a year: what lump-sum costs are counted on."""
    return invoiced - paid_purchases


def real_costs(paid_expenses, paid_purchases):
    """Real costs besides goods bought, EUR a year."""
    return paid_expenses - paid_purchases
