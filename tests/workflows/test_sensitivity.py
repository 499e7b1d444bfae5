"""What the difference hangs on, what is lost of 100 more euros, and the thresholds, each against a plain calculation."""

import re
import time

import numpy as np
import pytest

from workflows.drawing.tornado import draw_tornado
from workflows.law.library import shelf
from workflows.simulation.chart import INKS
from workflows.simulation.compare import compare
from workflows.simulation.marginal import lost, marginal
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.sensitivity import best_two, sensitivity
from workflows.simulation.sensitivity_words import (
    marginal_chart,
    sensitivity_chart,
    sensitivity_sentences,
    sensitivity_table,
    threshold_sentences,
)
from workflows.simulation.setting import Setting
from workflows.simulation.thresholds import thresholds
from workflows.simulation.ways import WAYS, Ways
from workflows.words.catalogue import LANGUAGES, speak

Q = SimulationQuestions(situation="none", turnover=40_000)


def ways_of(**answers) -> Ways:
    return Ways(Setting(SimulationQuestions(**answers), shelf()))


def left(ways, way, turnover) -> float:
    return round(float(ways.evaluate(way, turnover, ("net_year",))["net_year"]), 2)


def test_the_best_two_are_ranked_among_the_ways_that_apply():
    answer = compare(Q, scan=False)
    first, second = best_two(answer)
    assert answer.ways[first].net_year >= answer.ways[second].net_year
    assert all(answer.ways[way].applies for way in (first, second))


def test_each_end_is_what_the_comparison_says_with_that_answer_typed():
    found = sensitivity(Q, "cooperative", "self_employed")
    for swing in found.swings:
        for end, gap in ((swing.low, swing.at_low), (swing.high, swing.at_high)):
            answer = compare(SimulationQuestions(**{**Q.typed(), swing.name: end}), scan=False)
            assert gap == round(answer.ways["cooperative"].net_year - answer.ways["self_employed"].net_year, 2), swing


def test_widest_first_and_every_assumption_moves_the_right_way():
    found = sensitivity(Q, "cooperative", "self_employed")
    swings = {swing.name: swing for swing in found.swings}
    assert [swing.width for swing in found.swings] == sorted((swing.width for swing in found.swings), reverse=True)
    assert (swings["coefficient"].low, swings["coefficient"].high) == (1.5, 1.6)
    assert swings["coefficient"].at_low > found.base > swings["coefficient"].at_high  # a dearer budget, less pay
    assert swings["own_costs"].at_low < found.base < swings["own_costs"].at_high  # only the self-employed have them
    assert (swings["own_costs"].low, swings["own_costs"].high) == (1_650, 2_750)  # 2,200 less and more a quarter
    assert (swings["fund_fee"].low, swings["fund_fee"].high) == (0.0305, 0.0425)
    assert "job_gross" not in swings and "partner_net" not in swings


def test_a_typed_coefficient_has_no_band_and_a_second_income_is_moved():
    swings = {swing.name for swing in sensitivity(SimulationQuestions(
        coefficient=1.55, household="couple_two_incomes", situation="job"), "cooperative", "complementary").swings}
    assert "coefficient" not in swings and {"partner_net", "job_gross"} <= swings


def test_months_purchases_and_extremes_do_not_break_it():
    for answers in ({"turnover_by_month": (1_000,) * 12, "expenses": 500, "purchases": 500}, {"turnover": 0, "days": 0},
                    {"turnover": 500_000, "days": 366, "private_share": 1, "municipal_rate": 0.15}):
        found = sensitivity(SimulationQuestions(**answers), "cooperative", "self_employed")
        assert all(np.isfinite([swing.at_low, swing.at_high]).all() and swing.low < swing.high for swing in found.swings)


@pytest.mark.parametrize("way", WAYS)
def test_the_curve_is_what_100_more_euros_lose(way):
    ways = ways_of(turnover=40_000)
    found = marginal(ways, [way])
    assert len(found.turnovers) == len(found.lost[way]) == 401
    for place in (0, 57, 133, 400):
        at = found.turnovers[place]
        assert found.lost[way][place] == pytest.approx(1 - (left(ways, way, at + 100) - left(ways, way, at)) / 100, abs=1e-4)
    other = {} if way == "cooperative" else {"compare_with": way}
    answer = compare(SimulationQuestions(turnover=40_000, **other), scan=False)
    assert float(lost(ways, way, np.array([40_000.0]))[0]) == answer.ways[way].marginal_rate


