"""The argument sheet as HTML and as a PDF of one page."""

from dataclasses import asdict
from datetime import date

from workflows.questions.link import to_link
from workflows.report.html import html
from workflows.report.pdf import pdf
from workflows.simulation.argument import Argument
from workflows.simulation.argument_sheet import argument_sheet
from workflows.words.catalogue import Words

_HEADS = {"uses": "insight.argument.head.uses", "worths": "insight.argument.head.worths",
          "market": "insight.argument.head.market", "points": "insight.argument.head.points",
          "doubts": "insight.argument.head.doubts", "not_advice": "site.not_advice"}


def argument_pdf(found: Argument, words: Words, made_on: date, address: str = "") -> bytes:
    """The sheet on paper: exactly one page."""
    return pdf("argument", _content(found, words, made_on, address), made_on)


def argument_html(found: Argument, words: Words, made_on: date, address: str = "") -> str:
    """The sheet as one HTML file."""
    return html("argument", **_content(found, words, made_on, address))


def _content(found, words, made_on, address):
    # A client's copy carries no link: it would show the member's own figures.
    own = found.asked.reader == "oneself"
    link = f"{address}/{found.asked.page}?{to_link(found.asked, found.edition)}" if own else ""
    return {"link": link, "language": words.language, "keywords": ["argument"],
            "sheet": asdict(argument_sheet(found, words)), "words": {name: words(key) for name, key in _HEADS.items()}
            | {"made": words("sheet.made", day=words.formats.date(made_on))}}
