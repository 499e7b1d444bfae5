"""All turnovers where the better way changes: proved by the sign on both sides, and against a plain search."""

import numpy as np
import pytest

from workflows.law.library import shelf
from workflows.simulation.compare import compare
from workflows.simulation.look import look, scan_key
from workflows.simulation.questions import MOST, SimulationQuestions
from workflows.simulation.scan import CHATTER, changes, left_at
from workflows.simulation.setting import Setting
from workflows.simulation.thresholds import thresholds
from workflows.simulation.ways import Ways

SITUATIONS = [
    {}, {"hold": "day_rate"}, {"kind": "artist", "days": 70}, {"household": "couple_one_income", "children": 2},
    {"household": "couple_two_incomes", "partner_net": 25_000, "children": 2, "days": 150, "turnover": 62_000},
    {"private_share": 1, "expenses": 1_000}, {"year": 2024}, {"year": 2025, "region": "brussels"},
    {"coefficient": 1.5}, {"coefficient": 1.6}, {"own_costs": 8_000}, {"days": 220, "expenses": 0}]


def ways_of(answers) -> Ways:
    return Ways(Setting(SimulationQuestions(**answers), shelf()))


@pytest.mark.claims("T085")
@pytest.mark.parametrize("answers", SITUATIONS)
@pytest.mark.parametrize("other", ["self_employed", "complementary"])
def test_every_change_has_a_change_of_sign_and_none_is_missed(answers, other):
    ways = ways_of(answers)
    found = changes(ways, other)
    turnovers = np.arange(0, int(MOST) + 1, dtype=float)
    gap = left_at(ways, "cooperative", turnovers) - left_at(ways, other, turnovers)
    for change in found:
        at = change.turnover
        sign = 1 if change.above == "cooperative" else -1
        assert gap[at] * sign > 0, "the first euro on the new side"
        assert gap[at - 1] * sign <= 0, "the euro before is still on the old side, or a tie"
        low, high = change.band
        assert low is None or low <= at
        assert high is None or high >= at
    # Between two changes nothing but rounding may point the other way.
    edges = [0, *(change.turnover for change in found), len(gap)]
    for start, end, change in zip(edges, edges[1:], [*found, None], strict=False):
        stretch = gap[start:end]
        ahead = (change.below if change else found[-1].above if found else None)
        if ahead is None:
            assert (stretch >= -CHATTER).all() or (stretch <= CHATTER).all()
        else:
            sign = 1 if ahead == "cooperative" else -1
            assert (stretch * sign >= -CHATTER).all(), (start, end)


@pytest.mark.parametrize("answers", [SITUATIONS[0], SITUATIONS[1], {"situation": "job", "kind": "artist", "days": 70}])
def test_one_look_is_what_each_way_alone_would_show(answers):
    ways = ways_of(answers)
    found, alternative = look(ways), ways.setting.alternative
    assert found.changes == {way: changes(ways, way) for way in found.changes} and alternative in found.changes
    assert found.thresholds == {way: thresholds(ways, way) for way in ("cooperative", alternative)}


@pytest.mark.parametrize(("answers", "same"), [
    ({"expenses": 1_000}, True), ({}, False), ({"expenses": 1_000, "hold": "day_rate"}, False)])
def test_a_look_is_kept_while_the_turnover_does_not_count(answers, same):
    """With the day rate held, days and costs follow the turnover: the next turnover wants a look of its own."""
    first, second = (SimulationQuestions(**answers, turnover=turnover, days=100) for turnover in (20_000, 40_000))
    assert (scan_key(first) == scan_key(second)) == same
    looks = [look(Ways(Setting(questions, shelf()))) for questions in (first, second)]
    assert (looks[0] is looks[1]) == same and (looks[0].changes == looks[1].changes) == same


def test_the_band_is_where_the_coefficient_decides():
    ways = ways_of({})
    change = changes(ways, "self_employed")[0]
    low, high = change.band
    _, best, worst = ways.setting.coefficients
    inside = np.arange(low, high, 37, dtype=float)
    outside = np.array([low - 1.0, float(high)])
    for turnovers, decides in ((inside, True), (outside, False)):
        alone = left_at(ways, "self_employed", turnovers)
        ahead = [left_at(ways, "cooperative", turnovers, coefficient=end) > alone for end in (best, worst)]
        assert ((ahead[0] != ahead[1]) == decides).all()


