"""The simulation beside a second one, written plainly from the law in exact fractions: not a cent apart."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plain.against import AMOUNTS, cents_of, questions_of
from tests.plain.year import WAYS, year_of
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.ways import WAYS as OF_THE_PROJECT

ROOT = Path(__file__).resolve().parents[2]
MOVES_NO_AMOUNT = {"compare_with", "lost_benefit_days", "wanted_net", "last_months", "last_month"}


def compared(count: int, ways: int) -> tuple[int, list]:
    """How many years two processes compared, so many ways of each situation, and every difference that they found."""
    half = count // 2
    running = [subprocess.Popen([sys.executable, "-m", "tests.plain.against", *map(str, (first, half, ways))], cwd=ROOT,
                                stdout=subprocess.PIPE, text=True) for first in (0, half)]
    try:
        found = [json.loads(process.communicate()[0]) for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    return sum(part["compared"] for part in found), [wrong for part in found for wrong in part["wrong"]]


@pytest.mark.parametrize("many", [200, pytest.param(500, marks=pytest.mark.slow)])
def test_a_sample_of_situations_is_not_a_cent_apart(many):
    assert compared(many, len(WAYS)) == (many * len(WAYS), [])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_situations_are_not_a_cent_apart():
    """Four of the ten ways of each; some 80 s on two free cores."""
    assert compared(10_000, 4) == (40_000, [])


@pytest.mark.parametrize("number", range(-6, 0))
def test_the_answer_that_people_see_is_the_plain_one(number):
    """The same through the door of the project: amounts rounded to the cent, with every way beside the others."""
    questions = questions_of(number)
    for way in WAYS:
        other = {} if way == "cooperative" else {"compare_with": way}
        ways = compare(questions.model_copy(update=other), scan=False).ways
        plain = year_of(questions.model_dump(), way)
        seen = {name: getattr(ways[way], name) for name in AMOUNTS.values()}
        assert seen == {said: cents_of(plain.get(name, 0)) for name, said in AMOUNTS.items()}, way


def test_every_question_that_moves_an_amount_is_drawn():
    drawn = {name for number in range(200) for name in questions_of(number).typed()}
    assert drawn == set(SimulationQuestions.model_fields) - MOVES_NO_AMOUNT
    assert set(WAYS) == set(OF_THE_PROJECT)


def test_the_plain_one_owes_nothing_to_the_project():
    """Else both could be wrong together: only the file that compares them knows both."""
    for path in sorted((ROOT / "tests" / "plain").glob("*.py")):
        imported = {name.split(".")[0] for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                    for name in ([node.module] if isinstance(node, ast.ImportFrom) else
                                 [alias.name for alias in node.names] if isinstance(node, ast.Import) else [])}
        if path.name != "against.py":
            assert not imported & {"workflows", "widgets", "numpy", "dags", "scipy"}, path.name
