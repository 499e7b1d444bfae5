"""What the first employee of a new employer costs less (premier engagement, eerste aanwerving)."""

import numpy as np

from workflows.law.money import cents


def first_hire_reduction(hire_gross, employer_base_rate, first_hire_quarter_cap):
    """Reduction of the employer contribution for the first employee, EUR a quarter.

    `hire_gross`: full-time gross pay of a month. Never more than the base contribution.
    """
    return np.minimum(first_hire_quarter_cap, cents(3 * hire_gross * employer_base_rate))


def first_hire_exempt_gross(first_hire_quarter_cap, employer_base_rate):
    """Gross pay of a month up to which the first employee owes no base contribution, EUR a month."""
    return cents(first_hire_quarter_cap / (3 * employer_base_rate))
