"""The argument sheet: the member's figures, each with its arithmetic, unknown said as unknown, on one page."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pypdf import PdfReader

from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.simulation.argument import SharesDoNotSum, argument
from workflows.simulation.argument_questions import ArgumentQuestions
from workflows.simulation.argument_report import argument_html, argument_pdf
from workflows.simulation.argument_sheet import argument_sheet
from workflows.words.catalogue import LANGUAGES, speak

DAY = date(2026, 11, 25)
FULL = {"turnover": 500_000, "client_days": 365, "hours_saved": 2_999.5, "hour_value": 499.99, "advice_hours": 2_999.5,
        "advice_hour_value": 499.99, "market_quote": 499_999.99, "market_includes": ()}


def ask(**answers):
    return argument(ArgumentQuestions(**answers))


def worths(found):
    return {worth.name: worth.value for worth in found.worths}


def with_shares(*shares) -> Shelf:
    """The shelf with these shares for the uses, in the order of the file; a share that is left out stays unknown."""
    law = shelf()
    names = [name for name in law.parameters if name.startswith("contribution_use_")]
    changed = {name: replace(law[name], figures=(replace(law[name].figures[0], value=share),))
               for name, share in zip(names, shares, strict=False)}
    return Shelf({**law.parameters, **changed}, law.edition)


@pytest.mark.claims("T047", "T050")
def test_the_seed_case_of_the_notes():
    # 4,000 / 6.5 % = 61,538.46: what an association's accountant of 1,500 a year is compared with.
    found = ask(turnover=61_538.46, market_quote=1_500)
    assert found.contribution == 4_000.00 and found.market.gap == 2_500
    assert found.market.leaves_out == ("guarantee", "advance", "insurance", "defence", "advice")


@pytest.mark.claims("T044")
def test_the_values_by_hand():
    # 7 working days are 9.8 days; 52 - 9.8 = 42.2; (50,000 - 3,250) x 42.2 / 365 = 5,405.07; x 6 % = 324.30.
    found = ask(turnover=50_000)
    assert worths(found) == {"advance": 324.30, "guarantee": 650.00}
    assert found.worths[0].inputs["advanced"] == 5_405.07 and found.gap == 3_250 - 974.30
    assert found.not_counted == ("time", "advice")


@pytest.mark.claims("T044")
def test_hours_count_only_when_hours_and_their_value_are_typed():
    assert "time" not in worths(ask(hours_saved=50)) and "time" not in worths(ask(hour_value=30))
    assert worths(ask(hours_saved=50, hour_value=30))["time"] == 1_500
    assert worths(ask(advice_hours=0, advice_hour_value=90))["advice"] == 0


@pytest.mark.parametrize(("field", "more", "worth"), [("client_days", 90, "advance"), ("financing_rate", 0.12, "advance"),
                                                      ("loss_share", 0.05, "guarantee"), ("turnover", 90_000, "guarantee")])
def test_each_input_moves_its_value_up(field, more, worth):
    assert worths(ask(**{field: more}))[worth] > worths(ask())[worth]


def test_clients_that_pay_before_the_wage_leave_no_advance():
    assert worths(ask(client_days=5))["advance"] == 0


@pytest.mark.claims("T056")
def test_unknown_is_unknown_and_never_zero():
    found = ask()
    assert len(found.uses) == 6 and all(use.share is None and use.amount is None for use in found.uses)
    for language, unknown in zip(LANGUAGES, ("inconnu", "onbekend", "unknown"), strict=True):
        assert {row.amount for row in argument_sheet(found, speak(language)).uses} == {unknown}


@pytest.mark.claims("T056")
def test_known_shares_are_shown_and_must_sum_to_the_whole():
    law = with_shares(0.1, 0.1, 0.4, 0.2, 0.1, 0.1)
    found = argument(ArgumentQuestions(turnover=100_000), law)
    assert [use.amount for use in found.uses] == [650, 650, 2_600, 1_300, 650, 650]
    assert sum(use.amount for use in found.uses) == found.contribution
    assert "100%" in argument_sheet(found, speak("en")).uses_note
    with pytest.raises(SharesDoNotSum):
        argument(ArgumentQuestions(), with_shares(0.1, 0.1, 0.4, 0.2, 0.1, 0.2))
    with pytest.raises(SharesDoNotSum):
        argument(ArgumentQuestions(), with_shares(0.6, 0.5))
    some = argument(ArgumentQuestions(), with_shares(0.6)).uses
    assert some[0].share == 0.6 and some[1].share is None


def test_a_client_sees_nothing_of_the_member():
    found = ask(reader="client", **FULL)
    page = argument_html(found, speak("en"), DAY)
    assert found.contribution == 6.50 and found.market is None and set(worths(found)) == {"advance", "guarantee"}
    assert "500,000" not in page and "499" not in page and "€6.50" in page


@pytest.mark.claims("T055")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["oneself", "client"])
@pytest.mark.parametrize("answers", [{}, {"turnover": 0}, FULL])
def test_it_is_one_page_and_says_every_amount(language, reader, answers):
    words, found = speak(language), ask(reader=reader, **answers)
    pages = PdfReader(io.BytesIO(argument_pdf(found, words, DAY))).pages
    text = re.sub(r"\s", "", pages[0].extract_text())
    assert len(pages) == 1
    for amount in (found.contribution, *(worth.value for worth in found.worths), found.worth_total, abs(found.gap)):
        assert re.sub(r"\s", "", words.formats.money(amount)) in text


@pytest.mark.claims("T055")
@settings(max_examples=30, deadline=None)
@given(st.integers(0, 50_000_000).map(lambda cents: cents / 100), st.integers(0, 365))
def test_every_amount_on_the_sheet_traces_to_the_answer(turnover, days):
    found, words = ask(turnover=turnover, client_days=days), speak("en")
    sheet = argument_sheet(found, words)
    inputs = {value for worth in found.worths for value in worth.inputs.values()}
    known = {round(value, 2) for value in (*inputs, turnover - found.contribution, found.contribution, found.worth_total,
                                           abs(found.gap), *worths(found).values())}
    said = " ".join([sheet.amount, sheet.amount_note, sheet.gap, *(f"{row.amount} {row.how}" for row in sheet.worths)])
    assert {float(amount.replace(",", "")) for amount in re.findall(r"€([\d,]+\.\d\d)", said)} <= known
    assert round(found.contribution - found.worth_total, 2) == found.gap


@pytest.mark.parametrize("wrong", [{"turnover": -1}, {"turnover": float("nan")}, {"client_days": 9_999}, {"turnover": "🎨"},
                                   {"market_includes": ("free coffee",)}, {"year": 1999}, {"loss_share": 2}])
def test_hostile_answers_are_refused_with_their_field(wrong):
    with pytest.raises(ValidationError) as refused:
        ArgumentQuestions(**wrong)
    assert refused.value.errors()[0]["loc"][0] == next(iter(wrong))
