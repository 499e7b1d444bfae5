"""Hostile answers get a sentence that names the field and the way out; links and cells carry a situation whole."""

from datetime import date
from urllib.parse import parse_qsl, quote

import papermill
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workflows.pages.examples import examples
from workflows.pages.registry import PAGES
from workflows.questions.cell import given as given_in
from workflows.questions.cell import parameters_cell
from workflows.questions.link import from_link, to_link
from workflows.questions.problems import label, problems
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import LANGUAGES, speak
from workflows.words.typed import NotANumber, read_number

HOSTILE = [
    ("turnover", -1), ("turnover", "abc"), ("turnover", float("nan")), ("turnover", float("inf")), ("turnover", 10**400),
    ("turnover", "1e9"), ("turnover", "🎨"), ("turnover", True), ("turnover", [1]), ("turnover", {"a": 1}),
    ("turnover", "24.000.00.0,5,5x"), ("year", 1999), ("year", "twenty"), ("kind", "dragon"), ("household", ""),
    ("children", 1.5), ("children", -1), ("children", 10**9), ("days", 400), ("days", "📅"), ("municipal_rate", 7),
    ("fund_fee", -0.1), ("coefficient", 0.2), ("contracts", "100"), ("contracts", "100/0"), ("contracts", "a/b"),
    ("contracts", "1/1;" * 60), ("turnover_by_month", "1;2"), ("turnover_by_month", "x;" * 12),
    ("turnover_by_month", [60_000] * 12), ("situation", "x" * 10_000), ("partner_net", 5), ("own_costs", None.__class__)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("field", "value"), HOSTILE)
def test_bad_input_gets_a_sentence_with_the_name_of_the_field(field, value, language):
    words = speak(language)
    with pytest.raises(ValidationError) as refused:
        SimulationQuestions(**{field: value})
    found = problems(refused.value, SimulationQuestions, words)
    assert [problem.field for problem in found] == [field]
    sentence = found[0].sentence
    assert label(field, SimulationQuestions, words) in sentence
    assert sentence.endswith((".", "?")) and len(sentence) < 400 and "\n" not in sentence
    for library in ("Input should", "pydantic", "validation", "parsing", "Traceback"):
        assert library not in sentence


def test_a_count_is_no_amount():
    with pytest.raises(ValidationError) as refused:
        SimulationQuestions(turnover_by_month=[1, 2, 3])
    sentence = problems(refused.value, SimulationQuestions, speak("en"))[0].sentence
    assert "there are 3." in sentence and "€" not in sentence


def test_several_mistakes_are_all_said_in_the_order_of_the_form():
    with pytest.raises(ValidationError) as refused:
        SimulationQuestions(children="x", turnover="y", nonsense=1)
    found = problems(refused.value, SimulationQuestions, speak("nl"))
    assert [problem.field for problem in found] == ["turnover", "children", "nonsense"]


@pytest.mark.parametrize(("typed", "number"), [
    ("24000", 24_000), ("24 000", 24_000), ("24.000", 24_000), ("24,000", 24_000), ("24.000,50", 24_000.5),
    ("24,000.50", 24_000.5), ("24'000.5", 24_000.5), ("1 234,5 €", 1234.5), ("0,07", 0.07), ("-3", -3), ("€ 12", 12)])
def test_money_is_read_as_people_type_it(typed, number):
    assert read_number(typed, money=True) == number


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3.4.5x", "--3", "1e", "٣", "nan", "inf", "1_0__", "0x10", "½"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(NotANumber):
        read_number("x" + typed if typed == "1_0__" else typed)


@pytest.mark.parametrize("language", LANGUAGES)
@given(cents=st.integers(0, 50_000_000))
@settings(max_examples=50)
def test_an_amount_shown_can_be_typed_back(language, cents):
    assert read_number(speak(language).formats.money(cents / 100), money=True) == cents / 100


