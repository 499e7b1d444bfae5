"""Against the research dossier, where ATELIER_SHARED names it: what was collected there is what is computed here."""

from pathlib import Path

import pytest
import yaml

from workflows.law.library import shelf
from workflows.law.payslip import PayslipQuestions, payslip

LOOKED_UP = ("Group S – Werkbonus op 1 november 2023",
             "Public code file parameters/werkbonus_2025.py (holds the amounts of April 2024)",
             "Unisoc – CP 337 : une nouvelle CCT introduit une prime de fin d’année")
"""Sources read after the dossier was closed: it begins in May 2024, and it has no amount for joint committee 337."""

CASES = Path(__file__).resolve().parent.parent / "cases"


def of_dossier(shared: Path, name: str):
    return yaml.safe_load((shared / "law" / name).read_text(encoding="utf-8"))


def asked(month: str, row: dict) -> PayslipQuestions:
    hours = {"hours": row["hours_week"], "full_time_hours": 38} if "hours_week" in row else {}
    return PayslipQuestions(month=month, gross=row["gross_month"], kind=row["kind"], household=row["household"],
                            children=row.get("children", 0), disabled=row.get("disabled", False), **hours)


def test_every_collected_payslip_holds_or_its_difference_is_named(shared):
    cases = yaml.safe_load((CASES / "published_payslips.yaml").read_text(encoding="utf-8"))
    named = {(case["inputs"]["gross"], case["expected"]["net"]): case["difference"]["amount"] for case in cases if "difference" in case}
    for block in of_dossier(shared, "published_cases.yaml")["payslips"]:
        for line in block["rows"]:
            row = dict(zip(block["columns"], line, strict=True))
            apart = round(abs(payslip(asked(block["month"], row)).net - row["net_month"]), 2)
            assert apart == named.get((row["gross_month"], row["net_month"]), 0), row


def test_every_confirmed_figure_stands_in_the_dossier_as_confirmed(shared):
    """A number that the dossier only remembers is never shown as law."""
    parameters = [p for name in ("salaried.yaml", "self_employed.yaml", "company.yaml") for p in of_dossier(shared, name)["parameters"]]
    known = {number for p in parameters if p["status"] != "memory" for part in (p["value"], p.get("note"), p.get("name"))
             for number in numbers(part)}
    known |= {round(number / 100, 6) for number in known}
    missing = [(parameter.id, figure.value) for parameter in shelf().parameters.values() for figure in parameter.figures
               if figure.status == "confirmed" and figure.source.titles["en"] not in LOOKED_UP and not set(numbers(figure.value)) <= known]
    assert missing == []


def numbers(value):
    """All numbers in a value, however nested."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        if value != float("inf"):
            yield round(float(value), 6)
    elif isinstance(value, str):
        for part in value.replace("\u202f", "").replace("%", " ").split():
            try:
                yield round(float(part.strip(".,;:()").replace(",", ".")), 6)
            except ValueError:
                continue
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from numbers(key)
            yield from numbers(part)
    else:
        for part in value:
            yield from numbers(part)


def test_the_dossier_is_not_needed(root):
    for path in (*root.glob("workflows/**/*.py"), *root.glob("widgets/**/*.py")):
        assert "ATELIER_SHARED" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("text", ["6,5 %", "6.5"])
def test_numbers_are_read_as_people_write_them(text):
    assert list(numbers(text)) == [6.5]
