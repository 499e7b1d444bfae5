"""The evening: tables of three and four, nobody twice where a design is known, and honest counts where not."""

import math
from itertools import combinations

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.evenings import lines, met, people, plan
from workflows.network.designs import listed, transversal
from workflows.network.evening_json import as_json
from workflows.network.evening_questions import EveningQuestions
from workflows.network.evening_sheet import evening_sheet
from workflows.network.matching import blocking, stable
from workflows.network.tables import least_repeats
from workflows.words.catalogue import LANGUAGES, speak

CASES = yaml.safe_load((ROOT / "tests/cases/network/evenings.yaml").read_text(encoding="utf-8"))


@pytest.mark.claims("T078")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nobody_meets_twice_where_a_design_is_known(case):
    found = plan(case["people"], case["rounds"])
    again = sum(times - 1 for times in met(found).values())
    assert again == case["again"] == found.again
    assert {len(table) for turn in found.turns for table in turn.tables} <= set(case["tables"])
    if again:
        assert found.again == found.bound, "the minimum, and known to be"


@pytest.mark.claims("T078")
@pytest.mark.parametrize("count", range(21, 41))
def test_from_21_to_40_people_seven_rounds_are_free_of_repeats(count):
    found = plan(count, 7, people=people(count, trades=True))
    assert found.again == 0 and max(met(found).values()) == 1


@pytest.mark.claims("T077")
def test_every_table_has_three_or_four_from_six_people_on_and_1_2_5_are_told_so():
    for count in [3, 4, *range(6, 50)]:
        found = plan(count, 3)
        for turn in found.turns:
            assert {len(table) for table in turn.tables} <= {3, 4}, count
            assert sorted(name for table in turn.tables for name in table) == sorted(f"P{at}" for at in range(count))
    for count in (1, 2, 5):
        found = plan(count, 2)
        assert found.impossible == found.turns and not any(turn.tables for turn in found.turns)
        for language in LANGUAGES:
            said = evening_sheet(as_json(found), speak(language)).verdict
            assert len(said) == 1 and said[0] == speak(language).count("network_evening.impossible", count)


def test_each_listed_seating_is_what_it_says():
    for one in listed():
        seen: dict = {}
        for tables in one.rounds:
            assert sorted(point for table in tables for point in table) == list(range(one.points))
            assert {len(table) for table in tables} <= {3, 4}
            for table in tables:
                for pair in combinations(sorted(table), 2):
                    seen[pair] = seen.get(pair, 0) + 1
        assert sum(times - 1 for times in seen.values()) == one.repeats, one.name


@pytest.mark.parametrize("order", [7, 8, 9, 11, 13, 17])
def test_a_field_seats_as_many_rounds_as_it_has_numbers(order):
    pairs = [frozenset(pair) for tables in transversal(order).rounds for table in tables for pair in combinations(table, 2)]
    assert len(pairs) == len(set(pairs)) == 6 * order * order


@pytest.mark.claims("T076")
@pytest.mark.parametrize("count,rounds", [(9, 3), (12, 4), (14, 5), (20, 5), (24, 7), (30, 6), (40, 8), (60, 6)])
def test_same_disciplines_share_a_table_no_more_than_by_chance_and_it_is_said(count, rounds):
    found = plan(count, rounds, people=people(count, trades=True))
    trade = {row[0]: row[1] for row in people(count, trades=True)}
    same = sum(times for pair, times in met(found).items() if len({trade[name] for name in pair}) == 1)
    groups = [list(trade.values()).count(one) for one in set(trade.values())]
    chance = sum(math.comb(size, 2) for size in groups) * sum(met(found).values()) / math.comb(count, 2)
    assert same == found.same <= chance and found.by_chance == pytest.approx(chance)
    assert any(str(same) in line for line in evening_sheet(as_json(found), speak("nl")).verdict)


def test_a_trade_is_the_same_in_every_language():
    found = plan(6, 1, people=[["A", "graphiste"], ["B", "grafisch ontwerper"], ["C", "graphic designer"], *people(3)])
    trades = [turn for turn in found.turns for table in turn.tables if {"A", "B", "C"} == set(table)]
    assert not trades and found.same == 1, "two tables of three: one pair has to share"