@pytest.mark.parametrize("way", WAYS)
def test_401_points_take_less_than_20_milliseconds(way):
    ways, turnovers = ways_of(), np.linspace(0, 120_000, 401)
    lost(ways, way, turnovers)
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        lost(ways, way, turnovers)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.020


def test_the_franchise_and_the_complementary_threshold_are_named_with_what_they_cost():
    ways = ways_of(private_share=1, expenses=500, own_costs=500)
    found = {threshold.reason: threshold for threshold in thresholds(ways, "self_employed")}
    # 25,000 with 21 % VAT inside: 20,661.15, so 20,662 is the first whole euro beyond the scheme.
    assert found["vat"].turnover == 20_662 and found["vat"].change < -3_000
    assert {"minimum_left", "ceiling_reached"} <= set(found)
    beside = {threshold.reason: threshold for threshold in thresholds(ways_of(), "complementary")}
    assert beside["contributions_begin"].change == round(left(ways_of(), "complementary", 6_523) - left(
        ways_of(), "complementary", 6_522), 2) < -400


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("answers", [{}, {"household": "couple_two_incomes", "children": 2}, {"private_share": 1, "expenses": 0}])
def test_every_fall_is_in_the_list_and_the_curve_is_quiet_elsewhere(way, answers):
    ways = ways_of(**answers)
    found = {threshold.turnover: threshold for threshold in thresholds(ways, way)}
    turnovers = np.arange(0, 100_001, dtype=float)
    steps = np.diff(ways.evaluate(way, turnovers, ("net_year",))["net_year"])
    falls = {int(at) + 1 for at in np.flatnonzero(steps < -1)}
    assert falls == {at for at, threshold in found.items() if threshold.change < -1 and at <= 100_000}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_say_every_assumption_and_threshold(language):
    words, found = speak(language), sensitivity(Q, "cooperative", "self_employed")
    head, *rows = sensitivity_table(found, words)
    assert len(rows) == len(found.swings) and len(head) == len(rows[0]) == 5
    assert words.formats.money(abs(found.base)) in sensitivity_sentences(found, words)[0]
    listed = thresholds(ways_of(), "complementary")
    said = threshold_sentences(listed, words)
    assert all(words.formats.money(threshold.turnover, cents=False) in sentence
               for threshold, sentence in zip(listed, said, strict=True))
    assert words.formats.money(abs(listed[0].change)) in said[0]


def test_the_assumption_that_turns_the_result_round_is_named():
    close = SimulationQuestions(situation="none", turnover=23_222)
    said = sensitivity_sentences(sensitivity(close, "cooperative", "self_employed"), speak("en"))
    assert any("turn the result round" in sentence for sentence in said)


def test_the_bars_start_at_the_base_and_end_where_the_figure_says():
    found = sensitivity(Q, "self_employed", "cooperative")
    svg = draw_tornado(sensitivity_chart(found, speak("fr")))
    line = float(re.search(r'<line x1="([\d.]+)" x2="\1" y1="34"', svg)[1])
    bars = [(float(x), float(x) + float(width)) for x, width in re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="16"', svg)]
    moving = [swing for swing in found.swings if swing.width]
    assert len(bars) == 2 * len(moving)
    assert all(abs(first - line) < 0.2 or abs(last - line) < 0.2 for first, last in bars)
    # The widest bar is drawn to scale with the second one.
    widths = [max(last for _, last in bars[2 * i:2 * i + 2]) - min(first for first, _ in bars[2 * i:2 * i + 2]) for i in (0, 1)]
    assert widths[0] / widths[1] == pytest.approx(moving[0].width / moving[1].width, rel=0.01)


def test_the_marginal_chart_stays_between_nothing_and_all():
    chart = marginal_chart(marginal(ways_of(), WAYS), INKS, speak("nl"))
    assert all(0 <= value <= 100 for line in chart.series for value in line.values)
