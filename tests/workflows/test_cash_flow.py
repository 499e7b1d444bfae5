"""The plan: its trough and what removes it, the guarantee, weeks off, and every input in the right direction."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workflows.cash.flow import cash_flow
from workflows.cash.plan import WAYS
from workflows.cash.questions import CashFlowQuestions as Q
from workflows.pages.examples import examples
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions

ALONE = {"way": "self_employed", "paths": 500}
LUMPY = {**ALONE, "turnover": 0, "contributions": 0, "tax_bill": 0, "draw": 0, "start_balance": 5_000, "expenses": 0}
"""Nothing earned; of a year's 2,200 of own costs 183.33 goes out each month."""


def organiser():
    return next(example.questions for example in examples() if example.name == "organiser_cash")


def test_a_lumpy_plan_reports_its_trough_by_hand():
    """5,000 - 3,000 in March - 4,000 in May + 6,000 in August: lowest in July, at 5,000 - 7,000 - 7 x 183.33."""
    answer = cash_flow(Q(**LUMPY, lumps="3000/3; 4000/5; -6000/8"))
    assert (answer.trough.balance, answer.calendar[answer.trough.month]) == (-3283.31, (2026, 7))
    assert answer.calendar[answer.trough.first_dry] == (2026, 5)
    advance = answer.remedies.advance
    assert (advance.amount, advance.month, advance.back_in) == (3_290.0, 4, 7)


def with_advance(questions, advance):
    return questions.model_copy(update={"advance": advance.amount, "advance_month": advance.month + 1,
                                        "advance_back_from": None if advance.back_in is None else advance.back_in + 1})


@pytest.mark.claims("T039")
def test_the_event_organiser_gets_the_trough_its_month_and_the_advance_that_removes_it():
    answer = cash_flow(organiser())
    net = [round(sum(month), 2) for month in zip(*answer.lines.values(), strict=True)]
    balance, walked = answer.questions.start_balance, []
    for month in net:
        balance = round(balance + month - answer.questions.draw, 2)
        walked.append(balance)
    assert list(answer.balances) == walked and answer.trough.balance == min(walked) < -20_000
    assert answer.calendar[answer.trough.month] == (2026, 6)
    advance = answer.remedies.advance
    assert 0 <= advance.amount + answer.trough.balance < 10 and advance.back_in is not None
    mended = cash_flow(with_advance(organiser(), advance))
    assert mended.trough.balance >= 0 and mended.balances[-1] == answer.balances[-1]
    less = advance.amount - 10
    assert cash_flow(with_advance(organiser(), advance).model_copy(update={"advance": less})).trough.balance < 0


def test_a_smaller_draw_and_a_later_expense_remove_it_too():
    plan = {**ALONE, "turnover": 48_000, "payment_days": 30, "start_balance": 4_000, "draw": 2_000, "expenses": 0,
            "lumps": "4000/2"}
    answer = cash_flow(Q(**plan))
    draw, later = answer.remedies.draw, answer.remedies.later
    assert answer.trough.balance < 0
    assert cash_flow(Q(**plan | {"draw": draw})).trough.balance >= 0
    assert cash_flow(Q(**plan | {"draw": draw + 1})).trough.balance < 0
    assert (later.amount, later.month) == (4_000.0, 1)
    assert cash_flow(Q(**plan | {"lumps": f"4000/{later.month + 1 + later.by}"})).trough.balance >= 0
    assert cash_flow(Q(**plan | {"lumps": f"4000/{later.month + later.by}"})).trough.balance < 0


@given(st.lists(st.integers(0, 8_000), min_size=12, max_size=12), st.lists(st.integers(0, 8_000), min_size=12, max_size=12),
       st.integers(0, 3_000), st.integers(0, 120))