@pytest.mark.claims("T075")
@pytest.mark.parametrize("count,first,then", [(24, 4, 3), (28, 5, 4), (40, 5, 5), (33, 4, 4), (60, 6, 6)])
def test_a_second_evening_of_the_same_people_repeats_nobody(count, first, then):
    one = plan(count, first)
    other = plan(count, then, history=lines(one))
    assert max(met(one, other).values()) == 1 and other.again == 0


@pytest.mark.claims("T075")
def test_a_second_evening_with_other_people_repeats_nobody_or_says_the_minimum():
    one = plan(40, 4)
    other = plan(40, 4, people=people(38, first=4), history=lines(one))
    assert sum(times - 1 for times in met(one, other).values()) == other.again == 0
    small = plan(9, 4)
    again = plan(9, 2, history=lines(small))
    assert again.again == again.bound == 18, "nine people met everybody: each meeting repeats one"


def test_wishes_are_met_and_whom_one_must_not_meet_one_does_not():
    rows = people(24)
    wanted, unwanted = [(0, 1), (2, 3), (4, 20), (5, 6)], [(0, 2), (7, 8), (9, 10), (11, 12)]
    rows = [[name, trade, "; ".join(f"P{b}" for a, b in wanted if f"P{a}" == name),
             "; ".join(f"P{b}" for a, b in unwanted if f"P{a}" == name)] for name, trade in rows]
    found = plan(24, 6, people=rows)
    seen = met(found)
    assert found.again == 0 and found.unmet == found.avoided == ()
    assert all(seen[frozenset((f"P{a}", f"P{b}"))] == 1 for a, b in wanted)
    assert all(seen[frozenset((f"P{a}", f"P{b}"))] == 0 for a, b in unwanted)


def test_who_must_not_meet_and_cannot_be_kept_apart_is_named():
    found = plan(4, 1, people=[["A", "", "", "B"], ["B"], ["C"], ["D"]])
    assert found.avoided == (("A", "B"),)
    assert "A – B" in " ".join(evening_sheet(as_json(found), speak("fr")).verdict)


def test_late_and_absent_are_planned_anew_and_rounds_that_were_held_stay():
    before = plan(22, 5)
    rows = [[name, "", "", "", "", "2" if name in ("P5", "P9") else ""] for name, _ in people(22)] + [["Late", "", "", "", "3"]]
    after = plan(23, 5, people=rows, held=lines(before, 0, 2))
    assert [turn.tables for turn in after.turns[:2]] == [turn.tables for turn in before.turns[:2]]
    assert [turn.held for turn in after.turns] == [True, True, False, False, False]
    seated = {name for table in after.turns[3].tables for name in table}
    assert "Late" in seated and not seated & {"P5", "P9"} and len(seated) == 21
    assert after.again == 0 and max(met(after).values()) == 1


@pytest.mark.claims("T079")
def test_times_follow_from_minutes_and_people_and_too_long_is_said_by_how_much():
    found = plan(24, 5, pitch=4, change=3, start="18h30", available=90)
    said = as_json(found)
    assert [turn["begins"] for turn in said["rounds"]] == ["18:30", "18:49", "19:08", "19:27", "19:46"]
    assert said["rounds"][-1]["ends"] == said["ends"] == "20:02" and said["minutes"] == 16
    assert said["over"] == 5 * 16 + 4 * 3 - 90 == 2
    assert "2 minutes too long" in " ".join(evening_sheet(said, speak("en")).verdict)
    fits = evening_sheet(as_json(plan(24, 5, round_minutes=10, change=2, available=90)), speak("en")).verdict
    assert "32 minutes are left" in " ".join(fits)


def test_everybody_has_a_route_and_paper_has_their_cards():
    import io

    from pypdf import PdfReader

    from workflows.pages.registry import PAGES
    found = as_json(plan(13, 3, people=people(13, trades=True), title="Printemps"))
    for name, tables in found["routes"].items():
        assert all(name in found["rounds"][at]["tables"][table - 1] for at, table in enumerate(tables))
    from datetime import date
    paper = PAGES["network_evening"].made_pdf(found, speak("fr"), date(2026, 11, 26))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "Printemps" in text and text.count("Ce que je cherche") == 13 and all(f"P{at}" in text for at in range(13))


@pytest.mark.parametrize("rows,words", [
    ([["A"], ["a"]], "line 1 already"), ([["A", "", "Zed"], ["B"]], "nobody else’s name"), ([["A", "", "", "", "9"]], "no round"),
    ([["A", "", "", "", "3", "1"]], "before arriving"), ([["", "photo"]], "give a name")])
