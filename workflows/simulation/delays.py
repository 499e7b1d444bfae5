"""When money comes: a year over its months, and months over the days that people wait. Whole cents, none lost."""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

MONTHS = 36
"""A timeline is so long."""

WORKING_DAY = 7 / 5
"""Calendar days in a working day: five of them in a week."""

_DAYS_OF_A_MONTH = 365 / 12


def over_months(cents: int, shares: Sequence[float]) -> list[int]:
    """An amount over the months by their shares, which sum to 1; the cents sum to the amount.

    >>> over_months(100, [1 / 3, 1 / 3, 1 / 3])
    [33, 34, 33]
    """
    ends = [round(cents * share) for share in accumulate(shares)]
    ends[-1] = cents
    return [later - earlier for earlier, later in pairwise([0, *ends])]


def delayed(months: Sequence[int], days: float) -> tuple[list[int], int]:
    """What arrives in each month when all of it arrives `days` later, and what is still awaited after the last one.

    The work of a month is spread evenly over it, so a delay of half a month moves half of it to the next one.

    >>> delayed([100, 100, 100], 365 / 24)
    ([50, 100, 100], 50)
    """
    whole = math.floor(days / _DAYS_OF_A_MONTH)
    later = days / _DAYS_OF_A_MONTH - whole
    found = [0] * len(months)
    for place, cents in enumerate(months):
        last = round(cents * later)
        for at, part in ((place + whole, cents - last), (place + whole + 1, last)):
            if at < len(found):
                found[at] += part
    return found, sum(months) - sum(found)