def test_a_known_coefficient_leaves_no_band():
    change = changes(ways_of({"coefficient": 1.55}), "self_employed")[0]
    assert change.band == (change.turnover, change.turnover)


@pytest.mark.claims("T048")
def test_three_changes_are_all_listed():
    """A bisection would find one of them."""
    assert len(changes(ways_of({"hold": "day_rate"}), "self_employed")) == 3


@pytest.mark.parametrize("turnover", [0, 9_600, 24_000, 50_000, 119_999.99, 120_000.01, 333_333.33, 500_000])
def test_the_person_stands_exactly_on_the_curve(turnover):
    """The curve's points and the own point come from one function."""
    questions = SimulationQuestions(turnover=turnover, expenses=1_000)
    answer = compare(questions, scan=False)
    ways = Ways(Setting(questions, shelf()))
    for way, nets in answer.curve.nets.items():
        for at in (0, 100, 200, 400):
            alone = float(ways.evaluate(way, answer.curve.turnovers[at], ("net_year",))["net_year"])
            assert round(nets[at], 2) == round(alone, 2)
    assert answer.curve.turnovers[-1] == (120_000 if turnover <= 120_000 else 500_000)


@pytest.mark.parametrize(("situation", "winner", "why"), [
    (None, None, "situation"), ("benefits", None, "benefits"), ("studies", "student", ""), ("pension", "pensioner", "")])
def test_no_winner_is_named_where_the_question_cannot_be_answered(situation, winner, why):
    answer = compare(SimulationQuestions(situation=situation, turnover=90_000), scan=False)
    assert (answer.winner, answer.undecided) == (winner, why)


def test_benefits_that_are_typed_enter_the_total_and_a_winner_can_be_named():
    asked = {"situation": "benefits", "turnover": 14_000, "days": 40}
    unknown = compare(SimulationQuestions(**asked), scan=False)
    typed = compare(SimulationQuestions(**asked, daily_benefit=60, benefit_days=200), scan=False)
    gained = typed.ways["cooperative"].net_year - unknown.ways["cooperative"].net_year
    assert abs(gained - 12_000) < 0.005 and typed.winner == "cooperative"
    assert typed.ways["self_employed"].net_year == unknown.ways["self_employed"].net_year


def test_a_way_that_is_not_open_to_the_person_names_no_winner():
    answer = compare(SimulationQuestions(situation="none", compare_with="student", turnover=90_000), scan=False)
    assert (answer.winner, answer.undecided, answer.alternative) == (None, "closed", "student")


def test_with_a_company_a_winner_must_win_in_private_hands_and_after_exit():
    answer = compare(SimulationQuestions(situation="none", compare_with="company", turnover=50_000, expenses=3_000), scan=False)
    company = answer.ways["company"]
    low, high = answer.ways["cooperative"].net_year_band
    assert company.details["private_now"] < low and high < company.net_year
    assert (answer.winner, answer.undecided) == (None, "company")


def test_a_doubtful_point_of_law_that_would_turn_the_winner_is_named():
    for turnover in range(24_000, 40_000, 250):
        answer = compare(SimulationQuestions(situation="none", coefficient=1.57, turnover=turnover), scan=False)
        turned = compare(SimulationQuestions(situation="none", coefficient=1.57, turnover=turnover, tax_reform_applies="yes"), scan=False)
        assert dict(answer.switches) == ({"tax_reform_applies": turned.winner} if turned.winner != answer.winner else {})


def test_no_winner_where_the_band_contains_zero_and_one_where_it_does_not():
    inside = compare(SimulationQuestions(situation="none", turnover=23_222), scan=False)
    assert inside.winner is None and inside.undecided == "band" and inside.advantage[0] < 0 < inside.advantage[1]
    assert compare(SimulationQuestions(situation="none", turnover=15_000), scan=False).winner == "cooperative"
    assert compare(SimulationQuestions(situation="none", turnover=90_000), scan=False).winner == "self_employed"
    assert compare(SimulationQuestions(situation="job", turnover=90_000), scan=False).alternative == "complementary"
