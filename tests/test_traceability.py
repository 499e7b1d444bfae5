"""Every line of the workshop's notes of 2015 is claimed by a test, or the table says what the software does instead."""

import re

from tests.claims import LINES, OUT, ROOT, claims, column, rows
from workflows.services.notes_2015 import notes_2015

TABLE = {line: (said, answer, tests) for line, said, answer, tests in rows()}

FIGURES = ("384.2", "50.0", "53.0", "46.0", "47.0", "48.9", "56.5", "44.1", "38.7", "2015-06", "2027-02-28", "168.30", "11.70", "23_076.92",
           "46_153.85", "61_538.46", "1_500", "3_000", "4_000", "0.2075", "58.2", "20151130T180000")
"""Figures of the notes; each is asserted somewhere."""


def test_the_table_has_every_line_once_with_what_was_said_and_what_answers_it():
    assert [line for line, *_ in rows()] == list(LINES) == [entry.id for entry in notes_2015()]
    assert all(said and answer for said, answer, _ in TABLE.values())


def test_every_line_is_claimed_by_a_test_or_is_out_of_reach_with_what_the_software_does():
    found = claims()
    assert set(found) <= set(LINES), "a test claims a line that the notes do not have"
    lacking = [line for line in LINES if line not in found and not re.match(rf"{OUT} .{{20,}}", TABLE[line][1])]
    assert lacking == []


def test_the_table_names_the_tests_that_claim_each_line():
    assert {line: tests for line, (_, _, tests) in TABLE.items()} == {line: column(line) for line in LINES}, "python -m tests.claims"


def test_the_figures_of_the_notes_are_asserted_somewhere():
    named = {name for files in claims().values() for name in files}
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path.stem in named and path.stem != "test_traceability")
    assert [figure for figure in FIGURES if figure not in text] == []
    assert "time(18)" in text and "weekday() == 0" in text
