"""The warning fires on the exact euro, not one cent below it, and says what pays whichever way that is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.law.library import shelf
from workflows.simulation.compare import compare
from workflows.simulation.difference import difference
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.trend import trend, year_of, years_ahead
from workflows.simulation.warning import warned, watched
from workflows.simulation.warning_words import leaving_steps, warning_sentences
from workflows.simulation.ways import Ways
from workflows.words.catalogue import LANGUAGES, speak

LAST = date(2026, 10, 1)
EXACT = SimulationQuestions(situation="none", expenses=3_000, coefficient=1.55)
SCANNED = compare(EXACT)
ALONE = replace(SCANNED, changes={"self_employed": SCANNED.changes["self_employed"]})
"""Its expenses are typed, so its changes do not depend on the turnover."""
CROSSING = SCANNED.changes["self_employed"][0].turnover


def year(total: float) -> list[float]:
    """Twelve months that sum to the total, to the cent."""
    month = round(total / 12, 2)
    return [month] * 11 + [round(total - 11 * month, 2)]


def asked(questions, months, forecast=()):
    """The warning beside self-employment alone; the other open ways have limits of their own."""
    answer = compare(watched(questions, months))
    alone = replace(answer, changes={"self_employed": answer.changes["self_employed"]})
    return warned(alone, months, LAST, forecast)


def test_the_limits_of_every_open_way_are_listed():
    found = warned(SCANNED, year(30_000), LAST)
    beside = {way for limit in found.limits for way in (limit.change.below, limit.change.above)} - {"cooperative"}
    assert beside >= {"self_employed", "company", "association"}
    assert {limit.change.turnover for limit in found.limits} == {
        change.turnover for changes in SCANNED.changes.values() for change in changes}


@pytest.mark.claims("T048")
@pytest.mark.parametrize(("total", "state", "verdict"), [
    (CROSSING - 1, "near", "stay"), (CROSSING - 0.01, "near", None), (CROSSING, "reached", "leave"),
    (CROSSING + 1, "reached", "leave"), (CROSSING * 0.9, "near", "stay"), (CROSSING * 0.9 - 1, "far", "stay")])
def test_it_fires_on_the_exact_euro_and_not_one_cent_below(total, state, verdict):
    found = asked(EXACT, year(round(total, 2)))
    assert [limit.change.turnover for limit in found.limits] == [CROSSING]
    assert found.limits[0].state == state
    assert verdict is None or found.verdict == verdict
    assert found.limits[0].distance == round(CROSSING - round(total, 2), 2)


@settings(deadline=None)
@given(st.integers(-500_000, 500_000).map(lambda cents: cents / 100))
def test_reached_is_exactly_at_or_above_the_limit(offset):
    months = year(CROSSING + offset)
    assert (warned(ALONE, months, LAST).limits[0].state == "reached") == (year_of(months) >= CROSSING)


def test_within_the_band_no_winner_is_declared():
    questions = SimulationQuestions(situation="none", expenses=3_000)
    found = asked(questions, year(CROSSING))
    assert found.limits[0].state == "reached"
    assert (found.verdict, found.better, found.undecided) == ("open", None, "band")
    assert "No winner is named" in warning_sentences(found, speak("en"))[-1]


def test_growing_months_say_when_the_limit_is_reached():
    # 1,500 a month, 20 more every month, month by month until the last twelve sum to the limit.
    months = [1_500.0 + 20 * month for month in range(12)]
    found = asked(EXACT, months)
    total, coming, k = list(months), 1_500.0 + 20 * 12, 0
    while sum(total[-12:]) < CROSSING:
        total.append(coming)
        coming, k = coming + 20, k + 1
    assert (found.limits[0].months, found.trend.step) == (k, 20)
    expected = LAST.year * 12 + LAST.month - 1 + k
    assert found.limits[0].month == date(expected // 12, expected % 12 + 1, 1)


def test_falling_months_say_when_it_is_left_again_and_since_when_it_was_reached():
    months = [3_000.0] * 14 + [2_900.0, 2_800.0, 2_700.0, 2_600.0, 2_500.0, 2_400.0]
    found = asked(EXACT, months)
    limit = found.limits[0]
    assert limit.state == "reached" and found.trend.step < 0 and limit.months is not None
    assert limit.since == date(2026, 2, 1)  # the twelfth of twenty months: the first with a full year behind it
    assert "At this pace that ends in" in warning_sentences(found, speak("en"))[2]


def test_a_forecast_stands_before_the_trend():
    months = [1_000.0] * 12
    assert asked(EXACT, months).limits[0].months is None
    assert asked(EXACT, months, forecast=[20_000.0]).limits[0].months == 1


def test_the_slope_is_not_bent_by_one_odd_month():
    straight = [1_000.0 + 50 * month for month in range(12)]
    odd = [*straight]
    odd[7] = 9_000.0
    assert trend(odd).step == trend(straight).step == 50
    assert trend(straight).yearly_rate == pytest.approx(600 / 1_275)
    assert trend(straight[:5]) is None and trend([0.0] * 12).yearly_rate is None


@given(st.lists(st.floats(0, 40_000), min_size=1, max_size=40))
def test_hostile_months_never_fail_and_never_go_below_zero(months):
    ahead = years_ahead(months, trend(months))
    assert all(amount >= 0 for amount in ahead)
    assert len(ahead) == (36 if len(months) >= 6 else 0)


def test_without_months_or_scan_it_refuses():
    with pytest.raises(ValueError, match="at least one month"):
        warned(compare(EXACT, scan=False), [1_000.0], LAST)
    with pytest.raises(ValueError, match="at least one month"):
        warned(compare(EXACT), [], LAST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaving_and_staying_are_both_said_with_their_reasons(language):
    words = speak(language)
    for total, verdict in ((CROSSING + 9_000, "leave"), (CROSSING - 9_000, "stay")):
        found = asked(EXACT, year(total))
        other = "cooperative" if found.better != "cooperative" else "self_employed"
        ways = Ways(Setting(watched(EXACT, year(total)), shelf()))
        gap = difference(ways, found.better, other)
        said = warning_sentences(found, words, gap)
        assert found.verdict == verdict and gap.total == found.advantage[0] == found.advantage[1] > 0
        assert words.formats.money(total) in said[0]
        assert words.formats.money(CROSSING, cents=False) in said[2]
        assert words.formats.money(gap.total, cents=False) in said[3] and len(said) == 8
    assert len(set(leaving_steps(words))) == 9
