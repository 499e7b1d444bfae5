"""Reforms of the contribution: exact, the same as other methods find, and each question moves the answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from workflows.law.library import shelf
from workflows.reform.effect import effect
from workflows.reform.fee_json import as_json
from workflows.reform.fee_questions import FeeReformQuestions
from workflows.reform.fee_reform import fee_reform
from workflows.reform.leaving import leaving, turning_points
from workflows.reform.population import generated, gini_of, sigma_of
from workflows.reform.scheme import Scheme, neutral
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import speak

RATE = shelf()["cooperative_contribution_rate"].on(shelf().edition).value
FLAT = Scheme(((0.0, RATE),))
CAPPED = Scheme(((0.0, RATE),), cap=3_250.0)
TIERS = Scheme(((0.0, 0.065), (25_000.0, 0.05), (50_000.0, 0.035), (100_000.0, 0.02)))
TOY = generated(35_000, 8_000.0, 0.62, 2015)


def asked(**answers) -> dict:
    return as_json(fee_reform(FeeReformQuestions(**answers)))


def test_the_toy_population_of_the_dossier_is_found_again():
    """280.5 million of turnover, 1.84 % of members above 50,000 with 20 % of it: the same draw as the dossier's."""
    assert round(TOY.sum() / 1e6, 1) == 280.5
    assert round((TOY > 50_000).mean(), 4) == 0.0184 and round(TOY[TOY > 50_000].sum() / TOY.sum(), 2) == 0.20


@pytest.mark.claims("T045")
def test_the_toy_figures_of_the_dossier_are_reproduced():
    """Cap of 3,250: -8.62 %, 1.84 % gain, neutral rate 7.2122 %. Tiers: -7.15 %, 6.4 % gain."""
    cap, tiers = effect(TOY, FLAT, CAPPED), effect(TOY, FLAT, TIERS)
    assert round(cap.then / cap.now - 1, 4) == -0.0862 and round(cap.gain / cap.members, 4) == 0.0184 and cap.lose == 0
    assert round(cap.neutral.factor * RATE, 6) == 0.072122
    assert round(tiers.then / tiers.now - 1, 4) == -0.0715 and round(tiers.gain / tiers.members, 3) == 0.064


@pytest.mark.claims("T049")
def test_a_la_carte_of_the_dossier_needs_packs_that_bring_in_a_tenth():
    """The dossier gives -20.5 % for 4.5 % and packs, not the packs: 4.5 % alone loses 30.8 %, so packs must bring 10.3 %."""
    price = 0.10269 * RATE * TOY.sum() / (0.4 * 35_000)
    found = asked(rate=0.045, cap=0, packs=f"{price:.2f}/40 %")["population"]
    assert round(found["change"] / found["now"], 3) == -0.205


def test_the_limited_expected_value_of_a_log_normal_is_met():
    """E[min(T, d)] in closed form; the dossier gives 476.49 EUR a member for a cap of 3,250."""
    sigma, mean, limit = sigma_of(0.62), 8_000.0, 3_250 / RATE
    z = (np.log(limit / mean) + sigma**2 / 2) / sigma
    closed = RATE * (mean * norm.cdf(z - sigma) + limit * norm.sf(z))
    assert round(closed, 2) == 476.49
    drawn = CAPPED.contribution(generated(2_000_000, mean, 0.62, 7))
    assert abs(drawn.mean() - closed) < 4 * drawn.std() / np.sqrt(len(drawn))


def test_the_generated_population_has_the_gini_that_was_asked():
    assert abs(gini_of(generated(400_000, 8_000.0, 0.4, 1)) - 0.4) < 0.004


@pytest.mark.claims("T045")
@given(turnovers=st.lists(st.integers(0, 30_000_000).map(lambda cents: cents / 100), min_size=1, max_size=60), wanted=st.floats(0, 1.2),
       cap=st.one_of(st.just(np.inf), st.floats(500, 9_000)), floor=st.floats(0, 400))
