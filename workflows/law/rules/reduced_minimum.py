"""Self-employed statuses with a minimum of their own: first-time starter and assisting spouse. EUR a year."""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters
from workflows.law.money import cents
from workflows.law.tables import either


def starter_lump_sum_profit(turnover_after_purchases, contribution_scale, primostarter_minimum_income, liberal,
                            trade_costs_scale, liberal_costs_scale):
    """Profit of a first-time starter before own contributions, with lump-sum costs."""
    def with_costs(costs):
        return profit_with_lump_sum(turnover_after_purchases, contribution_scale, primostarter_minimum_income, costs)

    return either(liberal, lambda: with_costs(liberal_costs_scale), lambda: with_costs(trade_costs_scale))


def starter_profit(real_costs_profit, starter_lump_sum_profit):
    """Profit of a first-time starter before own contributions: the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, starter_lump_sum_profit)


def starter_base(starter_profit, contribution_scale, primostarter_minimum_income):
    """Net income of a first-time starter, the circle solved; below 0 with a loss."""
    return starter_profit - contribution_of_profit(starter_profit, contribution_scale, primostarter_minimum_income)


def starter_contributions(starter_base, contribution_scale, primostarter_minimum_income):
    """Contributions at the pace of a first-time starter's first four quarters (primostarter), the rebate not taken off."""
    return quarters(np.maximum(starter_base, primostarter_minimum_income), contribution_scale)


def starter_rebate(primostarter_rebate, fund_fee):
    """What the first quarter of a first-time starter costs less, once, the fund's fee included."""
    return cents((1 + fund_fee) * primostarter_rebate)


def starter_first_quarter(starter_contributions, starter_rebate):
    """Contribution of a first-time starter's first quarter, EUR a quarter; the other three are a fourth of the year."""
    return np.maximum(starter_contributions / 4 - starter_rebate, 0.0)


def assisting_spouse_costs_scale(assisting_spouse_costs_rate, assisting_spouse_costs_cap):
    """Lump-sum costs of an assisting spouse: one rate up to a maximum, as amounts and the costs there. Art. 51."""
    return (0.0, assisting_spouse_costs_cap / assisting_spouse_costs_rate), (0.0, float(assisting_spouse_costs_cap))


def assisting_spouse_lump_sum_profit(turnover_after_purchases, contribution_scale, assisting_spouse_minimum_income,
                                     assisting_spouse_costs_scale):
    """Income of an assisting spouse before own contributions, with lump-sum costs, on what was allotted."""
    return profit_with_lump_sum(turnover_after_purchases, contribution_scale, assisting_spouse_minimum_income,
                                assisting_spouse_costs_scale)


def assisting_spouse_profit(real_costs_profit, assisting_spouse_lump_sum_profit):
    """Income of an assisting spouse before own contributions: the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, assisting_spouse_lump_sum_profit)


def assisting_spouse_base(assisting_spouse_profit, contribution_scale, assisting_spouse_minimum_income):
    """Net income of an assisting spouse, the circle solved; below 0 with a loss."""
    due = contribution_of_profit(assisting_spouse_profit, contribution_scale, assisting_spouse_minimum_income)
    return assisting_spouse_profit - due


def assisting_spouse_contributions(assisting_spouse_base, contribution_scale, assisting_spouse_minimum_income):
    """Contributions of an assisting spouse, full status (conjoint aidant maxi, meewerkende echtgenoot maxi)."""
    return quarters(np.maximum(assisting_spouse_base, assisting_spouse_minimum_income), contribution_scale)
