"""The report of a comparison: HTML and PDF from its JSON."""

from datetime import date
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from workflows.drawing.lines import draw
from workflows.law.library import names_of_figures, shelf
from workflows.report.code import square_code
from workflows.report.facts import asked
from workflows.report.html import drawn, html
from workflows.report.pdf import pdf
from workflows.report.sheet_html import drawn_charts
from workflows.report.sheet_pdf import pictures_of, plain_sections
from workflows.simulation.chart import INKS, chart
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.sections import SECTIONS, asked_for, ways_section
from workflows.simulation.sheet import sheet
from workflows.words.catalogue import Words

_WORDS = {"made": None, "chart": "sheet.chart.title", "intervals": "sheet.intervals.title", "beyond": "sheet.beyond",
          "situation": "sheet.situation", "assumptions": "sheet.assumptions", "law": "sheet.law", "figures": "sheet.figures",
          "doubts": "sheet.doubts", "reopen": "sheet.reopen", "claimed": "sheet.claimed",
          "not_advice": "site.not_advice", "table": "sheet.table"}
ALWAYS_SAID = ("situation", "year", "kind", "turnover", "days", "household", "children", "private_share", "hold")
"""Questions whose answer stands on every report, also where it is the default."""


def simulation_pdf(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
    """The report on paper. `address` is where the pages are served, for the code that reopens the situation."""
    content = _content(answer, words, made_on, address)
    parts, drawing = content["sections"], content.pop("drawing")
    return pdf("simulation", {**content, "sections": plain_sections(parts)}, made_on, {
        "chart.svg": draw(drawing, 760, 340, legend=True), "code.svg": square_code(content["link"]), **pictures_of(parts)})


def simulation_html(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> str:
    """The report as one HTML file."""
    content = _content(answer, words, made_on, address)
    chart_svg = drawn(draw(content.pop("drawing"), legend=True))
    return html("simulation", chart=chart_svg, code=drawn(square_code(content["link"])),
                charts=drawn_charts(content["sections"]), **content)


def _content(answer, words, made_on, address):
    edition = words.formats.date(date.fromisoformat(answer["law_dates"]["edition"]))
    said = {name: words(key) for name, key in _WORDS.items() if key}
    said |= {"made": words("sheet.made", day=words.formats.date(made_on)),
             "reopen_code": words("sheet.reopen.code", edition=edition),
             "version": words("sheet.version", version=version("atelier"), questions=answer["questions_version"])}
    drawing = chart(answer, words)
    return {"language": words.language, "title": words("simulation.title"), "keywords": [answer["page"]],
            "words": said, "sheet": sheet(answer, words, names_of_figures(words.language)),
            "sections": _sections(answer, words), "inks": {way: colour for way, (colour, _) in INKS.items()},
            "situation": situation(answer, words), "drawing": drawing, "chart_description": drawing.description,
            "fact_head": [words(f"sheet.column.{name}") for name in ("figure", "value", "status", "source")],
            "link": f"{address}/{answer['page']}?{answer['link']}"}


def _sections(answer, words):
    """All ways side by side, then what follows from the comparison, computed with the law of the answer's edition."""
    questions = SimulationQuestions.again(answer["questions"])
    return (ways_section(answer, words), *_followed(questions, answer["law_dates"]["edition"], words))


@lru_cache(maxsize=4)
def _followed(questions, edition, words):
    """Kept for the other kind of report, which is made of the same right afterwards: most of a report's time goes here."""
    law = shelf(date.fromisoformat(edition))
    return tuple(SECTIONS[name](questions, law, words) for name in asked_for(questions))


def situation(answer: dict[str, Any], words: Words) -> list[tuple[str, str]]:
    """(question, answer) for what was said and for what everybody is asked; other defaults are left out."""
    fields = SimulationQuestions.model_fields
    said = {name: value for name, value in answer["questions"].items()
            if name in ALWAYS_SAID or value != _plain(fields[name].default)}
    return list(asked(SimulationQuestions, said, words))


def _plain(default):
    return list(default) if isinstance(default, tuple) else default
