"""Paying members before clients pay: the ledger of every day against Little's law, the dossier's figures, the trap."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workflows.questions.problems import problems
from workflows.reform.cash import DAYS, closed_form, invoiced, needed
from workflows.reform.treasury import treasury
from workflows.reform.treasury_json import as_json
from workflows.reform.treasury_questions import TreasuryQuestions
from workflows.words.catalogue import speak

TOY = 280_517_351.42
"""The dossier's toy turnover, EUR a year."""


def asked(**answers) -> dict:
    return as_json(treasury(TreasuryQuestions(**answers)))


@pytest.mark.claims("T040")
def test_all_clients_at_ninety_days_and_members_at_nine_is_the_figure_of_the_workshop():
    """T040: 0.2075 EUR for each EUR of yearly turnover; 58.2 million on the toy 280.5 million."""
    found = asked(turnover=TOY, terms="90/100%", pay_days=9)
    assert round(found["need"]["average"] / TOY, 4) == 0.2075 and round(found["need"]["average"] / 1e6, 1) == 58.2


@pytest.mark.parametrize(("pay_days", "millions"), [(7, 31.62), (9, 30.18)])
def test_the_toy_needs_of_the_dossier_are_reproduced(pay_days, millions):
    assert round(asked(turnover=TOY, pay_days=pay_days)["need"]["average"] / 1e6, 2) == millions


def test_a_million_of_turnover_of_the_dossier():
    """Per million, members at 7 days, clients at 51 on average: 112,712 EUR, and 2,562 EUR for each day."""
    found = asked(turnover=1_000_000, pay_days=7)
    assert (round(found["need"]["average"]), round(found["per_day"])) == (112_712, 2_562)


@pytest.mark.claims("T038", "T040")
@given(pay=st.integers(0, 120), days=st.lists(st.integers(0, 200), min_size=1, max_size=4, unique=True),
       season=st.one_of(st.just(()), st.lists(st.integers(1, 300), min_size=12, max_size=12).map(tuple)))
@settings(max_examples=60, deadline=None)
def test_the_ledger_of_every_day_meets_the_closed_form(pay, days, season):
    """Little's law: within 0.1 % of the turnover of one day's need, whatever the season."""
    terms = tuple((day, 1 / len(days)) for day in days)
    daily = needed(invoiced(1_000_000.0, season), 0.065, terms, pay)
    assert daily.mean() == pytest.approx(closed_form(1_000_000.0, 0.065, terms, pay), rel=1e-3, abs=3)


def test_the_trap_fees_that_pile_up_would_halve_the_need():
    """Left in the balance, two years of fees hide more than half of the need; here each year needs as much as the next."""
    work, terms = invoiced(1_000_000.0, ()), ((30, 0.5), (60, 0.3), (90, 0.2))
    honest = needed(work, 0.065, terms, 9)
    balance = np.zeros(3 * DAYS)
    balance[9:] -= 0.935 * np.tile(work, 3)[:-9]
    for term, share in terms:
        balance[term:] += share * np.tile(work, 3)[:3 * DAYS - term]
    trapped = -np.cumsum(balance)[-DAYS:]
    assert trapped.mean() < honest.mean() / 2
    assert honest[0] == pytest.approx(honest[-1]) and honest.mean() == pytest.approx(closed_form(1e6, 0.065, terms, 9))


def test_an_even_year_has_no_hardest_month_and_a_season_has_one():
    from workflows.reform.treasury_sheet import sheet
    even, busy = asked(), asked(season=[100] * 10 + [300, 100])
    assert even["need"]["peak"] == pytest.approx(even["need"]["average"])
    assert "same all year" in sheet(even, speak("en")).tiles[1].note
    assert busy["need"]["peak"] > 1.3 * busy["need"]["average"] and busy["need"]["peak_month"] in (11, 12)
    assert speak("en").formats.month(busy["need"]["peak_month"]) in sheet(busy, speak("en")).tiles[1].note
    assert busy["need"]["peak"] == max(month["highest"] for month in busy["months"])


def test_a_season_of_a_quarter_raises_the_peak_as_the_dossier_found():
    """A sine of 25 % over the year: 39.0 and 37.3 million, within the half million that months instead of days make."""
    season = [100 + 25 * np.sin(2 * np.pi * (month + 0.5) / 12) for month in range(12)]
    for pay_days, millions in ((7, 39.0), (9, 37.3)):
        assert abs(asked(turnover=TOY, pay_days=pay_days, season=season)["need"]["peak"] / 1e6 - millions) < 0.5


def test_clients_who_pay_first_cost_nothing():
    found = asked(pay_days=30, terms="10/100%")
    assert found["need"]["average"] < 0 and found["need"]["cost"] == 0


def test_each_payment_day_takes_off_the_same():
    needs = [asked(pay_days=days)["need"]["average"] for days in (7, 8, 9)]
    per_day = asked()["per_day"]
    assert needs[0] - needs[1] == pytest.approx(per_day, abs=0.02) and needs[1] - needs[2] == pytest.approx(per_day, abs=0.02)


MOVES = [({"pay_days": 7}, {"pay_days": 9}, "average", -1), ({"terms": "30/100%"}, {"terms": "60/100%"}, "average", 1),
         ({"turnover": 1e6}, {"turnover": 2e6}, "average", 1), ({}, {"season": [1] * 11 + [3]}, "peak", 1),
         ({"fee": 0.05}, {"fee": 0.08}, "average", -1), ({"cost_of_money": 0.03}, {"cost_of_money": 0.05}, "cost", 1)]


@pytest.mark.parametrize(("before", "after", "name", "direction"), MOVES)
def test_each_question_moves_the_need_in_the_right_direction(before, after, name, direction):
    assert (asked(**after)["need"][name] - asked(**before)["need"][name]) * direction > 0


def test_every_question_is_among_the_moves():
    assert {name for before, after, *_ in MOVES for name in {**before, **after}} == set(TreasuryQuestions.model_fields)


@pytest.mark.parametrize(("answers", "field", "said"), [
    ({"terms": "30/50%; 60/40%"}, "terms", "90%"), ({"terms": "30.5/100%"}, "terms", "whole number"),
    ({"terms": "400/100%"}, "terms", "365"), ({"season": [1] * 5}, "season", "there are 5"), ({"season": [0] * 12}, "season", "zero")])
def test_what_cannot_be_is_refused_at_its_field(answers, field, said):
    with pytest.raises(ValidationError) as refused:
        TreasuryQuestions(**answers)
    (problem,) = problems(refused.value, TreasuryQuestions, speak("en"))
    assert problem.field == field and said in problem.sentence