@settings(max_examples=25, deadline=None)
def test_the_advance_removes_the_trough_of_any_plan(turnover, expenses, draw, days):
    questions = Q(**ALONE | {"paths": 100}, turnover_by_month=turnover, expenses_by_month=expenses, draw=draw, payment_days=days)
    answer = cash_flow(questions)
    if answer.remedies.advance is None:
        assert answer.trough.balance >= 0
    elif answer.remedies.advance.back_in is None:
        assert answer.balances[-1] < 0
    else:
        assert cash_flow(with_advance(questions, answer.remedies.advance)).trough.balance >= 0


def test_over_a_year_in_steady_state_the_account_moves_by_what_the_simulation_leaves():
    """Paid at once, a year brings exactly the simulation's net, less what was taken."""
    for way in ("self_employed", "complementary"):
        answer = cash_flow(Q(way=way, payment_days=0, draw=1_000, paths=100))
        net = compare(SimulationQuestions(situation="none", compare_with=way), scan=False).ways[way].net_year
        assert answer.ways[way].net_year == net
        assert answer.balances[-1] == pytest.approx(1_500 + net - 12_000, abs=0.06)


def test_the_guarantee_makes_running_dry_less_likely():
    """Shown with and without, on the same draws; each with its standard error."""
    ways = cash_flow(Q(default_chance=0.1, clients="70/90; 30/30", draw=900, start_balance=3_000)).ways
    kept, bare = ways["cooperative"].course, ways["cooperative_unguaranteed"].course
    assert set(ways) == set(WAYS)
    assert kept.dry + 3 * kept.dry_error < bare.dry and bare.dry_error > 0
    assert ways["cooperative"].net_year == ways["cooperative_unguaranteed"].net_year


@pytest.mark.claims("T041")
def test_the_fan_is_drawn_with_and_without_the_guarantee_and_both_risks_are_said():
    from workflows.cash.as_json import as_json
    from workflows.cash.sheet import cash_flow_sheet
    from workflows.words.catalogue import speak
    words, plan = speak("en"), {"draw": 900, "start_balance": 3_000, "paths": 2_000, "clients": "70/90;30/30"}
    drawn = {}
    for way in ("cooperative", "cooperative_unguaranteed"):
        answer = cash_flow(Q(way=way, **plan))
        first = cash_flow_sheet(as_json(answer), words).sections[0]
        drawn[way] = first.chart.bands
        for course in (answer.ways["cooperative"].course, answer.ways["cooperative_unguaranteed"].course):
            assert words.formats.percent(course.dry, 1) in first.paragraphs[1]
        assert words.formats.percent(answer.ways[way].course.dry, 1) in first.chart.description
    assert drawn["cooperative"] != drawn["cooperative_unguaranteed"]


def test_without_chance_every_path_is_the_plan():
    answer = cash_flow(Q(**ALONE, variation=0, default_chance=0))
    for line in answer.ways["self_employed"].course.fan:
        assert line == pytest.approx(answer.balances, abs=0.05)
    assert answer.ways["self_employed"].course.safe == pytest.approx(answer.smoothing.constant, abs=0.02) \
        or answer.smoothing.constant is None


@pytest.mark.claims("T042")
def test_weeks_off_lower_the_salary_and_the_lowest_balance():
    none, some = cash_flow(Q(paths=2_000)).weeks, cash_flow(Q(paths=2_000, weeks_off=6)).weeks
    assert some.salary < some.without == none.salary and some.lowest < none.lowest
    assert some.affordable == none.affordable  # asked or not, the same number can be afforded


@pytest.mark.claims("T042")
def test_the_weeks_that_can_be_afforded_hold_and_one_more_does_not():
    plan = {"paths": 2_000, "draw": 900, "seed": 4}
    weeks = cash_flow(Q(**plan)).weeks.affordable
    assert 0 < weeks < 52
    assert 1 - cash_flow(Q(**plan, weeks_off=weeks)).ways["cooperative"].course.dry >= 0.9
    assert 1 - cash_flow(Q(**plan, weeks_off=weeks + 1)).ways["cooperative"].course.dry < 0.9
    assert cash_flow(Q(**plan | {"draw": 5_000})).weeks.affordable is None


