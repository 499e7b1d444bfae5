"""The lines of a difference sum to it to the cent, and each says what it costs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflows.law.graph import Graph
from workflows.law.library import shelf
from workflows.simulation.difference import difference
from workflows.simulation.difference_words import difference_reasons, difference_table
from workflows.simulation.graphs import SALARIED_YEAR, YEARS
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.statement import KINDS, statement
from workflows.simulation.ways import WAYS, Ways
from workflows.words.catalogue import LANGUAGES, speak

some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cents = st.integers(0, 12_000_000).map(lambda amount: amount / 100)


def ways_of(**answers) -> Ways:
    return Ways(Setting(SimulationQuestions(**answers), shelf()))


@st.composite
def situations(draw):
    household = draw(st.sampled_from(["single", "couple_one_income", "couple_two_incomes"]))
    return ways_of(
        turnover=draw(cents), expenses=draw(st.one_of(st.none(), cents)), household=household,
        situation=draw(st.sampled_from([None, "job", "none"])), kind=draw(st.sampled_from(["employee", "artist"])),
        year=draw(st.sampled_from([2024, 2025, 2026])), days=draw(st.integers(0, 260)), children=draw(st.integers(0, 6)),
        private_share=draw(st.sampled_from([0, 0.5, 1])), admin_hour_value=30, admin_hours_cooperative=draw(st.integers(0, 90)),
        admin_hours_self_employed=draw(st.integers(0, 300)), hold=draw(st.sampled_from(["days", "day_rate"])))


@some
@given(situations(), st.sampled_from(WAYS), st.sampled_from(WAYS))
def test_the_lines_sum_to_the_difference_to_the_cent(ways, first, second):
    found = difference(ways, first, second)
    own = ways.setting.questions.turnover_of_year
    nets = [round(float(ways.evaluate(way, own, ("net_year",))["net_year"]), 2) for way in (first, second)]
    assert (found.net_first, found.net_second) == tuple(nets)
    assert round(sum(line.difference for line in found.lines), 2) == found.total == round(nets[0] - nets[1], 2) + 0.0
    assert round(sum(line.first for line in found.lines), 2) == nets[0]
    assert round(sum(line.second for line in found.lines), 2) == nets[1]


@some
@given(situations(), st.sampled_from(WAYS), cents)
def test_a_statement_has_known_kinds_only_and_sums_at_any_turnover(ways, way, turnover):
    amounts = statement(ways, way, turnover)
    assert {amount.kind for amount in amounts} <= {*KINDS.values(), "vat", "unpaid_expenses", "amateur_indemnity"}
    net = float(ways.evaluate(way, turnover, ("net_year",))["net_year"])
    assert round(sum(amount.value for amount in amounts), 2) == pytest.approx(net, abs=0.0051)


def test_the_same_turnover_stands_on_both_sides_and_makes_no_difference():
    lines = {line.kind: line for line in difference(ways_of(turnover=40_000), "cooperative", "self_employed").lines}
    assert (lines["turnover"].first, lines["turnover"].second, lines["turnover"].difference) == (40_000, 40_000, 0)
    # 6.5 % of 40,000; own costs are the assumption of 2,200; expenses of 10 % are paid in both ways.
    assert (lines["cooperative"].first, lines["cooperative"].second) == (-2_600, 0)
    assert (lines["own_costs"].first, lines["own_costs"].second) == (0, -2_200)
    assert lines["expenses"].difference == 0
    assert lines["employer"].second == 0 > lines["employer"].first


def test_vat_stands_as_its_own_line_when_private_clients_pay():
    # Franchise: 21 % of 10,000 kept, 21 % of own costs of 1,000 lost.
    ways = ways_of(turnover=10_000, expenses=0, own_costs=1_000, private_share=1)
    lines = {line.kind: line for line in difference(ways, "cooperative", "self_employed").lines}
    assert lines["vat"].second == 2_100 - 210 and lines["vat"].first == 0


@pytest.mark.claims("T016", "T054")
def test_own_time_is_a_line_of_both_ways():
    ways = ways_of(turnover=40_000, admin_hour_value=30, admin_hours_cooperative=20, admin_hours_self_employed=100)
    lines = {line.kind: line for line in difference(ways, "cooperative", "self_employed").lines}
    assert (lines["own_time"].first, lines["own_time"].second, lines["own_time"].difference) == (-600, -3_000, 2_400)


def test_what_nobody_knows_stands_under_its_own_name(monkeypatch):
    graph = Graph({**SALARIED_YEAR.rules, "bonus_for_poets": lambda turnover: 0.01 * turnover})
    graph = Graph({**graph.rules, "net_year": lambda turnover, bonus_for_poets: turnover + bonus_for_poets})

    monkeypatch.setitem(YEARS, "poets", graph)

    class Poets(Ways):
        def evaluate(self, way, turnover, targets, **given):
            return graph.evaluate(targets, {"turnover": turnover})

    found = statement(Poets(ways_of().setting), "poets", 10_000.0)
    assert [(amount.kind, amount.value) for amount in found] == [("turnover", 10_000.0), ("bonus_for_poets", 100.0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_shows_every_line_and_its_sum(language):
    words, found = speak(language), difference(ways_of(turnover=40_000), "cooperative", "self_employed")
    head, *rows, total = difference_table(found, words)
    assert len(rows) == len(found.lines) and head[1] == words("way.cooperative")
    assert total[1:] == (words.formats.money(found.net_first), words.formats.money(found.net_second),
                         words.formats.signed(found.total))


def test_the_reasons_name_what_weighs_most_first_for_then_against():
    found = difference(ways_of(turnover=40_000), "self_employed", "cooperative")
    assert found.total > 0
    first, *_, last = difference_reasons(found, speak("en"))
    assert first.startswith("Employer (contributions, insurance, margin):") and first.endswith("in its favour.")
    assert last.endswith("against it.")
