"""Salary smoothing: never overdrawn, everything spent, and equal to the closed form and to a solver."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from workflows.cash.smoothing import constant_salary, revised_monthly, salary_that_holds, smooth_path, to_the_cent

INCOMES = st.lists(st.integers(0, 2_000_000).map(lambda cents: cents / 100), min_size=1, max_size=36)


def minorant(cumulative):
    """Greatest convex minorant of (0, 0), (1, cumulative[0]), ...: the lower hull, walked corner by corner."""
    points, at, slopes = np.concatenate([[0.0], cumulative]), 0, []
    while at < len(points) - 1:
        ahead = (points[at + 1:] - points[at]) / np.arange(1, len(points) - at)
        step = len(ahead) - int(np.argmin(ahead[::-1]))
        slopes += [ahead.min()] * step
        at += step
    return np.array(slopes)


@pytest.mark.claims("T043")
@given(INCOMES)
def test_the_path_never_overdraws_and_spends_the_total(income):
    cumulative = np.round(np.cumsum(income), 2)
    path = smooth_path(cumulative)
    assert (np.round(cumulative - np.cumsum(path), 2) >= 0).all()
    assert round(float(path.sum()), 2) == round(float(cumulative[-1]), 2)
    assert (np.diff(path) >= -0.011).all()  # never falls, whole cents apart


@pytest.mark.claims("T043")
@given(INCOMES)
def test_the_path_equals_the_closed_form_to_the_cent(income):
    cumulative = np.round(np.cumsum(income), 2)
    assert np.abs(np.cumsum(smooth_path(cumulative)) - np.cumsum(minorant(cumulative))).max() <= 0.01


def test_the_path_by_hand():
    """900, nothing, nothing, then 3,300: three months share 900 and the fourth keeps its 3,300."""
    assert smooth_path(np.cumsum([900.0, 0, 0, 3300])).tolist() == [300.0, 300.0, 300.0, 3300.0]
    assert float(constant_salary(np.cumsum([900.0, 0, 0, 3300]))) == 300.0


@pytest.mark.parametrize("seed", range(12))
def test_the_constant_salary_equals_a_linear_program(seed):
    rng = np.random.default_rng(seed)
    cumulative = np.cumsum(rng.normal(900, 1500, 24)) + rng.uniform(0, 20_000)
    months = np.arange(1, 25)
    solved = linprog([-1.0], A_ub=months.reshape(-1, 1), b_ub=cumulative, bounds=[(None, None)])
    assert float(constant_salary(cumulative)) == pytest.approx(solved.x[0], abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_the_path_has_the_highest_lowest_salary_that_a_linear_program_finds(seed):
    cumulative = np.cumsum(np.random.default_rng(seed).uniform(0, 5_000, 18))
    n = len(cumulative)
    # Maximise z: every salary at least z, no month overdrawn, everything spent.
    no_overdraft = np.hstack([np.tril(np.ones((n, n))), np.zeros((n, 1))])
    at_least_z = np.hstack([-np.eye(n), np.ones((n, 1))])
    solved = linprog([0.0] * n + [-1.0], A_ub=np.vstack([no_overdraft, at_least_z]),
                     b_ub=np.concatenate([cumulative, np.zeros(n)]), A_eq=[[1.0] * n + [0.0]], b_eq=[cumulative[-1]])
    assert smooth_path(cumulative).min() == pytest.approx(solved.x[-1], abs=0.011)


def test_a_constant_salary_in_cents_never_overdraws():
    assert to_the_cent(1000 / 3) == 333.33 and to_the_cent(0.1 + 0.2) == 0.3


def test_the_salary_that_holds_is_an_order_statistic():
    salaries = np.arange(1.0, 101.0)
    assert salary_that_holds(salaries, 0.9) == 10.0
    assert (salaries >= salary_that_holds(salaries, 0.9)).mean() >= 0.9


def test_a_salary_set_again_each_month_by_hand():
    """600 at once, then nothing: a third of 600 is 200, a third of 400 is 133.33; the floor of 100 is never reached."""
    found = revised_monthly(np.array([[600.0], [600.0]]), 1 / 3, 100.0, 1000.0)
    assert found.holds == 1.0 and found.mean == pytest.approx((200 + 400 / 3) / 2)
    assert revised_monthly(np.array([[50.0], [50.0]]), 1 / 3, 100.0, 1000.0).holds == 0.0
