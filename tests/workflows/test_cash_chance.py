"""Chance: the same seed gives the same bits, and what is counted equals what is known exactly."""

import numpy as np
import pytest

from workflows.cash.chance import course, luck, standard_error
from workflows.cash.delays import Payer, outstanding, payers, received


@pytest.mark.parametrize(("up", "start"), [(0.55, 4), (0.6, 6), (0.52, 2)])
def test_gamblers_ruin(up, start):
    """One euro won or lost a month with `start` in hand: ever below 0 with probability ((1 - up) / up) ** (start + 1)."""
    paths = 10_000
    steps = np.where(np.random.default_rng(7).random((1_500, paths), dtype=np.float32) < up, 1.0, -1.0)
    found = course(start + np.cumsum(steps, axis=0), 0.0, 0.9, (0.1, 0.0, 1.0))
    exact = ((1 - up) / up) ** (start + 1)
    assert abs(found.dry - exact) <= 3 * found.dry_error
    assert found.dry_error == standard_error(found.dry, paths)


def test_the_same_seed_gives_the_same_bits():
    one, same, other = (luck(24, 3, 500, seed, 0.4, 0.05) for seed in (5, 5, 6))
    assert one.factors.tobytes() == same.factors.tobytes() and one.failed.tobytes() == same.failed.tobytes()
    assert one.factors.tobytes() != other.factors.tobytes()


def test_the_work_varies_as_asked_around_the_plan():
    drawn = luck(36, 1, 10_000, 3, 0.3, 0.02)
    assert drawn.factors.mean() == pytest.approx(1, abs=3 * 0.3 / 600)
    assert drawn.factors.std() == pytest.approx(0.3, abs=0.005)
    assert np.ptp(luck(12, 1, 100, 3, 0.0, 0.0).factors) == 0


def test_a_client_fails_within_the_year_as_often_as_asked():
    failed = luck(12, 4, 20_000, 3, 0.3, 0.1).failed
    share = (failed < 12).mean()
    assert abs(share - 0.1) <= 3 * standard_error(0.1, failed.size)
    assert (luck(12, 4, 100, 3, 0.3, 0.0).failed >= 12).all()


@pytest.mark.claims("T038")
@pytest.mark.parametrize("days", [30, 60, 90, 45, 120])
def test_curves_of_terms_follow_the_closed_form(days):
    """12,000 a year: after t months 1,000 x (t - days / 30) has been paid, and 1,000 x days / 30 is owed for ever."""
    work = np.full((24, 1), 1_000.0)
    paid = np.cumsum(received(work, [Payer(1.0, days)])[:, 0])
    months = np.arange(1, 25)
    settled = months >= np.ceil(days / 30)
    assert paid[settled] == pytest.approx(1_000 * (months - days / 30)[settled])
    assert outstanding(work, [Payer(1.0, days)])[-1, 0] == pytest.approx(12_000 / 360 * days)


def test_payers_count_in_proportion_and_pay_each_at_their_term():
    by = payers([(7_000, 90), (3_000, 0)])
    paid = received(np.array([[100.0], [0.0], [0.0], [0.0]]), by)[:, 0]
    assert paid.tolist() == pytest.approx([30.0, 0.0, 0.0, 70.0])


def test_a_client_that_fails_takes_what_it_owes_and_nothing_else():
    """At 60 days, failed in the third month: the work of months 1 and 2 is lost, that of month 3 and later is not."""
    work = np.full((6, 1), 100.0)
    paid = received(work, [Payer(1.0, 60)], np.array([[2]], dtype=np.int16))[:, 0]
    assert paid.tolist() == [0.0, 0.0, 0.0, 0.0, 100.0, 100.0]
    never = received(work, [Payer(1.0, 60)], np.array([[30_000]], dtype=np.int16))[:, 0]
    assert never.tolist() == [0.0, 0.0, 100.0, 100.0, 100.0, 100.0]
