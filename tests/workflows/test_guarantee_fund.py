"""The guarantee fund: the mean and the spread are those of exact formulas, the tail that of the limit, the errors honest."""

import math

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from workflows.reform.guarantee import guarantee_fund
from workflows.reform.guarantee_json import as_json
from workflows.reform.guarantee_questions import GuaranteeFundQuestions
from workflows.reform.losses import Risk, drawn, expected, many_small, pareto, tail

RISK = Risk(0.02, 0.8, 0.15)
OWED = pareto(400, 1_000_000.0, 1.3, 3)


def asked(**answers) -> dict:
    return as_json(guarantee_fund(GuaranteeFundQuestions(**{"years": 2_000, "clients": 2_000, **answers})))


@pytest.mark.claims("T057")
def test_the_average_of_the_years_drawn_is_the_exact_one():
    losses = drawn(OWED, RISK, 50_000, 11)
    assert expected(OWED, RISK) == pytest.approx(0.02 * 0.8 * 1_000_000)
    assert abs(losses.mean() - expected(OWED, RISK)) < 4 * losses.std() / math.sqrt(len(losses))


def test_the_spread_of_the_years_drawn_is_the_exact_one():
    """Var = loss² (Σ e² (p - P2) + (Σ e)² (P2 - p²)), where P2 is the chance that two clients fail together."""
    limit = norm.ppf(RISK.default_rate)
    both = multivariate_normal([0, 0], [[1, 0.15], [0.15, 1]]).cdf([limit, limit])
    squares = float((OWED**2).sum())
    exact = 0.8**2 * (squares * (0.02 - both) + OWED.sum() ** 2 * (both - 0.02**2))
    assert drawn(OWED, RISK, 100_000, 5).var() == pytest.approx(exact, rel=0.04)


def test_the_chance_of_a_client_alone_is_the_rate_whatever_the_economy():
    points, weights = np.polynomial.hermite_e.hermegauss(80)
    assert float(RISK.rate_given(points) @ weights) / math.sqrt(2 * math.pi) == pytest.approx(0.02, rel=1e-9)


def test_many_small_clients_meet_vasiceks_closed_form():
    """For 20,000 equal clients the loss of 99 % of years is that of the limit, within four standard errors."""
    losses = drawn(np.full(20_000, 50.0), RISK, 20_000, 2)
    found = tail(losses, 0.99)
    assert abs(found.value_at_risk - many_small(1_000_000.0, RISK, 0.99)) < 4 * found.value_at_risk_error
    # 0.8 x Phi((Phi^-1(0.02) + sqrt(0.15) Phi^-1(0.99)) / sqrt(0.85)), worked out apart
    by_hand = 0.8 * norm.cdf((-2.0537489 + math.sqrt(0.15) * 2.3263479) / math.sqrt(0.85))
    assert many_small(1.0, RISK, 0.99) == pytest.approx(by_hand, rel=1e-6)


def test_without_a_common_factor_it_is_a_binomial():
    losses = drawn(np.full(100, 1.0), Risk(0.05, 1.0, 0.0), 40_000, 9)
    assert losses.var() == pytest.approx(100 * 0.05 * 0.95, rel=0.04) and (losses == losses.round()).all()


@pytest.mark.claims("T057")
def test_the_standard_errors_are_those_of_a_bootstrap():
    """200 times as many years drawn anew: quantile and shortfall spread as the errors say, within a third."""
    losses, random = drawn(OWED, RISK, 5_000, 21), np.random.default_rng(4)
    found = tail(losses, 0.95)
    again = [tail(np.sort(random.choice(losses, len(losses))), 0.95) for _ in range(200)]
    assert np.std([each.value_at_risk for each in again]) == pytest.approx(found.value_at_risk_error, rel=0.34)
    assert np.std([each.shortfall for each in again]) == pytest.approx(found.shortfall_error, rel=0.34)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.99, 0.999])
def test_the_shortfall_is_never_below_the_quantile(level):
    found = asked(level=level)["tail"]
    assert found["shortfall"] >= found["value_at_risk"] >= 0


def test_concentration_is_that_of_the_table():
    """900 + 90 and eight of 1.25 are 1,000: the largest has 90 %, five have 99.375 %, all ten 100 %; HHI by hand."""
    found = asked(exposures=[900, 90, *[1.25] * 8])
    assert [part["share"] for part in found["largest"]] == [0.9, 0.99375, 1.0]
    assert found["hhi"] == pytest.approx(0.81 + 0.0081 + 8 * 0.00125**2, abs=1e-6)


def test_concentration_matters_more_than_the_number_of_clients():
    """The dossier's lesson: the same sum owed by few costs more in a bad year than owed by many, at the same average."""
    few, many = asked(exposures=[50_000] * 20, years=20_000), asked(exposures=[500] * 2_000, years=20_000)
    assert few["expected"] == pytest.approx(many["expected"])
    assert few["tail"]["value_at_risk"] > 1.5 * many["tail"]["value_at_risk"]


def test_a_fund_is_used_up_as_often_as_the_losses_say():
    found = asked(years=10_000)
    enough = asked(years=10_000, fund=round(found["tail"]["value_at_risk"] + 0.01, 2))
    assert found["beyond"] is None and enough["beyond"] <= 0.01
    assert enough["beyond_error"] == pytest.approx(math.sqrt(enough["beyond"] * (1 - enough["beyond"]) / 10_000))


def test_one_client_alone_and_every_client_at_once():
    one = asked(exposures=[1_000], default_rate=0.5, loss=1, correlation=0)
    assert one["tail"]["value_at_risk"] == 1_000 and one["hhi"] == 1
    assert sum(count for _, count in one["histogram"]) == 2_000
    none = asked(exposures=[1_000], default_rate=0.0001, loss=1, correlation=0, years=1_000, seed=3)
    assert none["tail"]["value_at_risk"] == 0 and none["tail"]["shortfall"] >= 0


MOVES = [({}, {"level": 0.999}, ("tail", "value_at_risk"), 1), ({"fund": 100_000}, {"fund": 1_000_000}, ("beyond",), -1),
         ({}, {"limit": 50_000}, ("expected",), -1), ({"exposures": [100] * 10}, {"exposures": [200] * 10}, ("expected",), 1),
         ({"clients": 100}, {"clients": 5_000}, ("hhi",), -1), ({"owed": 1e6}, {"owed": 2e6}, ("expected",), 1),
         ({"shape": 1.1}, {"shape": 3}, ("hhi",), -1), ({"default_rate": 0.01}, {"default_rate": 0.02}, ("expected",), 1),
         ({"loss": 0.5}, {"loss": 0.9}, ("expected",), 1), ({"shape": 3, "correlation": 0}, {"shape": 3, "correlation": 0.3}, ("tail", "value_at_risk"), 1),
         ({"years": 1_000}, {"years": 40_000}, ("mean_error",), -1), ({"seed": 1}, {"seed": 2}, ("mean",), 0)]


@pytest.mark.parametrize(("before", "after", "place", "direction"), MOVES)
def test_each_question_moves_the_answer_in_the_right_direction(before, after, place, direction):
    def of(answers):
        found = asked(**answers)
        for name in place:
            found = found[name]
        return found

    change = of(after) - of(before)
    assert change * direction > 0 or (direction == 0 and change != 0)


def test_every_question_is_among_the_moves():
    assert {name for before, after, *_ in MOVES for name in {**before, **after}} == set(GuaranteeFundQuestions.model_fields)


def test_the_same_seed_gives_the_same_answer():
    assert asked(seed=5) == asked(seed=5)
