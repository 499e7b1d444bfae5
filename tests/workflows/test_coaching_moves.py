"""No question of the coaching is without effect, and each moves the result in the direction that it must."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.coaching.coach import coach
from workflows.coaching.projection import DRIVERS
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.skills import levels_of

BASE = {"wanted_net": 1_500, "cash": 5_000, "recurring": 300, "turnover_year": 40_000, "billed_days": 120, "receivables": 4_000,
        "payables": 300, "clients": "5000;4000;3000", "pipeline": "9000/50%", "hire_month": 6, "real": "3000;3000"}


def answer(**more):
    return coach(CoachingQuestions(**{**BASE, **more}))


def indicator(name):
    return lambda found: next(one.value for one in found.indicators if one.name == name)


def said(name, part):
    return lambda found: dict(next(one.said for one in found.indicators if one.name == name))[part]


def end(found):
    return next(one.cash[-1] for one in found.scenarios if one.name == "base")


def own_end(found):
    return next((one.cash[-1] for one in found.scenarios if one.name == "own"), end(found))


def net(found):
    return found.scenarios[1].nets[0]


MOVES = [
    ({"day_rate": 400}, end, 1), ({"days": 230}, end, 1), ({"utilisation": 0.6}, end, 1), ({"recurring": 500}, end, 1),
    ({"wanted_net": 2_000}, end, -1), ({"wanted_net": 2_000}, indicator("day_rate"), 1), ({"offers": 3}, end, 1),
    ({"conversion": 0.4}, end, 1), ({"order_days": 3}, end, 1), ({"rise": 0.05}, end, 1), ({"fixed_costs": 400}, end, -1),
    ({"variable_costs": 0.1}, end, -1), ({"payment_days": 90}, end, -1), ({"season": "summer"}, lambda f: f.scenarios[1].turnover[0], -1),
    ({"own_day_rate": 400}, own_end, 1), ({"own_days": 230}, own_end, 1), ({"own_utilisation": 0.6}, own_end, 1),
    ({"own_recurring": 600}, own_end, 1), ({"own_conversion": 0.4}, own_end, 1), ({"own_fixed_costs": 500}, own_end, -1),
    ({"hire_gross": 3_000}, end, -1), ({"hire_days": 15}, end, 1), ({"hire_rate": 500}, end, 1), ({"hire_month": 20}, end, 1),
    ({"turnover_year": 60_000}, lambda f: f.growth.fee, 1), ({"turnover_year": 60_000}, said("break_even", "margin"), 1),
    ({"billed_days": 150}, indicator("utilisation"), 1), ({"billed_days": 150}, indicator("price"), -1),
    ({"clients": "9000;1000"}, indicator("concentration"), -1), ({"pipeline": "20000/50%"}, indicator("pipeline"), 1),
    ({"pipeline": "9000/90%"}, said("pipeline", "weighted"), 1), ({"cash": 9_000}, indicator("runway"), 1), ({"cash": 9_000}, end, 1),
    ({"receivables": 8_000}, indicator("payment_delay"), 1), ({"receivables": 8_000}, indicator("working_capital"), 1),
    ({"receivables": 8_000}, end, 1), ({"payables": 900}, indicator("working_capital"), -1),
    ({"real": "9000;9000"}, lambda f: f.real.difference, 1), ({"children": 2}, net, 1), ({"household": "couple_one_income"}, net, 1),
    ({"situation": "job"}, net, -1), ({"region": "wallonia"}, lambda f: f.routes.ways[1].nets[0], -1),
    ({"year": 2025}, lambda f: f.calendar[0][0], -1), ({"first_month": 6}, lambda f: f.calendar[0][1], 1),
    ({"first_time": "yes"}, lambda f: len(f.routes.ways), 1),
    ({"skills": [["craft", "5", "1/1/2026"]]}, lambda f: f.skills[0].now or 0, 1),
]


@pytest.mark.parametrize(("more", "of", "way"), MOVES)
def test_the_question_moves_the_result_in_the_right_direction(more, of, way):
    before, after = of(answer()), of(answer(**more))
    assert (after - before) * way > 0, (before, after)


def test_every_question_is_in_the_list_above():
    assert {name for more, *_ in MOVES for name in more} == set(CoachingQuestions.model_fields)


def test_every_driver_is_in_the_sensitivity_and_moves_it_as_it_should():
    swings = {one.name: one for one in answer().swings}
    assert set(swings) == set(DRIVERS)
    for name, one in swings.items():
        assert (one.at_high > one.at_low) is (name not in ("fixed_costs", "variable_costs", "payment_days")), name


drivers = st.fixed_dictionaries({
    "day_rate": st.integers(0, 1_500), "days": st.integers(0, 366), "utilisation": st.integers(0, 100).map(lambda n: n / 100),
    "offers": st.integers(0, 20), "conversion": st.integers(0, 100).map(lambda n: n / 100), "order_days": st.integers(0, 30),
    "recurring": st.integers(0, 5_000), "fixed_costs": st.integers(0, 5_000), "payment_days": st.integers(0, 365),
    "season": st.sampled_from(("even", "summer", "school", "year_end"))})


@given(drivers, st.sampled_from((None, 0, 1_500)), st.sampled_from((None, 1, 36)))
@settings(max_examples=25, deadline=None)
def test_scenarios_keep_their_order_and_money_is_never_made(said, wanted, hire):
    found = coach(CoachingQuestions(**said, wanted_net=wanted, hire_month=hire))
    low, base, high = found.scenarios[:3]
    for month in range(36):
        assert low.turnover[month] <= base.turnover[month] + 0.01 and base.turnover[month] <= high.turnover[month] + 0.01
        assert low.left[month] <= high.left[month] + 0.02
    assert base.cash[-1] <= sum(base.left) - 36 * (found.pay or 0) + 1, "clients that pay late never pay more"


@given(st.lists(st.tuples(st.sampled_from(("craft", "selling", "digital")), st.sampled_from("12345"), st.dates()), max_size=20))
@settings(max_examples=50, deadline=None)
def test_the_latest_level_counts_whatever_the_order_of_the_rows(rows):
    typed = tuple((name, level, day.isoformat()) for name, level, day in rows)
    if len({(name, day) for name, _, day in rows}) == len(rows):
        assert levels_of(typed) == levels_of(typed[::-1])
    for name, levels in levels_of(typed).items():
        assert levels[-1][0] == max(day for other, _, day in rows if other == name)
