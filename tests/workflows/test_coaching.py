"""Growth coaching: formulas and whole answers against cases with their sources, the claims of the workshop, the speed."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from tests.workflows.test_cases import found_at
from workflows.coaching import indicators
from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.facts import Facts
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.services import SERVICES, STATES, RefusedRule, _read, rules, services
from workflows.coaching.sheet import coaching_sheet
from workflows.law.library import shelf
from workflows.pages.registry import PAGES
from workflows.simulation.setting import Setting
from workflows.simulation.ways import Ways
from workflows.words.catalogue import LANGUAGES, speak

CASES = Path(__file__).parent.parent / "cases" / "coaching"
FULL = {"wanted_net": 1_800, "hire_month": 7, "hire_days": 16, "clients": "12000;8000;4000", "cash": 9_000, "receivables": 9_000,
        "payables": 500, "pipeline": "5000/50%;3000/20%", "turnover_year": 62_000, "billed_days": 150, "real": "4000;5000",
        "own_day_rate": 420, "own_conversion": 0.5, "skills": [["selling", "2", "1/9/2026"]]}


def cases(name):
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))]


def said(**answers) -> dict:
    return json.loads(json.dumps(as_json(coach(CoachingQuestions(**answers))), allow_nan=False))


def sections(answer, language="fr") -> dict:
    return {section.title: section for section in coaching_sheet(answer, speak(language)).sections}


@pytest.mark.parametrize("case", cases("indicators"))
def test_a_formula_gives_what_its_source_says(case):
    assert case.get("source") or case["arithmetic"]
    assert getattr(indicators, case["asks"])(*case["inputs"]) == case["expected"]


@pytest.mark.parametrize("case", cases("coach"))
def test_a_whole_answer_holds(case):
    found = said(**case["inputs"])
    for place, expected in case["expected"].items():
        assert found_at(found, place) == expected, place


@pytest.mark.claims("T046")
def test_the_growth_track_is_offered_from_50_000_euros_to_the_cent():
    at, below = said(turnover_year=50_000.00), said(turnover_year=49_999.99)
    assert at["growth"]["offered"] and not below["growth"]["offered"]
    assert at["growth"]["fee"] == 3_250.0 and at["growth"]["actions"] and below["growth"]["actions"] == []
    assert shelf()["growth_track_turnover"].on(date(2026, 12, 31)).value == 50_000.0, "a dated parameter"
    for language in LANGUAGES:
        words = speak(language)
        growth = sections(at, language)[words("coaching.section.growth")]
        assert words.formats.money(3_250) in growth.paragraphs[0] and words.formats.money(50_000) in growth.paragraphs[0]
        assert len(growth.paragraphs) > len(sections(below, language)[words("coaching.section.growth")].paragraphs)


@pytest.mark.claims("T063")
def test_a_member_above_the_threshold_gets_scenarios_first_hire_break_even_and_tornado():
    found = said(**FULL)
    assert found["growth"]["offered"] and {"pessimistic", "base", "optimistic", "own"} == set(found["scenarios"])
    hire = found["hire"]
    assert hire["break_even_days"] == round(hire["cost"] / (350 * (1 - 0.065 - 0.05)), 1) and hire["carries_from"] >= 7
    assert len(found["swings"]) >= 9 and found["swings"] == sorted(found["swings"], key=lambda one: -abs(one["at_high"] - one["at_low"]))
    page = sections(found)
    words = speak("fr")
    for name in ("projection", "hire", "tornado"):
        assert page[words(f"coaching.section.{name}")].table.rows


@pytest.mark.claims("T064")
@pytest.mark.parametrize(("own", "more"), [
    ({"own_day_rate": 385}, True), ({"own_days": 240}, True), ({"own_conversion": 0.45}, True), ({"own_recurring": 500}, True),
    ({"own_day_rate": 315}, False), ({"own_conversion": 0.15}, False), ({"own_fixed_costs": 600}, False)])
def test_price_days_conversion_and_recurring_clients_move_the_cash_of_36_months(own, more):
    found = said(wanted_net=1_500, **own)["scenarios"]
    base, mine = found["base"]["cash"], found["own"]["cash"]
    assert len(mine) == 36 and (mine[-1] > base[-1]) is more and mine[-1] != base[-1]


@pytest.mark.claims("T053")
def test_where_another_way_wins_it_is_said_in_plain_words_with_a_list_to_check():
    found = said(day_rate=700, utilisation=0.8, wanted_net=3_000)
    routes = found["routes"]
    assert routes["exit"] == "self_employed" or routes["exit"] == "company"
    ways = {name: way["nets"][24] for name, way in routes["ways"].items()}
    assert ways[routes["exit"]] > ways["cooperative"], "ranked by numbers only"
    words = speak("fr")
    page = sections(found)[words("coaching.section.routes")]
    assert words.formats.money(ways[routes["exit"]], cents=False) in page.paragraphs[0]
    assert "choix raisonnable" in page.paragraphs[0]
    assert words("coaching.exit.fund") in sections(found)[words("coaching.section.leaving")].paragraphs
    stays = said(day_rate=120, utilisation=0.3, days=150)
    assert stays["routes"]["exit"] == ""
    assert words("coaching.section.leaving") not in sections(stays)


def test_the_routes_are_those_of_the_simulator_at_each_months_following_year():
    found = said(**FULL)
    base = found["scenarios"]["base"]
    turnover = round(sum(base["turnover"][12:24]), 2)
    spent = round(turnover - sum(base["left"][12:24]) - 0.065 * turnover, 2)
    ways = Ways(Setting(PAGES["simulation"].model(turnover=turnover, expenses=spent, situation="none", days=124.4), shelf()))
    plain = float(ways.evaluate("cooperative", turnover, ("net_year",))["net_year"])
    assert abs(found["routes"]["ways"]["cooperative"]["nets"][12] - plain) < 1
    assert found["scenarios"]["base"]["nets"][1] == found["routes"]["ways"]["cooperative"]["nets"][12]


def test_the_wanted_net_is_what_the_needed_day_rate_leaves():
    """There and back again: invoice the needed rate on the days of the plan, and the wanted net is left."""
    found = said(wanted_net=1_800, offers=0)
    rate, days = found["indicators"]["day_rate"]["value"], found["indicators"]["day_rate"]["said"]["days"]
    again = said(wanted_net=1_800, offers=0, day_rate=rate, rise=0)
    assert abs(again["scenarios"]["base"]["nets"][0] / 12 - 1_800) < 2 and days == 110.0


@pytest.mark.claims("T082")
def test_every_rule_is_declared_explained_and_proposes_when_its_signal_says_so():
    words = [speak(language) for language in LANGUAGES]
    for rule in rules():
        assert rule.service in SERVICES and all(w(f"coaching.rule.{rule.id}") and w(f"coaching.service.{rule.service}") for w in words)
        for signal, states in rule.when:
            for state in states:
                assert state in STATES
                assert any(one.rule == rule.id or one.service == rule.service for one in services({signal: state})), rule.id
    late = said(turnover_year=52_000, receivables=20_000, payables=0)
    assert late["services"][0]["service"] == "cash_advance" and late["services"][0]["signals"] == {"payment_delay": "act"}
    found = said(**FULL)["services"]
    assert len(found) == 3 and len({one["service"] for one in found}) == 3
    assert [one.service for one in services({})] == ["advice", "mentor", "training"]


@pytest.mark.claims("T036")
@pytest.mark.parametrize("answers", [{}, FULL, {"turnover_year": 20_000}, {"hire_month": 3}, {"clients": "5000"}, {"utilisation": 1}])
def test_each_case_is_directed_to_three_services_each_with_its_reason(answers):
    found = said(**answers)["services"]
    table = sections(said(**answers))[speak("fr")("coaching.section.services")].table
    assert len(found) == 3 and all(why.endswith(".") for _, why in table.rows)


@pytest.mark.parametrize("wrong", ["late: {service: nothing}", "late: {service: van, when: {price: [awful]}}", "late: {service: van, why: no}"])
def test_a_rule_that_cannot_be_applied_is_refused(tmp_path, wrong):
    path = tmp_path / "rules.yaml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(RefusedRule, match=r"rules.yaml: late"):
        _read(path)


@pytest.mark.claims("T090")
def test_the_track_shows_the_turnover_of_one_full_time_equivalent_and_from_when_it_is_reached():
    reached, not_reached = said(day_rate=450), said(day_rate=200)
    assert reached["growth"]["fte_minimum"] == not_reached["growth"]["fte_minimum"] > 45_000
    assert reached["growth"]["fte_month"] == 1 and not_reached["growth"]["fte_month"] is None
    text = sections(reached)[speak("fr")("coaching.section.growth")].paragraphs[-1]
    assert speak("fr").formats.money(reached["growth"]["fte_minimum"], cents=False) in text


def test_what_the_books_say_answers_what_was_not_typed_and_never_what_was():
    books = Facts(date(2026, 4, 15), (("2026-01", 9_000.0), ("2026-03", 3_000.0)), (8_000.0, 4_000.0), 2_420.0, 14_520.0, 5_000.0, 1_000.0, 40.0)
    found = as_json(coach(CoachingQuestions(), facts=books))
    assert found["growth"]["turnover"] == 12_000.0 and found["growth"]["origin"] == "books"
    assert found["real"]["months"] == [9_000.0, 0.0, 3_000.0] and found["indicators"]["payment_delay"]["value"] == 60.8
    assert found["indicators"]["concentration"]["said"]["top"] == 0.6667
    assert found["indicators"]["pipeline"]["said"]["weighted"] == round((1_000 + 0.3 * 5_000) / found["indicators"]["pipeline"]["said"]["target"], 4)
    typed = as_json(coach(CoachingQuestions(turnover_year=60_000, clients="1;1"), facts=books))
    assert typed["growth"]["origin"] == "typed" and typed["indicators"]["concentration"]["said"]["top"] == 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_one_page_whatever_it_holds(language):
    answer = said(**FULL) | {"quarter": "2026-Q4", "sha256": "a" * 64, "plan": [
        {"title": "x" * 90, "owner": "Ana Peeters", "measure": "y" * 120, "due": "2026-12-31"}] * 9,
        "signed": [{"stands_as": name, "name": "Ana Peeters", "when": "26/11/2026"} for name in ("member", "adviser")]}
    for content in (answer, said(), said(day_rate=9_999, days=366, utilisation=1, rise=0.5, wanted_net=40_000)):
        paper = PdfReader(io.BytesIO(PAGES["coaching"].made_pdf(content, speak(language), date(2026, 11, 26))))
        assert len(paper.pages) == 1
    assert speak(language)("coaching.report.adviser") in paper.pages[0].extract_text()
