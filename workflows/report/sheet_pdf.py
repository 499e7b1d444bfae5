"""A sheet on paper."""

from dataclasses import replace
from datetime import date
from typing import Any

from workflows.report.code import square_code
from workflows.report.pdf import pdf
from workflows.report.sheet import Section, Sheet
from workflows.report.sheet_words import address_of, said_around
from workflows.words.catalogue import Words


def sheet_pdf(sheet: Sheet, words: Words, made_on: date, address: str = "") -> bytes:
    """The report of any page. `address` is where the pages are served, for the code that reopens the answer."""
    link = address_of(sheet, address)
    content = {"language": words.language, "title": sheet.title, "keywords": [sheet.page], "link": link,
               "words": said_around(sheet, words, made_on), "sheet": replace(sheet, sections=()),
               "sections": plain_sections(sheet.sections)}
    return pdf("sheet", content, made_on, {**pictures_of(sheet.sections), "code.svg": square_code(link)})


def pictures_of(sections: tuple[Section, ...]) -> dict[str, str]:
    """The drawings of sections as SVG text, by file name."""
    return {f"chart-{place}.svg": section.chart.svg(760, 320, f"chart-{place}")
            for place, section in enumerate(sections) if section.chart}


def plain_sections(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    """Sections as the template reads them."""
    return [_plain(section, place) for place, section in enumerate(sections)]


def _plain(section: Section, place: int) -> dict[str, Any]:
    chart = section.chart and {
        "picture": f"chart-{place}.svg", "description": section.chart.description,
        "inks": [{"name": ink.name, "colour": ink.colour, "filled": ink.dash == "fill",
                  "dash": [int(part) for part in ink.dash.split()] if ink.dash not in ("", "fill") else None}
                 for ink in section.chart.inks]}
    return {"title": section.title, "paragraphs": section.paragraphs, "table": section.table, "chart": chart}
