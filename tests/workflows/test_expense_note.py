"""What a note brings back: cases with their sources, and properties of every answer."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.expenses import announced
from tests.workflows.test_cases import found_at
from workflows.expenses.answer import as_json, expense_note
from workflows.expenses.questions import ExpenseQuestions as Q
from workflows.expenses.sheet import expense_sheet
from workflows.law.library import shelf
from workflows.law.payslip import PayslipQuestions, payslip
from workflows.questions.problems import problems
from workflows.words.catalogue import LANGUAGES, speak

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "expenses" / "notes.yaml").read_text(encoding="utf-8"))
JOURNEY = {"kind": "car", "day": "2025-07-01", "kilometres": 100.0}
RECEIPT = {"day": "2026-03-02", "amount": 184.5, "purpose": "Bois"}


def answered(**said) -> dict:
    return as_json(expense_note(Q(**said)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case_holds(case):
    assert case.get("source") or case.get("arithmetic"), "an expected amount says where it comes from"
    inputs = {name: value.isoformat() if isinstance(value, date) else value for name, value in case["inputs"].items()}
    content = answered(**inputs)
    assert {place: found_at(content, place) for place in case["expected"]} == case["expected"]


@pytest.mark.parametrize(("base", "changed", "place", "sign"), [
    (RECEIPT, {"amount": 200}, "paid_back", 1), (RECEIPT, {"vat": 32.02}, "effect.cost", -1),
    (RECEIPT, {"vat": 32.02}, "effect.turnover", -1), (RECEIPT, {"vat": 32.02}, "effect.net_less", -1),
    (RECEIPT, {"gross_month": 4000}, "effect.net_less", -1), (RECEIPT, {"day": "2024-03-02"}, "effect.gross_month", -1),
    (JOURNEY, {"kilometres": 101}, "paid_back", 1), (JOURNEY, {"scale": "yearly"}, "paid_back", 1),
    (JOURNEY, {"day": "2025-06-30"}, "paid_back", 1), (JOURNEY, {"asked_per_km": 0.3}, "paid_back", -1),
    (JOURNEY, {"asked_per_km": 0.6}, "above", 1), (JOURNEY, {"km_before": 23_950}, "paid_back", -1),
    (JOURNEY, {"km_before": 23_950}, "beyond", 1), (JOURNEY, {"kind": "bicycle"}, "paid_back", -1),
    ({**JOURNEY, "kind": "bicycle"}, {"paid_before": 3_600}, "paid_back", -1)])
def test_each_input_moves_the_result_the_right_way(base, changed, place, sign):
    before, after = (Decimal(found_at(answered(**said), place)) for said in (base, base | changed))
    assert (after > before) - (after < before) == sign


@given(kind=st.sampled_from(["receipt", "car", "bicycle", "van"]), day=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
       amount=st.one_of(st.none(), st.integers(1, 500_000)), tenths=st.one_of(st.none(), st.integers(1, 50_000)),
       price=st.one_of(st.none(), st.integers(1, 20_000)), km_before=st.integers(0, 30_000), paid_before=st.integers(0, 5_000),
       scale=st.sampled_from([None, "quarterly", "yearly"]))
@settings(max_examples=200, deadline=None)
def test_every_cent_asked_is_paid_back_or_said_and_never_more(kind, day, amount, tenths, price, km_before, paid_before, scale):
    q = Q(kind=kind, day=day.isoformat(), amount=amount and amount / 100, kilometres=tenths and tenths / 10, scale=scale,
          asked_per_km=price and price / 10_000, km_before=km_before, paid_before=paid_before)
    found = expense_note(q).paid
    if found.paid_back is None:
        return
    assert found.paid_back + found.above + found.beyond == found.asked and min(found.paid_back, found.above, found.beyond) >= 0
    if found.rate and found.rate.per_km is not None:
        assert found.paid_back <= q.asked_kilometres * found.rate.per_km + Decimal("0.005"), "never more than the scale"
    if kind == "bicycle":
        assert found.paid_back + paid_before <= max(found.cap, paid_before), "never more than the year"


@given(cents=st.integers(1, 10_000_000), vat=st.integers(0, 2_000_000), gross=st.integers(100, 1_000_000))
@settings(max_examples=60, deadline=None)
def test_the_effect_adds_up(cents, vat, gross):
    if vat >= cents:
        vat = 0
    does = expense_note(Q(day="2026-03-02", amount=cents / 100, vat=vat / 100, gross_month=gross / 100)).effect
    assert does.cost + does.vat_back == Decimal(cents) / 100 and 0 <= does.net_less <= does.gross_less + Decimal("0.05")
    assert does.net_less + does.gained == Decimal(cents) / 100
    assert abs(does.turnover * Decimal("0.935") - does.cost) <= Decimal("0.005")


def test_less_net_is_the_difference_of_two_payslips():
    """152.48 / 1.55 = 98.37 less gross: from 2,500.00 to 2,401.63 in March 2026."""
    does = answered(day="2026-03-02", amount=184.5, vat=32.02, gross_month=2500)["effect"]
    more, less = (payslip(PayslipQuestions(month="2026-03", gross=gross)).net for gross in (2500, 2401.63))
    assert does["gross_less"] == "98.37" and Decimal(does["net_less"]) == Decimal(str(round(more - less, 2)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_that_is_not_known_is_said_with_the_last_one_and_no_amount(language):
    words = speak(language)
    sheet = expense_sheet(answered(kind="car", day="2026-11-03", kilometres=12, purpose="Namur"), words)
    said = " ".join(sheet.verdict)
    assert words.formats.date(date(2026, 11, 3)) in said and words.formats.date(date(2026, 3, 31)) in said
    assert sheet.tiles[0].amount == "–" and "5,19" not in said and "5.19" not in said


@pytest.mark.claims("T031")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_van_says_whom_its_scale_was_asked_of_and_when(language):
    words, van = speak(language), shelf()["van_kilometre_rate"].figures[-1]
    sheet = expense_sheet(answered(kind="van", day="2026-02-03", kilometres=60, asked_per_km=0.55, purpose="x"), words)
    said = " ".join(sheet.verdict)
    assert van.source.titles[language] in said and words.formats.date(van.checked_on) in said
    assert words("expense_note.verdict.van_agreed") in said


def test_account_pay_and_break_even_are_a_sentence_each():
    said = expense_sheet(answered(**RECEIPT), speak("en")).verdict
    assert [line for line in said if "account falls by €184.50" in line] and [line for line in said if "contribution" in line]
    assert [line for line in said if "less gross" in line and "net" in line]
    assert [line for line in said if "invoice €197.33 more" in line]


def test_the_closing_that_was_announced_is_said_with_its_day():
    law = announced(shelf(), "2027-01-22", "2026-12-04")
    said = " ".join(expense_sheet(as_json(expense_note(Q(**RECEIPT), law)), speak("en")).verdict)
    assert "until 22 January 2027 (announced on 4 December 2026)" in said
    assert "stay open" in " ".join(expense_sheet(answered(**RECEIPT), speak("en")).verdict)


@pytest.mark.claims("T018")
def test_a_receipt_asks_five_things_and_never_the_vat():
    open_fields = [name for name, field in Q.model_fields.items() if field.json_schema_extra["group"] == "note"]
    shown = [name for name in open_fields if name != "kilometres"]
    assert shown == ["kind", "day", "amount", "purpose"], "and the photo"
    assert Q().missing() == ("day", "amount", "purpose") and Q(**RECEIPT).missing() == ()


def test_what_belongs_to_another_kind_is_kept_and_does_not_count():
    assert answered(**RECEIPT, kilometres=500, asked_per_km=9)["paid_back"] == "184.50"
    assert answered(**JOURNEY, amount=900, vat=899)["paid_back"] == "43.09"


@pytest.mark.parametrize(("wrong", "field"), [
    ({"amount": 0}, "amount"), ({"amount": 10, "vat": 10}, "vat"), ({"day": "2023-12-31"}, "day"), ({"kind": "boat"}, "kind"),
    ({"kilometres": -1}, "kilometres"), ({"scale": "weekly"}, "scale"), ({"purpose": "x" * 201}, "purpose")])
def test_what_does_not_fit_is_refused_at_its_field(wrong, field):
    with pytest.raises(ValidationError) as refused:
        Q(**wrong)
    found = problems(refused.value, Q, speak("nl"))
    assert found[0].field == field and len(found[0].sentence) > 20