@settings(max_examples=150, deadline=None)
def test_the_neutral_factor_is_exact(turnovers, wanted, cap, floor):
    """At the factor found, the members together pay what was wanted; where none does it, it lies out of reach."""
    turnovers = np.array(turnovers)
    scheme = Scheme(TIERS.tiers, cap=cap, floor=floor)
    wanted *= float(FLAT.graduated(turnovers).sum())
    found = neutral(scheme, turnovers, wanted)

    def paid(factor):
        return float(np.where(turnovers > 0, np.clip(factor * scheme.graduated(turnovers), floor, cap), 0).sum())

    if found.factor is None:
        assert wanted < found.least or wanted > found.most or not (scheme.graduated(turnovers) > 0).any()
    else:
        assert paid(found.factor) == pytest.approx(wanted, rel=1e-9, abs=1e-6)


def test_the_neutral_factor_is_that_of_a_root_finder():
    wanted = RATE * TOY.sum()
    root = brentq(lambda k: np.minimum(k * TOY, 3_250).sum() - wanted, 0.01, 0.5, xtol=1e-15)
    assert neutral(CAPPED, TOY, wanted).factor * RATE == pytest.approx(root, rel=1e-12)


def test_an_impossible_neutral_rate_is_refused_with_what_can_be_reached():
    """10 members below a cap of 100 EUR pay 1,000 EUR at most; the sentence says so."""
    from workflows.reform.fee_sheet import sheet
    answer = asked(cap=100, turnovers=[50_000] * 10)
    assert answer["neutral"] == {"factor": None, "rates": None, "least": 0.0, "most": 1_000.0}
    assert any("€1,000" in line and "Raise the cap" in line for line in sheet(answer, speak("en")).verdict)
    dear = asked(rate=0, cap=0, packs="10000/100 %", turnovers=[50_000] * 10)
    assert dear["neutral"]["factor"] is None
    assert any("even at 0%" in line for line in sheet(dear, speak("en")).verdict)


def test_the_neutral_rate_does_not_depend_on_the_flat_rate_that_was_asked():
    """Nor does a rate of 0, which no factor changes, hide it."""
    found = [asked(rate=rate, cap=3_250)["neutral"]["rates"] for rate in (0, 0.03, None)]
    assert [round(rates[0][1], 9) for rates in found] == [round(found[2][0][1], 9)] * 3


def test_a_neutral_rate_above_what_members_invoice_is_called_so():
    """Below a cap of 525 EUR a rate of more than 100 % would be needed."""
    from workflows.reform.fee_sheet import sheet
    answer = asked(cap=525)
    assert answer["neutral"]["rates"][0][1] > 1
    assert any("more than what small members invoice" in line for line in sheet(answer, speak("en")).verdict)


@pytest.mark.claims("T045")
@pytest.mark.parametrize("turnover", [0, 100, 23_076.92, 49_999.99, 50_000, 50_000.01, 120_000])
def test_a_cap_is_the_smaller_of_the_two(turnover):
    """T045: the contribution is min(6.5 % of the turnover, the cap)."""
    member = asked(turnover=turnover, cap=3_250)["member"]
    assert member["now"] == round(0.065 * turnover + 1e-9, 2) and member["then"] == min(member["now"], 3_250)


@pytest.mark.claims("T049")
def test_a_basket_is_base_and_items():
    """T049: 4.5 % of 40,000 is 1,800; with services of 300 and 900 it is 3,000."""
    member = asked(rate=0.045, cap=0, turnover=40_000, basket="300; 900")["member"]
    assert (member["then"], member["basket"], member["total_then"], member["change"]) == (1_800, 1_200, 3_000, 400)


@pytest.mark.claims("T051")
def test_purchases_out_of_the_base_take_off_the_rate_of_those_purchases():
    """T051: 38,000 of purchases in 95,000 of turnover are 40 %; out of the base they take off 6.5 % of 38,000, 2,470."""
    kept, out = (asked(turnover=95_000, cap=0, purchases=base, purchases_share=0.4) for base in ("in", "out"))
    assert kept["member"]["then"] - out["member"]["then"] == 2_470
    assert out["population"]["then"] == pytest.approx(0.6 * kept["population"]["then"], abs=0.01 * 35_000)


def test_the_net_moves_by_the_simulations_own_rules():
    """Today's net is that of the simulation; a lower contribution leaves more, but not all of what it saves."""
    member = asked(turnover=60_000)["member"]
    q = SimulationQuestions(situation="none", turnover=60_000, expenses=2_400)
    assert member["net_now"] == compare(q, scan=False).ways["cooperative"].net_year
    assert 0 < member["net_change"] < 650


def test_todays_threshold_is_that_of_the_simulation():
    ours, theirs = turning_points(shelf().edition, FLAT, 0.0), compare(SimulationQuestions(situation="none")).changes
    assert ours == theirs["self_employed"]