def test_what_does_not_fit_is_said_with_its_line(rows, words):
    from workflows.questions.link import fitting
    _, problems = fitting({"people": rows, "rounds": 4}, EveningQuestions, speak("en"))
    assert any(words in problem.sentence for problem in problems), [problem.sentence for problem in problems]


def test_a_seat_taken_twice_and_half_a_table_are_refused():
    from workflows.questions.link import fitting
    for field, text in (("history", "1 | A; B; C\n1 | A; D; E"), ("held", "1 | A"), ("history", "1 | A; A; B")):
        _, problems = fitting({field: text}, EveningQuestions, speak("fr"))
        assert [problem.field for problem in problems] == [field]


def test_rows_tables_and_text_are_the_same_question():
    import json
    text = "P0;photo\nP1;;P2\nP2\nP3"
    rows = [["P0", "photo"], ["P1", "", "P2"], ["P2"], ["P3"]]
    assert EveningQuestions(people=text).people == EveningQuestions(people=rows).people == \
        EveningQuestions(people=json.dumps(rows)).people


@settings(max_examples=25, deadline=None)
@given(st.integers(6, 30), st.integers(1, 6), st.integers(1, 5))
def test_any_number_is_seated_whole_and_the_bound_is_never_above_what_was_found(count, rounds, seed):
    found = plan(count, rounds, seed=seed)
    assert all(sum(map(len, turn.tables)) == count and {len(table) for table in turn.tables} <= {3, 4} for turn in found.turns)
    assert found.bound <= found.again == sum(times - 1 for times in met(found).values())


@settings(max_examples=50, deadline=None)
@given(st.integers(6, 20), st.integers(1, 8))
def test_the_bound_by_counting_holds_for_people_seated_by_lot(count, rounds):
    chance = np.random.default_rng(count * 10 + rounds)
    tables, seen = count // 3, {}
    for _ in range(rounds):
        order = list(chance.permutation(count))
        fours = count - 3 * tables
        seats = [order[4 * at:4 * at + 4] for at in range(fours)] + [
            order[4 * fours + 3 * at:4 * fours + 3 * at + 3] for at in range(tables - fours)]
        for table in seats:
            for pair in combinations(sorted(map(int, table)), 2):
                seen[pair] = seen.get(pair, 0) + 1
    assert least_repeats(range(count), np.zeros((count, count)), rounds) <= sum(times - 1 for times in seen.values())


@pytest.mark.claims("T062")
@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_matching_of_any_wishes_is_stable_and_within_capacities(data):
    mentees, mentors = data.draw(st.integers(1, 7)), data.draw(st.integers(1, 5))
    capacities = data.draw(st.lists(st.integers(0, 3), min_size=mentors, max_size=mentors))
    wishes = [data.draw(st.lists(st.integers(0, mentors - 1), unique=True)) for _ in range(mentees)]
    ranks = [[float(place) for place in data.draw(st.permutations(range(mentees)))] for _ in range(mentors)]
    found = stable(wishes, ranks, capacities)
    assert blocking(wishes, ranks, capacities, found) == []
    assert all(found.count(mentor) <= capacities[mentor] for mentor in range(mentors))


def test_people_come_from_a_sheet_of_their_own_and_an_empty_cell_stays_empty(tmp_path):
    from openpyxl import Workbook

    from workflows.batch.table import read_table
    book = Workbook()
    for row in (["name", "language", "rounds"], ["Printemps", "fr", 2], ["Automne", "nl", 1]):
        book.active.append(row)
    sheet = book.create_sheet("people")
    for row in (["row", "name", "discipline", "meet"], [2, "Ana", None, "Dan"], [2, "Bob", "photo"], [2, "Cem"], [2, "Dan"], [3, "Eve"]):
        sheet.append(row)
    book.save(tmp_path / "evenings.xlsx")
    first, second = read_table(tmp_path / "evenings.xlsx", EveningQuestions, speak("fr"), "fr")
    asked = EveningQuestions(**first.values)
    assert [one.name for one in asked.guests()] == ["Ana", "Bob", "Cem", "Dan"] and asked.guests()[0].meet == ("Dan",)
    assert asked.guests()[1].discipline == "photo" and [one.name for one in EveningQuestions(**second.values).guests()] == ["Eve"]
