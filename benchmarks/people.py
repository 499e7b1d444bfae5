"""The people of the side-by-side with OpenFisca-France, the same for both: it runs in either environment."""

import numpy as np

PEOPLE, YEAR_HERE, YEAR_THERE = 50_000, 2026, 2025


def people():
    """(gross pay of a month in EUR to the cent, number of children), both different from one person to the next."""
    random = np.random.default_rng(1)
    gross = np.round(np.minimum(random.lognormal(mean=8.1, sigma=0.5, size=PEOPLE), 12_000.0), 2)
    return gross, random.choice(3, size=PEOPLE, p=(0.6, 0.25, 0.15))
