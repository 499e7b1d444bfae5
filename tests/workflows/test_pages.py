"""What holds for every page of the registry: the same numbers through every door, words, links, reports that stand alone."""

import io
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pypdf import PdfReader

from tests.pages import ASKED, EVERY, SHEETS, named
from tests.turns import in_turn
from workflows.batch.one import run_one
from workflows.cli.main import main
from workflows.drawing.chart import Chart
from workflows.pages.registry import AUDIENCES, PAGES, load
from workflows.questions.link import LONGEST, from_link, to_link, too_long
from workflows.questions.problems import choices, label, problems
from workflows.words.catalogue import LANGUAGES, speak

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 11, 25)
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=named)
every_answer = pytest.mark.parametrize(("page", "answers"), EVERY, ids=named)
every_sheet = pytest.mark.parametrize(("page", "answers"), SHEETS, ids=named)


def plain(answer: dict) -> dict:
    return json.loads(json.dumps(answer))


@pytest.mark.claims("T086")
@every_sheet
def test_python_command_line_and_room_give_the_same_answer(capsys, page, answers):
    python = plain(page.answered(page.model(**answers)))
    options = [part for name, value in answers.items() for part in (f"--{name.replace('_', '-')}", value)]
    assert main([*page.command.split(), *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == python
    # In a thread of its own no event loop runs (the browser tests leave one in this thread): all is computed in line.
    with ThreadPoolExecutor(1) as apart:
        room = apart.submit(lambda: load(page.room)(page.model(**answers).typed(), query="", topic=page)).result()
    assert plain(room.answer) == python


@pytest.mark.claims("T086")
@every_page
def test_a_row_of_a_batch_gives_the_same_answer_and_its_reports(tmp_path, page):
    questions = page.model(**ASKED.get(page.name, [{}])[-1])
    said = {name: [list(v) if isinstance(v, tuple) else v for v in value] if isinstance(value, tuple) else value
            for name, value in questions.typed().items()}
    folder = tmp_path / "row"
    assert run_one(page.name, {**said, "language": "nl"}, str(folder), "d", DAY.isoformat()) == ""
    answer = json.loads((folder / "answer.json").read_text(encoding="utf-8"))["answer"]
    assert answer == plain(page.answered(questions))
    assert '<html lang="nl">' in (folder / "report.html").read_text(encoding="utf-8")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert set(load(page.result)(answer)) > {"link"}


@every_answer
def test_a_link_reopens_the_answer(page, answers):
    questions = page.model(**answers)
    opened = from_link(to_link(questions, language="en"), page.model, speak("fr"))
    assert opened.questions == questions and opened.problems == ()


@every_page
@given(text=st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_no_link_ever_raises(page, text):
    for query in (quote(text, safe="=&"), *(f"{name}={quote(text)}" for name in page.model.model_fields)):
        assert isinstance(from_link(query, page.model, speak("en")).questions, page.model)


@pytest.mark.claims("T023")
@every_page
@pytest.mark.parametrize("value", ["🎨", "-1e99", "1e400", float("nan"), {"a": 1}, [[1, 2, 3]], "9" * 5_000, True])
def test_hostile_answers_get_sentences_that_name_the_field(page, value):
    for field in page.model.model_fields:
        try:
            page.model(**{field: value})
        except ValidationError as refused:
            for language in LANGUAGES:
                found = problems(refused, page.model, speak(language))
                assert found and label(field, page.model, speak(language)) in found[0].sentence, (field, found)
                assert found[0].sentence.endswith((".", "?")) and len(found[0].sentence) < 400
                assert not re.search(r"Input should|pydantic|validation|\{\w+\}", found[0].sentence)
        else:
            assert page.model.unit(field) in ("text", "client", "guests") and isinstance(value, str), f"{field} takes {value!r}"


@every_page
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_its_words(page, language):
    words = speak(language)
    for key in (f"page.{page.name}.title", f"page.{page.name}.line", f"{page.name}.title", f"{page.name}.intro",
                f"home.{page.audience}", f"home.{page.audience}.intro"):
        assert words(key)
    assert page.audience in AUDIENCES
    _, *others = dict.fromkeys(field.json_schema_extra["group"] for field in page.model.model_fields.values())
    for group in others:
        assert page.name == "simulation" or words(f"{page.name}.group.{group}")
    for name in page.model.model_fields:
        assert label(name, page.model, words) != name
        assert all(isinstance(choice, int) or words(f"{page.name}.{name}.{choice}") for choice in choices(name, page.model))


@pytest.mark.parametrize(("page", "language"), in_turn(PAGES.values(), LANGUAGES), ids=named)
def test_the_reports_stand_alone_and_are_the_same_twice(page, language):
    words, answer = speak(language), plain(page.answered(page.model(**ASKED.get(page.name, [{}])[0])))
    html = page.made_html(answer, words, DAY, "http://example.org")
    assert f'<html lang="{language}">' in html and f"http://example.org/{page.name}?" in html
    assert not re.search(r'(src|href)="', html) and "<script" not in html and "url(" not in html
    assert page.made_html(answer, words, DAY, "http://example.org") == html
    content = page.made_pdf(answer, words, DAY, "http://example.org")
    assert page.made_pdf(answer, words, DAY, "http://example.org") == content
    assert b"pdfaid" in content and b"pdfuaid" in content


@pytest.mark.parametrize(("page", "answers", "language"), in_turn(SHEETS, LANGUAGES), ids=named)
def test_the_paper_says_what_the_sheet_says(page, answers, language):
    words = speak(language)
    answer = plain(page.answered(page.model(**answers)))
    sheet = load(page.sheet)(answer, words)
    html, content = page.made_html(answer, words, DAY), page.made_pdf(answer, words, DAY)
    paper = re.sub(r"\s", "", "".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages))
    said = [*(tile.amount for tile in sheet.tiles), *sheet.verdict]
    if not page.pdf:  # a page with paper of its own chooses what fits on it
        said += [section.title for section in sheet.sections]
    for text in said:
        assert re.sub(r"\s", "", text)[:50] in paper, text
        assert text in html.replace("&#34;", '"').replace("&#39;", "'"), text
    for section in sheet.sections:
        if section.table:
            assert {len(row) for row in section.table.rows} <= {len(section.table.columns)}
        if section.chart:
            chart: Chart = section.chart
            assert chart.svg(360, 300, "k").startswith("<svg") and chart.title and chart.description


@every_sheet
def test_the_terminal_shows_the_sheet(capsys, page, answers):
    options = [part for name, value in answers.items() for part in (f"--{name.replace('_', '-')}", value)]
    assert main([*page.command.split(), *options, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    sheet = load(page.sheet)(plain(page.answered(page.model(**answers))), speak("en"))
    assert all(line in out for line in (*(tile.amount for tile in sheet.tiles), *sheet.verdict))


def test_no_answer_sheet_or_report_loads_ipython_widgets_or_pandas():
    code = ("import sys; from datetime import date; from workflows.pages.registry import PAGES; from workflows.words.catalogue import speak\n"
            "for page in PAGES.values():\n"
            "    answer = page.answered(page.model())\n"
            "    page.made_html(answer, speak('fr'), date(2026, 11, 25)), page.made_pdf(answer, speak('fr'), date(2026, 11, 25))\n"
            "print([m for m in ('IPython', 'ipywidgets', 'ipykernel', 'papermill', 'pandas', 'voila') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_long_list_is_read_from_a_file_and_stays_out_of_the_link(tmp_path, capsys):
    page = PAGES["fee_reform"]
    path = tmp_path / "members.csv"
    path.write_bytes("Umsätze\n".encode("cp1252") + b"\n".join(b"%d,50" % amount for amount in range(2_000)))
    assert main(["page", "fee_reform", "--turnovers", f"@{path}", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["population"]["members"] == 2_000 and answer["questions"]["turnovers"][-1] == 1_999.5
    questions = page.model(turnovers=answer["questions"]["turnovers"])
    assert too_long(questions) == ("turnovers",) and len(to_link(questions)) < LONGEST
    sheet = load(page.sheet)(answer, speak("en"))
    assert any("too long for a link" in note for note in sheet.notes)
    assert main(["page", "fee_reform", "--turnovers", "@nowhere.csv"]) == 2
    assert "nowhere.csv" in capsys.readouterr().err


def test_a_table_of_questions_brings_its_long_lists_on_further_sheets(tmp_path):
    from openpyxl import Workbook

    from workflows.batch.run import check
    from workflows.batch.table import read_table
    book = Workbook()
    book.active.append(["name", "pay_days"])
    book.active.append(["Board", 7])
    for name, rows in (("terms", [(2, 30, 0.5), (2, 90, 0.5)]), ("season", [(2, 100 + month) for month in range(12)])):
        sheet = book.create_sheet(name)
        for line in [("row", "days", "share"), *rows]:
            sheet.append(line)
    book.save(tmp_path / "table.xlsx")
    page, words = PAGES["treasury"], speak("nl")
    (job,), refused = check(read_table(tmp_path / "table.xlsx", page.model, words, "nl"), page, words)
    assert refused == [] and job.questions.terms == ((30.0, 0.5), (90.0, 0.5)) and job.questions.season[-1] == 111.0


@pytest.mark.parametrize(("text", "said"), [
    ("12\nabc\n13", "line 2"), ("abc", "line 1"), ("12\n-5", "amount 2"), ("1e12", "amount 1"), ("0\n0", "zero"),
    ("1;" * 100_001, "too many")])
def test_a_wrong_list_is_refused_with_its_line(text, said):
    with pytest.raises(ValidationError) as refused:
        PAGES["fee_reform"].model(turnovers=text)
    sentence = problems(refused.value, PAGES["fee_reform"].model, speak("en"))[0].sentence
    assert said in sentence and "Turnovers of your members" in sentence


def test_a_link_with_an_older_law_falls_back_where_the_page_did_not_exist_yet():
    page = PAGES["fee_reform"]
    with ThreadPoolExecutor(1) as apart:
        room = apart.submit(lambda: load(page.room)(query="law=2026-11-23", topic=page)).result()
    assert room.answer["population"]["members"] == 35_000 and speak("fr").formats.date(date(2026, 11, 23)) in room.lost.value


@every_answer
def test_the_form_shows_answers_so_that_they_are_read_back_the_same(page, answers):
    """In each language: a count of 2,000 must not come back as two."""
    from widgets.form import Form
    questions = page.model(**answers)
    form = Form(page.model, speak("fr"), load(page.room).buttons)
    form.put(questions.typed())
    for language in (*LANGUAGES, "fr"):
        form.speak(speak(language), {})
        assert form.questions(page.model()) == questions, language
        assert not any(field.problem.value for field in form.fields.values())
