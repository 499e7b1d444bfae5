"""Student self-employed (étudiant indépendant, student-zelfstandige): nothing, then a part, then all. EUR a year."""

import numpy as np

from workflows.law.circle import contribution_of_profit, profit_with_lump_sum, quarters
from workflows.law.tables import either


def student_scale(contribution_scale, student_exempt_income, student_full_income):
    """Scale of a student below the income of the full scheme: incomes where it bends, and the contributions there."""
    most = np.interp(student_full_income - student_exempt_income, *contribution_scale)
    return (0.0, student_exempt_income, student_full_income), (0.0, 0.0, float(most))


def student_lump_sum_profit(turnover_after_purchases, contribution_scale, student_scale, student_full_income, liberal,
                            trade_costs_scale, liberal_costs_scale):
    """Profit of a student before own contributions, with lump-sum costs."""
    def with_costs(costs):
        part = profit_with_lump_sum(turnover_after_purchases, student_scale, 0.0, costs)
        full = profit_with_lump_sum(turnover_after_purchases, contribution_scale, student_full_income, costs)
        return np.where(part - contribution_of_profit(part, student_scale, 0.0) < student_full_income, part, full)

    return either(liberal, lambda: with_costs(liberal_costs_scale), lambda: with_costs(trade_costs_scale))


def student_profit(real_costs_profit, student_lump_sum_profit):
    """Profit of a student before own contributions: the better of real and lump-sum costs."""
    return np.minimum(real_costs_profit, student_lump_sum_profit)


def student_base(student_profit, student_scale, contribution_scale, student_full_income):
    """Income of a student that the contributions are computed on, the circle solved; 0 with a loss.

    Where the full scheme begins no income fits: with its contributions it falls below, with those of the part it
    stays above. There the income at which the full scheme begins is kept, and its contributions.
    """
    part = student_profit - contribution_of_profit(student_profit, student_scale, 0.0)
    full = student_profit - contribution_of_profit(student_profit, contribution_scale, student_full_income)
    return np.where(part < student_full_income, np.maximum(part, 0.0), np.maximum(full, student_full_income))


def student_contributions(student_base, contribution_scale, student_exempt_income, student_full_income):
    """Contributions of a student: on the part above half the minimum, from the minimum on as in main activity."""
    part = np.where(student_base >= student_full_income, student_base,
                    np.maximum(student_base - student_exempt_income, 0.0))
    return quarters(part, contribution_scale)
