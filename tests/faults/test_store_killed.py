"""The writer is killed with SIGKILL at random moments: what was acknowledged is there."""

import pytest

from tests.faults.writing import kills


def test_ten_kills(database):
    kills(database, 10, seed=1)
    assert database


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_sixty_kills(database):
    kills(database, 60, seed=2)
    assert database


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_thousand_kills(database):
    kills(database, 1000, seed=3)
    assert database
