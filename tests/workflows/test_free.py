"""Rows that are typed, pasted or linked: short ones are filled, long ones are refused with a sentence and never break."""

import pytest

from workflows.orders.questions import OrderQuestions
from workflows.questions.free import filled_rows
from workflows.questions.link import fitting
from workflows.words.catalogue import speak


@pytest.mark.parametrize("last", ["", "x"])
def test_a_line_of_seven_cells_is_a_sentence_and_no_crash(last):
    asked, wrong = fitting({"lines": [["Site", "1", "day", "350", "standard", "work", last]]}, OrderQuestions, speak("fr"))
    assert [problem.field for problem in wrong] == ["lines"] and asked.lines == ()


@pytest.mark.parametrize("said", ["[", "{}", "7", [1], [["a"], 3], {"a": 1}, None])
def test_what_is_no_row_goes_on_as_it_came(said):
    assert filled_rows(said, ("", "")) == ({} if said == "{}" else 7 if said == "7" else said)
