"""What to invoice for a wanted amount: one euro less is not enough, and thresholds that take it back are said."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflows.law.library import shelf
from workflows.simulation.inverse import Lost, needed
from workflows.simulation.inverse_words import needed_sentences
from workflows.simulation.questions import MOST, SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.ways import WAYS, Ways
from workflows.words.catalogue import LANGUAGES, speak


def ways_of(**answers) -> Ways:
    return Ways(Setting(SimulationQuestions(**answers), shelf()))


def left(ways, way, turnover) -> float:
    return round(float(ways.evaluate(way, turnover, ("net_year",))["net_year"]), 2)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WAYS), st.integers(-2_000_000, 12_000_000).map(lambda cents: cents / 100),
       st.sampled_from(["days", "day_rate"]), st.sampled_from([0, 0.5, 1]), st.sampled_from([None, "job"]))
def test_the_answer_leaves_enough_and_one_euro_less_does_not(way, wanted, hold, private_share, situation):
    ways = ways_of(hold=hold, private_share=private_share, situation=situation)
    found = needed(ways, way, wanted)
    if found.turnover is None:
        assert way == "amateur", "only the indemnity has so low a ceiling"
        return
    assert found.net == left(ways, way, found.turnover) >= wanted
    assert found.turnover == 0 or left(ways, way, found.turnover - 1) < wanted
    for lost in found.lost:
        assert left(ways, way, lost.first - 1) >= wanted > left(ways, way, lost.first)
        assert left(ways, way, lost.last) < wanted and (lost.last == MOST or left(ways, way, lost.last + 1) >= wanted)


def test_never_reached_is_said_and_nothing_is_invented():
    found = needed(ways_of(), "cooperative", 400_000, order_days=3)
    assert (found.turnover, found.net, found.day_rate, found.order, found.lost) == (None, None, None, None, ())
    assert "400,000.00" in needed_sentences(found, speak("en"))[0]


def test_the_day_rate_and_the_order_follow_from_the_turnover():
    found = needed(ways_of(days=80), "self_employed", 20_000, order_days=2.5)
    assert found.day_rate == round(found.turnover / 80, 2)
    assert found.order.excluding_vat == round(2.5 * found.turnover / 80, 2)
    assert found.order.including_vat == round(2.5 * found.turnover / 80 * 1.21, 2)
    assert needed(ways_of(days=0), "self_employed", 20_000, order_days=2).day_rate is None


def test_with_a_held_day_rate_the_days_follow():
    found = needed(ways_of(hold="day_rate", turnover=30_000, days=100), "cooperative", 20_000)
    assert found.day_rate == 300 and found.days == pytest.approx(found.turnover / 300)


def test_a_threshold_that_takes_it_back_is_said():
    """Private clients under the small-business scheme: what is left falls where the scheme ends."""
    ways = ways_of(private_share=1, expenses=500, own_costs=500)
    nets = np.array([left(ways, "self_employed", at) for at in range(20_000, 27_000)])
    top = int(nets.argmax()) if nets.argmax() < nets.size - 1 else int(np.flatnonzero(np.diff(nets) < -100)[0])
    found = needed(ways, "self_employed", float(nets[top]))
    assert len(found.lost) == 1 and found.lost[0].first == found.turnover + 1
    assert found.lost[0].last > found.lost[0].first
    assert len(needed_sentences(found, speak("fr"))) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_say_the_amounts(language):
    words, found = speak(language), needed(ways_of(), "cooperative", 24_000, order_days=2)
    first, rate, order = needed_sentences(found, words)
    assert words.formats.money(24_000) in first and words.formats.money(2_000) in first
    assert words.formats.money(found.turnover, cents=False) in first
    assert words.formats.money(found.day_rate) in rate and words.formats.money(found.order.including_vat) in order


def test_a_lost_stretch_may_reach_the_end():
    class Falling(Ways):
        def evaluate(self, way, turnover, targets, **given):
            return {"net_year": np.where(turnover < 1_000, turnover, 500.0)}

    found = needed(Falling(ways_of().setting), "cooperative", 800)
    assert (found.turnover, found.lost) == (800, (Lost(1_000, int(MOST)),))
