"""Law files that cannot be trusted are refused, with file and line."""

from datetime import date
from pathlib import Path

import pytest

from workflows.law.library import shelf
from workflows.law.parameters import Source
from workflows.law.reading import RefusedLaw, read_parameters

SOURCES = {"somebody": Source(dict.fromkeys(("fr", "nl", "en"), "Somebody"))}
HEAD = "checked_on: 2026-01-01\nentered_on: 2026-01-01\nparameters:\n"
GOOD = """\
  rate:
    name: {fr: taux, nl: tarief, en: rate}
    unit: rate
    values:
      - {valid_from: 2024-01-01, valid_to: 2024-12-31, value: 0.1, status: confirmed, source: somebody}
      - {valid_from: 2025-01-01, value: 0.2, status: confirmed, source: somebody}
"""


def law(tmp_path, body: str) -> Path:
    path = tmp_path / "law.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path):
    rate = read_parameters(law(tmp_path, GOOD), SOURCES)["rate"]
    assert rate.on(date(2024, 12, 31)).value == 0.1 and rate.on(date(2030, 1, 1)).value == 0.2


@pytest.mark.parametrize(("old", "new", "line", "why"), [
    ("2025-01-01, value: 0.2", "2025-02-01, value: 0.2", 9, "gap"),
    ("2025-01-01, value: 0.2", "2024-06-01, value: 0.2", 9, "overlap"),
    ("    unit: rate\n", "", 5, "unit"),
    (", source: somebody}\n      - {valid_from: 2025", "}\n      - {valid_from: 2025", 8, "source"),
    ("source: somebody}\n      - {valid_from: 2025", "source: nobody}\n      - {valid_from: 2025", 8, "source"),
    ("status: confirmed, source: somebody}\n      - {valid_from: 2025", "status: sure, source: somebody}\n      - {valid_from: 2025", 8, "status"),
    ("{fr: taux, nl: tarief, en: rate}", "{fr: taux, en: rate}", 5, "fr, nl and en"),
    ("value: 0.1, ", "", 8, "value"),
    ("valid_from: 2024-01-01", "valid_from: soon", 8, "date"),
    ("valid_from: 2024-01-01", "valid_form: 2024-01-01", 8, "unknown key"),
    ("valid_to: 2024-12-31", "valid_to: 2023-12-31", 9, "gap"),
])
def test_what_is_wrong_is_refused_with_file_and_line(tmp_path, old, new, line, why):
    assert old in GOOD
    with pytest.raises(RefusedLaw) as refused:
        read_parameters(law(tmp_path, GOOD.replace(old, new)), SOURCES)
    assert str(refused.value).startswith(f"law.yaml:{line}: ") and why in str(refused.value)


def test_broken_yaml_is_refused_with_its_line(tmp_path):
    with pytest.raises(RefusedLaw, match=r"^law.yaml:\d+: no YAML"):
        read_parameters(law(tmp_path, "  rate: [1, 2\n"), SOURCES)


def test_a_withdrawn_figure_still_answers_for_its_own_edition(tmp_path):
    last = "      - {valid_from: 2025-01-01, value: 0.2, status: confirmed, source: somebody}\n"
    body = GOOD.replace(last, last.replace("}", ", withdrawn_on: 2026-03-01}")
                        + last.replace("0.2", "0.3").replace("}", ", entered_on: 2026-03-01}"))
    path = law(tmp_path, body)
    assert read_parameters(path, SOURCES)["rate"].on(date(2025, 5, 1)).value == 0.3
    before = read_parameters(path, SOURCES, edition=date(2026, 2, 1))["rate"]
    assert before.on(date(2025, 5, 1)).value == 0.2


def test_a_value_that_now_ends_still_answers_an_edition_that_did_not_know_it(tmp_path):
    ends = GOOD.replace("2025-01-01, value: 0.2", "2025-01-01, valid_to: 2026-06-30, value: 0.2")
    path = law(tmp_path, ends + "      - {valid_from: 2026-07-01, value: 0.3, status: confirmed, source: somebody, entered_on: 2026-06-20}\n")
    assert read_parameters(path, SOURCES)["rate"].on(date(2026, 8, 1)).value == 0.3
    assert read_parameters(path, SOURCES, edition=date(2026, 6, 19))["rate"].on(date(2026, 8, 1)).value == 0.2


def test_every_edition_there_was_still_answers():
    from workflows.simulation.compare import compare
    from workflows.simulation.questions import SimulationQuestions
    days = {day for p in shelf().parameters.values() for f in p.figures for day in (f.entered_on, f.withdrawn_on) if day}
    for edition in days:
        for year in (2024, 2025, 2026):
            assert compare(SimulationQuestions(year=year), shelf(edition), scan=False).edition == edition


def test_every_month_of_three_years_has_every_figure_that_the_ways_need():
    from workflows.simulation.graphs import MONTH, SALARIED_YEAR, SUMS, YEARS
    needs = {*MONTH.needs(tuple(SUMS.values())), *SALARIED_YEAR.needs(("net_year",)),
             *(name for graph in YEARS.values() for name in graph.needs(("net_year",)))}
    figures = shelf().parameters
    used = needs & set(figures)
    assert len(used) > 40
    for name in used:
        for year in (2024, 2025, 2026):
            for month in range(1, 13):
                assert figures[name].on(date(year, month, 1)).value is not None, (name, year, month)


def test_the_work_bonus_of_2026_has_four_periods():
    bonus = shelf()["work_bonus_a_worker"]
    months = [bonus.on(date(2026, month, 1)).value for month in range(1, 13)]
    assert len(set(months)) == 4
    assert [months[0] == months[1], months[2] != months[1], months[3] != months[2], months[6] != months[5]] == [True] * 4


def test_every_figure_carries_unit_status_source_and_day_of_check():
    for parameter in shelf().parameters.values():
        assert parameter.unit and set(parameter.name) == {"fr", "nl", "en"}
        for figure in parameter.figures:
            assert figure.source.titles["fr"] and figure.checked_on and figure.status
            assert figure.status == "assumption" or "memory" not in figure.source.titles["en"].lower()


def test_what_is_remembered_is_never_shown_as_law():
    remembered = [f for p in shelf().parameters.values() for f in p.figures if f.source.titles["en"].startswith("Remembered")]
    assert remembered and all(figure.status == "assumption" for figure in remembered)
