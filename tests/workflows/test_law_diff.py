"""Two years of law side by side, and invented people to the cent: a yearly update is one change of data and one command."""

import json
import re
import shutil

import pytest

from tests.personas import AMOUNTS, computed, differences, expected
from workflows.cli.main import main
from workflows.law.changes import changed, lacking
from workflows.law.library import shelf
from workflows.settings import data_folder
from workflows.simulation.compare import compare
from workflows.simulation.personas import moves, personas
from workflows.words.catalogue import LANGUAGES

PEOPLE = personas()


def diff(capsys, *arguments) -> dict:
    assert main(["law", "diff", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_there_are_at_least_four_hundred_people_with_names_that_can_be_read():
    names = [persona.id for persona in PEOPLE]
    assert len(names) == len(set(names)) >= 400 and "2026-artist-single-parent-24000-job" in names
    assert all(re.fullmatch(r"20\d\d-[a-z0-9-]+", name) for name in names)
    one = next(persona for persona in PEOPLE if persona.id == "2026-artist-single-parent-24000-job").questions
    assert (one.year, one.kind, one.children, one.household, one.turnover, one.situation) == (2026, "artist", 2, "single", 24_000, "job")


YEARS = {persona.questions.year for persona in PEOPLE}


@pytest.mark.parametrize("year", [max(YEARS), *(pytest.param(year, marks=pytest.mark.slow) for year in sorted(YEARS)[:-1])])
def test_everyone_gets_what_stands_in_the_file_to_the_cent(year):
    found = {persona.id: computed(persona) for persona in PEOPLE if persona.questions.year == year}
    assert differences(expected(year), found) == []
    assert all(set(amounts) == set(AMOUNTS) for ways in found.values() for amounts in ways.values())


def test_what_changed_is_said_for_who_reviews_it():
    old = {"a": {"one": {"net_year": 10.0}}, "b": {"one": {"net_year": 5.0}}, "gone": {"one": {"net_year": 1.0}}}
    new = {"a": {"one": {"net_year": 12.5}}, "b": {"one": {"net_year": 5.0}, "two": {"net_year": 1.0}}, "c": {"one": {"net_year": 1.0}}}
    assert differences(old, new) == ["1 new: c", "1 gone: gone", "one: 1 of 2 differ; net_year by +2.50 to +2.50, median +2.50",
                                     "two: opens to 1, closes to 0"]
    assert differences(new, new) == []


def test_the_minimum_income_of_2026_is_365_euros_20_more_and_rates_stay():
    found = {change.parameter.id: change for change in changed(shelf(), 2025, 2026)}
    assert found["self_employed_minimum_income"].difference == round(17_374.08 - 17_008.88, 2)
    assert found["tax_brackets"].difference == (400, 710, 1230)
    assert "self_employed_rate_1" not in found and "cooperative_contribution_rate" not in found


def test_there_and_back_is_the_opposite_and_the_same_year_is_nothing():
    there, back = ({change.parameter.id: change.difference for change in changed(shelf(), *years)} for years in ((2024, 2025), (2025, 2024)))
    numbers = [name for name, value in there.items() if isinstance(value, float) and value]
    assert len(numbers) > 5 and all(back[name] == -there[name] for name in numbers)
    assert changed(shelf(), 2025, 2025) == () and all(move.difference == 0 for move in moves(shelf(), 2025, 2025)[0])


def test_values_within_the_year_are_told_with_their_days(capsys):
    change = next(c for c in diff(capsys, "2025", "2026")["parameters"] if c["name"] == "minimum_monthly_wage")
    assert [(of["valid_from"], of["value"]) for of in change["during"]] == [
        ("2026-01-01", 2154.11), ("2026-04-01", 2189.81), ("2026-07-01", 2233.61)]


def test_the_answer_says_status_source_and_who_moves(capsys):
    found = diff(capsys, "2025", "2026")
    assert set(found) == {"then", "now", "edition", "parameters", "lacking", "personas", "summary"} and found["lacking"] == []
    for change in found["parameters"]:
        assert change["now"]["status"] and change["now"]["source"] and set(change["label"]) == set(LANGUAGES)
    expected_move = {year: next(compare(p.questions, scan=False).ways["cooperative"].net_year for p in PEOPLE if p.id == f"{year}-employee-single-24000-job")
                     for year in (2025, 2026)}
    one = next(persona for persona in found["personas"] if persona["name"] == "employee-single-24000-job")["ways"]["cooperative"]
    assert one == {"then": expected_move[2025], "now": expected_move[2026], "difference": round(expected_move[2026] - expected_move[2025], 2)}
    for way, summary in found["summary"].items():
        all_of_it = [persona["ways"][way]["difference"] for persona in found["personas"] if way in persona["ways"]]
        assert summary["personas"] == len(all_of_it) and summary["most"] == max(all_of_it) and summary["moved"] == sum(d != 0 for d in all_of_it)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_sentences_too(capsys, language):
    assert main(["law", "diff", "2026", "2027", "--language", language]) == 0
    said = capsys.readouterr().out
    assert "self_employed_minimum_income" in said and "2027" in said and "{" not in said


@pytest.mark.parametrize("years", [("1926", "2026"), ("2025", "soon"), ("2025", "99999999999"), ("0000", "2026"), ("2025", "-2026x"), ("²⁰²⁶", "2025"), ("2025",)])
def test_what_is_no_year_gets_a_sentence(capsys, years):
    assert main(["law", "diff", *years, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip().endswith((".", "?")) and "Traceback" not in said.err


def test_a_yearly_update_is_one_change_of_data_and_this_command(capsys, tmp_path, monkeypatch):
    """2027 with the law of 2026, but a minimum income of 18,000: who pays the minimum loses the contributions on 625.92 more."""
    assert "self_employed_minimum_income" in diff(capsys, "2026", "2027")["lacking"]
    data = tmp_path / "data"
    shutil.copytree(data_folder(), data)
    for path in (data / "law").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("valid_to: 2026-12-31", "valid_to: 2027-12-31"), encoding="utf-8")
    path = data / "law" / "self_employed.yaml"
    old = "{valid_from: 2026-01-01, valid_to: 2027-12-31, value: 17374.08, status: confirmed, source: tamtam_2026}"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    new = old.replace("2027-12-31", "2026-12-31") + "\n      - " + old.replace("2026-01-01", "2027-01-01").replace("17374.08", "18000.00")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("ATELIER_DATA", str(data))
    found = diff(capsys, "2026", "2027")
    assert [change["name"] for change in found["parameters"]] == ["self_employed_minimum_income"] and found["lacking"] == []
    assert found["parameters"][0]["difference"] == 625.92
    moved = {persona["name"]: {way: of["difference"] for way, of in persona["ways"].items()} for persona in found["personas"]}
    fee = 1 + shelf()["fund_fee"].on(shelf().edition).value
    assert moved["employee-single-parent-24000-benefits"]["self_employed"] == pytest.approx(-625.92 * 0.205 * fee, abs=0.04)  # four rounded quarters
    assert moved["employee-single-95000-benefits"]["self_employed"] == 0
    # The wages of July 2026 now hold from January on.
    assert moved["employee-single-24000-job"]["cooperative"] != 0
    assert lacking(changed(shelf(), 2026, 2027)) == ()