def test_a_week_off_in_one_month_takes_its_share_of_that_month():
    answer = cash_flow(Q(**ALONE, payment_days=0, weeks_off=2, weeks_off_in="8"))
    usual, august = answer.lines["receipts"][0], answer.lines["receipts"][7]
    assert august == pytest.approx(usual * (1 - 2 * 12 / 52), abs=0.01)


LOWEST, SAFE, DRY = "lowest", "safe", "dry"


def measures(**changed):
    answer = cash_flow(Q(**{"paths": 2_000, "turnover": 30_000, "way": "self_employed", **changed}))
    own = answer.ways[answer.questions.way]
    return {LOWEST: answer.trough.balance, SAFE: own.course.safe, DRY: own.course.dry}


@pytest.mark.parametrize(("changed", "measure", "sign"), [
    ({"turnover": 40_000}, SAFE, 1), ({"turnover_season": "year_end"}, LOWEST, -1),
    ({"turnover_by_month": "0;0;0;0;0;0;0;0;0;10000;10000;10000", "turnover": 30_000}, LOWEST, -1),
    ({"start_balance": 5_000}, LOWEST, 1), ({"draw": 1_500}, LOWEST, -1), ({"draw": 1_500}, DRY, 1),
    ({"payment_days": 0}, LOWEST, 1), ({"payment_days": 90}, LOWEST, -1), ({"clients": "1/90"}, LOWEST, -1),
    ({"expenses": 9_000}, LOWEST, -1), ({"expenses_season": "summer", "expenses": 12_000}, LOWEST, -1),
    ({"expenses_by_month": "9000;0;0;0;0;0;0;0;0;0;0;0"}, LOWEST, -1), ({"lumps": "2000/2"}, LOWEST, -1),
    ({"lumps": "-2000/2"}, LOWEST, 1), ({"leasing": 300}, LOWEST, -1), ({"leasing": 300, "leasing_from": 12}, LOWEST, 0),
    ({"leasing": 300, "leasing_months": 1}, LOWEST, -1), ({"advance": 3_000}, LOWEST, 0),
    ({"advance": 3_000, "advance_months": 12}, LOWEST, 1), ({"advance": 3_000, "advance_back_from": 11}, LOWEST, 1),
    ({"advance": 3_000, "advance_back_from": 11, "advance_month": 10}, LOWEST, 0), ({"weeks_off": 8}, SAFE, -1),
    ({"contributions": 9_000}, LOWEST, -1), ({"tax_bill": 9_000, "tax_month": 2}, LOWEST, -1),
    ({"children": 3}, SAFE, 1), ({"variation": 0.8}, SAFE, -1), ({"default_chance": 0.5}, SAFE, -1),
    ({"confidence": 0.99}, SAFE, -1), ({"confidence": 0.6}, SAFE, 1), ({"way": "cooperative"}, LOWEST, 1)])
def test_each_input_moves_the_result_the_right_way(changed, measure, sign):
    assert np.sign(round(measures(**changed)[measure] - measures()[measure], 4)) == sign


def test_a_revised_salary_follows_its_terms():
    def revised(**changed):
        return cash_flow(Q(paths=2_000, draw=1_200, **changed)).ways["cooperative"].course.revised
    assert revised(revised_share=0.5).mean > revised(revised_share=0.1).mean
    assert revised(revised_floor=1_100).holds < revised(revised_floor=0).holds
    assert revised(revised_cap=700).mean <= 700


def test_same_seed_same_answer():
    assert cash_flow(Q(paths=500)) == cash_flow(Q(paths=500)) and cash_flow(Q(paths=500, seed=2)) != cash_flow(Q(paths=500))