def test_members_where_leaving_pays_are_counted_to_the_euro():
    (point,) = turning_points(shelf().edition, FLAT, 0.0)
    assert leaving(np.array([point.turnover - 0.01, point.turnover, 149_000.0]), (point,)) == 2
    assert leaving(np.array([1.0]), ()) == 0


BASE = {"cap": 0, "turnovers": [5_000, 30_000, 60_000, 120_000], "turnover": 60_000}
MOVES = [
    ({"rate": 0.06}, {"rate": 0.07}, ("population", "then"), 1), ({"cap": 5_000}, {"cap": 3_000}, ("population", "then"), -1),
    ({}, {"floor": 500}, ("population", "then"), 1), ({"tiers": "20000/6%;50000/5%"}, {"tiers": "20000/6%;50000/4%"}, ("population", "then"), -1),
    ({}, {"packs": "300/50%"}, ("population", "then"), 1), ({}, {"basket": "300"}, ("member", "total_then"), 1),
    ({}, {"purchases": "out"}, ("population", "then"), -1),
    ({"purchases": "out", "purchases_share": 0.1}, {"purchases": "out", "purchases_share": 0.3}, ("member", "then"), -1),
    ({"turnover": 50_000}, {"turnover": 60_000}, ("member", "then"), 1),
    ({}, {"turnovers": [5_000, 30_000, 60_000, 130_000]}, ("population", "now"), 1),
    ({"turnovers": (), "members": 100}, {"turnovers": (), "members": 200}, ("population", "now"), 1),
    ({"turnovers": (), "mean": 8_000}, {"turnovers": (), "mean": 9_000}, ("population", "now"), 1),
    ({"turnovers": (), "gini": 0.3, "cap": 3_250}, {"turnovers": (), "gini": 0.7, "cap": 3_250}, ("population", "change"), -1),
    ({"turnovers": (), "seed": 1}, {"turnovers": (), "seed": 2}, ("population", "now"), 0)]


@pytest.mark.parametrize(("before", "after", "place", "direction"), MOVES)
def test_each_question_moves_the_answer_in_the_right_direction(before, after, place, direction):
    one, two = (asked(**{**BASE, **answers}) for answers in (before, after))
    change = two[place[0]][place[1]] - one[place[0]][place[1]]
    assert change * direction > 0 or (direction == 0 and change != 0)


def test_every_question_is_among_the_moves():
    assert {name for before, after, *_ in MOVES for name in {**before, **after}} == set(FeeReformQuestions.model_fields)


def test_a_higher_contribution_brings_the_threshold_down():
    low, high = (asked(rate=rate, cap=0)["leaving"] for rate in (0.05, 0.09))
    assert high["then"][0]["turnover"] < low["now"][0]["turnover"] < low["then"][0]["turnover"]
    assert high["members_then"] > low["members_now"] > low["members_then"]


def test_bands_add_up_to_the_whole():
    found = asked(tiers="25000/5%;50000/9%;90000/6.5%", cap=0)["population"]
    assert sum(band["members"] for band in found["bands"]) == found["members"]
    assert sum(band["gain"] for band in found["bands"]) == found["gain"] > 0
    assert sum(band["lose"] for band in found["bands"]) == found["lose"] > 0
    assert sum(band["total_change"] for band in found["bands"]) == pytest.approx(found["change"], abs=0.05)


@pytest.mark.parametrize(("answers", "field"), [
    ({"rate": 0.05, "tiers": "1000/5%"}, "tiers"), ({"tiers": "2000/5%;1000/4%"}, "tiers"), ({"tiers": "0/5%"}, "tiers"),
    ({"tiers": "1000/90%"}, "tiers"), ({"floor": 4_000}, "floor"), ({"packs": "-5/10%"}, "packs"), ({"packs": "300/140%"}, "packs")])
def test_what_does_not_go_together_is_refused_at_its_field(answers, field):
    from pydantic import ValidationError

    from workflows.questions.problems import label, problems
    with pytest.raises(ValidationError) as refused:
        FeeReformQuestions(**answers)
    for language in ("fr", "nl", "en"):
        (problem,) = problems(refused.value, FeeReformQuestions, speak(language))
        assert problem.field == field and label(field, FeeReformQuestions, speak(language)) in problem.sentence