def test_a_link_reopens_the_whole_situation():
    asked = SimulationQuestions(
        situation="job", job_gross=28_800.5, turnover=48_000.25, days=12.5, expenses=0, private_share=0.25, year=2025,
        household="couple_two_incomes", partner_net=1, children=3, region="flanders", municipal_rate=0.071, kind="artist",
        contracts="2480/1600;3100/2000", hold="day_rate", admin_hours_self_employed=12, admin_hour_value=30)
    opened = from_link(to_link(asked, date(2026, 11, 23), "nl"), SimulationQuestions, speak("fr"))
    assert opened.questions == asked and opened.problems == ()
    assert (opened.edition, opened.language) == (date(2026, 11, 23), "nl")


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_no_link_ever_raises(text):
    opened = from_link(quote(text, safe="=&"), SimulationQuestions, speak("en"))
    assert isinstance(opened.questions, SimulationQuestions)
    from_link(text, SimulationQuestions, speak("en"))


def test_a_wrong_value_in_a_link_gives_a_sentence_and_the_default():
    opened = from_link("turnover=abc&children=2&nope=1&v=99&law=never", SimulationQuestions, speak("fr"))
    assert opened.questions == SimulationQuestions(children=2)
    assert {problem.field for problem in opened.problems} == {"turnover", "nope", "v", "law"}


def test_links_of_the_first_version_still_mean_the_same():
    """The defaults are part of version 1: whoever changes one raises the version and adds a migration."""
    assert SimulationQuestions.version == 1
    assert {name: value for name, value in SimulationQuestions().model_dump().items() if value not in (None, (), 0.0, 0)} == {
        "year": 2026, "kind": "employee", "turnover": 24_000.0, "days": 110.0, "household": "single", "hold": "days",
        # Asked later; their defaults leave every answer to the first questions as it was.
        "committee": "other", "same_price": "including_vat", "disabled": "no", "costs_scale": "trade",
        "advance_payments_share": 1.0, "first_time": "no", "company_starter": "no", "exit_route": "vvprbis",
        "remuneration_raised": "no", "copyright_lump_sums_ended": "no", "tax_reform_applies": "no", "fiscal_bonus_raised": "no", "exempt_amounts_apart": "no", "last_month": 12}


def test_the_shipped_situations_open_without_a_problem():
    for example in examples():
        opened = from_link(example.link, PAGES[example.questions.page].model, speak("fr"))
        assert opened.problems == () and opened.questions == example.questions and opened.questions.typed(), example.name


@pytest.mark.parametrize("page", PAGES.values(), ids=str)
def test_the_notebooks_parameters_are_those_of_the_questions(page):
    import nbformat
    notebook = nbformat.read(page.notebook, as_version=4)
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    assert [cell.source for cell in cells] == [parameters_cell(page.model)]
    assert set(papermill.inspect_notebook(str(page.notebook))) == {*page.model.model_fields, "language"}


def test_defaults_in_the_cell_are_nothing_said():
    namespace = {}
    exec(parameters_cell(SimulationQuestions), namespace)
    assert given_in(SimulationQuestions, namespace) == {}
    namespace["contracts"], namespace["turnover"] = [[2480, 1600]], 30_000
    assert SimulationQuestions(**given_in(SimulationQuestions, namespace)).contracts == ((2480.0, 1600.0),)


def test_every_field_has_a_unit_a_group_and_words():
    for page in PAGES.values():
        for name, field in page.model.model_fields.items():
            assert {"unit", "group", "digits"} <= set(field.json_schema_extra)
            for language in LANGUAGES:
                assert label(name, page.model, speak(language)) != name


def test_json_schema_of_the_questions_is_plain_json():
    import json
    schema = SimulationQuestions.model_json_schema()
    json.dumps(schema)
    assert schema["properties"]["turnover"]["maximum"] == 500_000


def test_a_link_is_read_only_so_far():
    assert dict(parse_qsl(to_link(SimulationQuestions())))["v"] == "1"
    assert from_link("turnover=1&" + "x=1&" * 10_000, SimulationQuestions, speak("en")).questions.turnover == 1