@pytest.mark.parametrize(("wrong", "field"), [
    ({"turnover_by_month": "1;2;3"}, "turnover_by_month"), ({"clients": "0/30"}, "clients"), ({"clients": "5/-3"}, "clients"),
    ({"clients": ";".join(["1/30"] * 11)}, "clients"), ({"lumps": "100/40"}, "lumps"), ({"lumps": "100/1.5"}, "lumps"),
    ({"weeks_off": 10, "weeks_off_in": "7;8"}, "weeks_off"), ({"weeks_off_in": "13"}, "weeks_off_in"),
    ({"turnover": -1}, "turnover"), ({"turnover": float("nan")}, "turnover"), ({"paths": 10**9}, "paths"),
    ({"revised_floor": 900, "revised_cap": 500}, "revised_floor"), ({"seed": "🙂"}, "seed"),
    ({"advance_month": 4, "advance_back_from": 3}, "advance_back_from"), ({"months": 13}, "months")])
def test_what_does_not_fit_is_refused_at_its_field(wrong, field):
    from workflows.questions.problems import problems
    from workflows.words.catalogue import speak
    for language in ("fr", "nl", "en"):
        with pytest.raises(ValidationError) as refused:
            Q(**wrong)
        found = problems(refused.value, Q, speak(language))
        assert found[0].field == field and len(found[0].sentence) > 20


@pytest.mark.parametrize("months", [12, 24, 36])
def test_a_longer_plan_begins_like_the_short_one(months):
    short, long = cash_flow(Q(paths=100, first_month=9)), cash_flow(Q(paths=100, first_month=9, months=months))
    assert long.balances[:12] == short.balances and len(long.balances) == months
    assert long.calendar[0] == (2026, 9) and long.calendar[4] == (2027, 1)


def test_it_equals_the_plain_way_within_what_chance_allows():
    """Another walk over months and clients, with other draws: the same risk and the same salaries."""
    from benchmarks.cash import QUANTILES, ours, plain, prepared
    prepared = prepared()
    found, other = ours(*prepared), plain(*prepared)
    for way in WAYS:
        fan, dry, safe, mean = other[way]
        assert abs(found[way].dry - dry) <= 3 * 2 ** 0.5 * max(found[way].dry_error, 0.0005)
        assert found[way].safe == pytest.approx(safe, abs=15)
        assert found[way].revised.mean == pytest.approx(mean / 36, abs=5)
        for at, line in zip(range(len(QUANTILES)), found[way].fan, strict=True):
            assert np.array(line) == pytest.approx(fan[at], abs=0.04 * 48_000 / 12 * 2)


def test_a_table_brings_clients_and_lumps_on_further_sheets(tmp_path):
    from openpyxl import Workbook

    from workflows.batch.run import check
    from workflows.batch.table import read_table
    from workflows.pages.registry import PAGES
    from workflows.words.catalogue import speak
    book = Workbook()
    book.active.append(["name", "turnover", "draw", "months"])
    book.active.append(["Anna", 48_000.5, 1_500, 24])
    book.active.append(["Bram", 30_000, 900, 12])
    for name, rows in {"clients": [[2, 70, 90], [2, 30, 30]], "lumps": [[2, 4_000, 5], [3, -500, 7], [3, 900, 8]],
                       "weeks_off_in": [[3, 7], [3, 8]]}.items():
        sheet = book.create_sheet(name)
        for row in (["row", "first", "second"][:len(rows[0])], *rows):
            sheet.append(row)
    book.save(tmp_path / "plans.xlsx")
    page = PAGES["cash_flow"]
    jobs, refused = check(read_table(tmp_path / "plans.xlsx", page.model, speak("fr"), "fr"), page, speak("fr"))
    assert refused == [] and jobs[0].questions.clients == ((70.0, 90.0), (30.0, 30.0))
    assert jobs[1].questions.lumps == ((-500.0, 7.0), (900.0, 8.0)) and jobs[1].questions.weeks_off_in == (7, 8)
    assert jobs[0].questions.months == 24
