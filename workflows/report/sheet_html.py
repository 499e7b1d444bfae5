"""A sheet as one HTML file."""

from datetime import date

from markupsafe import Markup

from workflows.report.code import square_code
from workflows.report.html import drawn, html
from workflows.report.sheet import Section, Sheet
from workflows.report.sheet_words import address_of, said_around
from workflows.words.catalogue import Words


def sheet_html(sheet: Sheet, words: Words, made_on: date, address: str = "") -> str:
    """The report of any page: nothing is loaded from anywhere, every text is escaped."""
    link = address_of(sheet, address)
    return html("sheet", language=words.language, sheet=sheet, words=said_around(sheet, words, made_on),
                charts=drawn_charts(sheet.sections), link=link, code=drawn(square_code(link)))


def drawn_charts(sections: tuple[Section, ...]) -> dict[int, Markup]:
    """The drawings of sections by their place, as the template wants them."""
    return {place: drawn(section.chart.svg(760, 340, f"chart-{place}"))
            for place, section in enumerate(sections) if section.chart}
