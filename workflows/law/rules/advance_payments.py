"""Advance payments of income tax (versements anticipés, voorafbetalingen) of the self-employed. EUR a year."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def advance_payment_base(self_employed_state_tax, advance_payment_base_factor):
    """What the surcharge is counted on, and what should be paid in advance: a little more than the tax of the activity."""
    return advance_payment_base_factor * self_employed_state_tax


def advance_payment_surcharge(advance_payment_base, advance_payments_share, first_three_years, advance_payment_rate,
                              advance_payment_relief_rates, advance_payment_kept_share,
                              advance_payment_ignored_share, advance_payment_ignored_amount):
    """Surcharge (majoration, vermeerdering) for too little paid in advance: four equal payments of a share of the base.

    None in the first three years of a first main activity, nor when it is a trifle.
    """
    def due():
        relief = advance_payments_share * advance_payment_base * np.mean(advance_payment_relief_rates)
        open_part = advance_payment_kept_share * np.maximum(advance_payment_base * advance_payment_rate - relief, 0.0)
        trifle = np.logical_or(open_part < advance_payment_ignored_share * advance_payment_base,
                               open_part < advance_payment_ignored_amount)
        return np.where(trifle, 0.0, cents(open_part))

    return either(first_three_years, lambda: np.float64(0.0), due)
