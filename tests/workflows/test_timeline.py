"""Thirty-six months and what is still owed are the three years' nets: no euro comes from nowhere, none is lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflows.law.library import shelf
from workflows.simulation.chart import INKS
from workflows.simulation.compare import compare
from workflows.simulation.delays import MONTHS, delayed, over_months
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.timeline import pays_more_from, timelines
from workflows.simulation.timeline_words import month_name, timeline_chart, timeline_held, timeline_sentences, timeline_table
from workflows.words.catalogue import LANGUAGES, speak

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ask(start=None, closing=None, names=None, **answers):
    questions = SimulationQuestions(**answers)
    answer = compare(questions, scan=False)
    names = names or [name for name, way in answer.ways.items() if way.years]
    return answer, timelines(answer, Setting(questions, shelf()), names, start, closing)


@pytest.mark.claims("T085")
@some
@given(st.integers(0, 12_000_000).map(lambda cents: cents / 100), st.sampled_from(["employee", "artist"]),
       st.sampled_from([None, "job"]), st.sampled_from([None, 40]), st.lists(st.integers(0, 9_000), min_size=12, max_size=12),
       st.booleans())
def test_the_months_and_what_is_owed_are_the_three_nets(turnover, kind, situation, hours, months, by_month):
    amounts = {"turnover_by_month": tuple(months)} if by_month and sum(months) else {"turnover": turnover}
    answer, found = ask(kind=kind, situation=situation, admin_hour_value=30, admin_hours_cooperative=hours,
                        admin_hours_self_employed=hours, closing={"cooperative": 123.45}, **amounts)
    for name, timeline in found.items():
        in_all = sum(timeline.months) + sum(timeline.awaited.values())
        assert in_all == pytest.approx(sum(timeline.nets) - timeline.start - timeline.closing, abs=1e-6)
        assert timeline.cumulated[-1] == pytest.approx(sum(timeline.months), abs=1e-6)
        assert all(len(line) == MONTHS for line in timeline.lines.values())
        years = answer.ways[name].years
        assert timeline.nets[0] == years["first"].net and timeline.nets[2] == years["third"].net


def test_pay_comes_after_seven_working_days_and_clients_pay_after_52():
    _, found = ask(turnover=36_500, expenses=0, own_costs=0)
    # 9.8 of 30.42 days: 67.8 % of the first month's pay comes in it; nothing of 52 days does, 29.0 % of it in the second.
    pay = found["cooperative"].lines["received"]
    assert pay[0] / pay[1] == pytest.approx(1 - 9.8 / (365 / 12), abs=1e-3)
    clients = found["self_employed"].lines["received"]
    assert clients[0] == 0 and clients[1] / clients[5] == pytest.approx(2 - 52 / (365 / 12), abs=1e-3)
    assert found["self_employed"].awaited["received"] == pytest.approx(36_500 * 52 / 365, abs=0.02)


def test_contributions_go_every_quarter_and_their_settlement_and_the_tax_later():
    answer, found = ask(turnover=40_000, situation="none")
    lines, years = found["self_employed"].lines, answer.ways["self_employed"].years
    paid = {month for month, amount in enumerate(lines["contributions"], 1) if amount}
    assert paid == {3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36}
    assert -sum(lines["contributions"][:12]) == pytest.approx(years["first"].contributions)
    assert [month for month, amount in enumerate(lines["contribution_bill"], 1) if amount] == [30]
    assert -lines["contribution_bill"][29] == pytest.approx(years["first"].bill_later)
    assert [month for month, amount in enumerate(lines["assessment"], 1) if amount] == [21, 33]
    assert found["self_employed"].later == pytest.approx(-years["first"].bill_later - years["third"].bill_later)


def test_the_fund_pays_holidays_in_june_of_the_next_year_and_an_employee_with_the_contract():
    answer, found = ask(kind="artist", turnover=40_000)
    holiday = found["cooperative"].lines["holiday"]
    assert [month for month, amount in enumerate(holiday, 1) if amount] == [18, 30]
    assert found["cooperative"].later == answer.ways["cooperative"].holiday_pay == holiday[17]
    _, employee = ask(turnover=40_000)
    assert all(employee["cooperative"].lines["holiday"])


def test_start_and_closing_costs_fall_on_the_first_and_last_month():
    _, found = ask(start={"cooperative": 50}, closing={"self_employed": 300})
    assert found["cooperative"].lines["start"][0] == -50 and "closing" not in found["cooperative"].lines
    # 111.50 for the registration and 81.07 for the VAT number.
    assert found["self_employed"].lines["start"][0] == -192.57 and found["self_employed"].lines["closing"][35] == -300


@pytest.mark.claims("T054")
def test_own_time_counts_only_when_typed_for_every_way():
    _, both = ask(admin_hour_value=30, admin_hours_cooperative=12, admin_hours_self_employed=120)
    assert both["cooperative"].lines["own_time"] == (-30.0,) * 36 and both["self_employed"].lines["own_time"][0] == -300
    answer, one = ask(admin_hour_value=30, admin_hours_self_employed=120)
    assert all("own_time" not in timeline.lines for timeline in one.values())
    assert one["self_employed"].nets[2] == answer.ways["self_employed"].years["third"].net + 3_600


def test_for_good_means_until_the_end():
    _, found = ask(turnover=40_000, situation="none")
    first, second = found["self_employed"], found["cooperative"]
    month = pays_more_from(first, second)
    assert all(a > b for a, b in zip(first.cumulated[month - 1:], second.cumulated[month - 1:], strict=True))
    assert month == 1 or first.cumulated[month - 2] <= second.cumulated[month - 2]
    assert pays_more_from(second, first) is None
    assert pays_more_from(first, first) is None
    ahead = replace(first, cumulated=tuple(amount + 1 for amount in first.cumulated))
    assert pays_more_from(ahead, first) == 1


@given(st.lists(st.integers(-10**9, 10**9), min_size=1, max_size=40), st.floats(0, 400))
def test_a_delay_loses_no_cent(months, days):
    arrived, after = delayed(months, days)
    assert sum(arrived) + after == sum(months) and len(arrived) == len(months)
    assert delayed(months, 0) == (months, 0)


@given(st.integers(-10**9, 10**9), st.lists(st.integers(1, 1_000), min_size=1, max_size=12))
def test_months_sum_to_the_year(cents, weights):
    found = over_months(cents, [weight / sum(weights) for weight in weights])
    assert sum(found) == cents and len(found) == len(weights)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_name_the_month_and_every_amount(language):
    words, (_, found) = speak(language), ask(turnover=40_000, situation="none", names=("cooperative", "self_employed"))
    said = timeline_sentences(found, 2026, words)
    month = pays_more_from(found["self_employed"], found["cooperative"])
    assert month_name(month, 2026, words) in said[0] and words("way.self_employed.in") in said[0]
    assert any(words.formats.money(-min(found["self_employed"].cumulated)) in sentence for sentence in said)
    head, *rows, last = timeline_table(found["self_employed"], 2026, words)
    assert len(rows) == MONTHS and {len(row) for row in (head, *rows, last)} == {len(head)}
    assert rows[-1][-1] == words.formats.money(found["self_employed"].cumulated[-1])
    chart = timeline_chart(found, INKS, 2026, words)
    assert len(chart.xs) == 37 and all(len(line.values) == 37 for line in chart.series)
    assert len(timeline_held(words)) == 2
