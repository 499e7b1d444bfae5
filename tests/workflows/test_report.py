"""HTML and PDF say what the answer says, load nothing, and are the same bytes for the same content."""

import io
import itertools
import re
from datetime import date

import pytest
from pypdf import PdfReader

from workflows.simulation.as_json import as_json
from workflows.simulation.chart import chart
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.report import names_of_figures, simulation_html, simulation_pdf
from workflows.simulation.sheet import sheet
from workflows.words.catalogue import LANGUAGES, speak

DAY = date(2026, 11, 23)
ANSWER = as_json(compare(SimulationQuestions(situation="none", turnover=48_000.5, children=2, kind="artist")))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_the_answer_the_assumptions_the_dates_and_how_to_reopen_it(language):
    words = speak(language)
    content = simulation_pdf(ANSWER, words, DAY, "http://example.org")
    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    page = sheet(ANSWER, words, names_of_figures(language))
    for wanted in (*(tile.amount for tile in page.tiles), page.headline, *page.intervals, *page.law,
                   *(fact.name for fact in page.assumptions), words("sheet.claimed"), words.formats.date(DAY)):
        assert squeezed(wanted)[:60] in text, wanted
    assert squeezed(f"http://example.org/simulation?{ANSWER['link']}") in text


def test_the_pdf_claims_its_standards_and_carries_language_and_tags():
    content = simulation_pdf(ANSWER, speak("nl"), DAY)
    reader = PdfReader(io.BytesIO(content))
    assert b"pdfaid" in content and b"pdfuaid" in content
    assert reader.trailer["/Root"]["/Lang"] == "nl" and "/StructTreeRoot" in reader.trailer["/Root"]
    assert all("Inter" in str(font["/BaseFont"]) for page in reader.pages
               for font in (ref.get_object() for ref in page["/Resources"]["/Font"].values()))


def test_equal_content_is_equal_bytes():
    assert simulation_pdf(ANSWER, speak("fr"), DAY) == simulation_pdf(ANSWER, speak("fr"), DAY)
    assert simulation_html(ANSWER, speak("fr"), DAY) == simulation_html(ANSWER, speak("fr"), DAY)
    assert simulation_pdf(ANSWER, speak("fr"), DAY) != simulation_pdf(ANSWER, speak("fr"), date(2026, 11, 24))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_stands_alone(language):
    page = simulation_html(ANSWER, speak(language), DAY)
    assert f'<html lang="{language}">' in page
    assert not re.search(r'(src|href)="', page) and "<script" not in page and "url(" not in page
    assert sheet(ANSWER, speak(language), names_of_figures(language)).tiles[0].amount in page
    assert (" :" in page or "\xa0:" in page) == (language == "fr"), "only French has a space before a colon"


def test_hostile_text_in_an_answer_is_only_text():
    answer = {**ANSWER, "link": ANSWER["link"] + "&x=<script>alert(1)</script>"}
    assert "<script>" not in simulation_html(answer, speak("fr"), DAY)
    assert simulation_pdf(answer, speak("fr"), DAY).startswith(b"%PDF")


def test_the_code_of_the_pdf_reopens_the_situation_with_its_law():
    from workflows.questions.link import from_link
    opened = from_link(ANSWER["link"], SimulationQuestions, speak("fr"))
    assert opened.questions == SimulationQuestions(situation="none", turnover=48_000.5, children=2, kind="artist")
    assert opened.edition == date.fromisoformat(ANSWER["law_dates"]["edition"])


def test_every_mark_of_the_chart_carries_its_own_colours():
    from xml.etree import ElementTree

    from workflows.drawing.lines import draw
    svg = draw(chart(ANSWER, speak("fr")), legend=True)
    tree = ElementTree.fromstring(svg)
    marks = [element for element in tree.iter() if element.tag.split("}")[1] in ("line", "polyline", "circle", "rect", "text")]
    assert len(marks) > 20
    assert all({"fill", "stroke"} & set(element.attrib) for element in marks)
    lines = [element for element in marks if element.tag.endswith("polyline")]
    assert len({(line.get("stroke"), line.get("stroke-dasharray")) for line in lines}) == len(lines) == 2


def test_the_dot_of_the_chart_lies_on_its_line():
    """The mark's place is the place of the own amounts on the axes that the lines use."""
    from workflows.drawing.lines import draw
    svg = draw(chart(ANSWER, speak("fr")))
    dots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    lines = [[tuple(map(float, point.split(","))) for point in points.split()] for points in re.findall(r'<polyline points="([^"]+)"', svg)]
    for (x, y), line in zip(dots, lines, strict=True):
        (x0, y0), (x1, y1) = next(pair for pair in itertools.pairwise(line) if pair[0][0] <= x <= pair[1][0])
        assert abs(y - (y0 + (y1 - y0) * (x - x0) / (x1 - x0))) < 0.6


def test_a_year_typed_by_month_has_its_report_too():
    """Its turnover is the sum of the months, and must not count as typed besides them."""
    asked = SimulationQuestions(situation="none", turnover_by_month=[1_000, 3_000] * 6)
    answer = as_json(compare(asked))
    assert SimulationQuestions.again(answer["questions"]) == asked
    for language in LANGUAGES:
        words = speak(language)
        assert words.formats.money(24_000) in simulation_html(answer, words, date(2026, 11, 24))
