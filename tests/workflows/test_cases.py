"""Every case under tests/cases: a sentence, inputs, expected amounts with their source or arithmetic."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from workflows.law.payslip import PayslipQuestions, payslip
from workflows.law.value import value_of
from workflows.simulation.as_json import as_json
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions

CASES = Path(__file__).resolve().parent.parent / "cases"
KEYS = {"name", "asks", "on", "inputs", "expected", "source", "published", "arithmetic", "difference"}


def _cases():
    for path in sorted(set(CASES.glob("*.yaml")) - set(CASES.glob("personas_*.yaml"))):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            # YAML reads a bare `on` as true; whoever writes a case need not know.
            case = {"on" if key is True else key: value for key, value in case.items()}
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


def answer(case) -> dict:
    """`asks` is "payslip", "simulate", or the name of a rule or figure."""
    inputs = case.get("inputs") or {}
    if case["asks"] == "payslip":
        return vars(payslip(PayslipQuestions(**inputs)))
    if case["asks"] == "simulate":
        return as_json(compare(SimulationQuestions(**inputs), scan="crossings" in case["expected"]))
    given = {name: float(value) if isinstance(value, (int, float)) and not isinstance(value, bool)
             and name not in ("children", "region") else value for name, value in inputs.items()}
    return {"value": value_of(case["asks"], date.fromisoformat(str(case["on"])), given).value}


def found_at(content, place: str):
    """The part of an answer at "routes.cooperative.net_year"."""
    for part in place.split("."):
        content = content[int(part)] if isinstance(content, (list, tuple)) else content[part]
    return content


@pytest.mark.parametrize("case", _cases())
def test_case_holds(case):
    assert set(case) <= KEYS, "a case has only the keys that the reader of the file knows"
    assert case.get("source") or case.get("arithmetic"), "an expected amount says where it comes from"
    content = answer(case)
    for place, expected in case["expected"].items():
        found = found_at(content, place)
        if isinstance(expected, float) or (isinstance(expected, int) and not isinstance(expected, bool)):
            apart = round(abs(found - expected), 6)
            allowed = case.get("difference", {}).get("amount", 0)
            assert apart == allowed, f"{place}: {found}, expected {expected} (named difference {allowed})"
        else:
            assert found == expected, place


def test_there_are_enough_cases_and_the_published_ones_are_counted_apart():
    cases = [param.values[0] for param in _cases()]
    published = [case for case in cases if case.get("published")]
    derived = [case for case in cases if not case.get("published")]
    print(f"\n{len(published)} published figures, {len(derived)} derived by hand")
    assert len(cases) >= 100 and len(published) >= 50 and len(derived) >= 40
    assert len({case["name"] for case in cases}) == len(cases)


def test_a_named_difference_says_why():
    for param in _cases():
        difference = param.values[0].get("difference")
        assert difference is None or (difference["amount"] > 0 and len(difference["why"]) > 20)
