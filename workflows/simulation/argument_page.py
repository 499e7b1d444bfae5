"""The argument sheet as a page of the registry: its JSON, its sheet on the screen, its row in a batch."""

from dataclasses import asdict
from datetime import date
from typing import Any

from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.report.envelope import envelope
from workflows.report.facts import asked, edition, figures
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.simulation.argument import Argument, argument
from workflows.simulation.argument_questions import ArgumentQuestions
from workflows.simulation.argument_report import argument_html, argument_pdf
from workflows.simulation.argument_sheet import ArgumentSheet, argument_sheet
from workflows.words.catalogue import Words


def as_json(answer: Argument) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only.

    >>> as_json(argument(ArgumentQuestions(turnover=50_000)))["contribution"]
    3250.0
    """
    market = answer.market and {**asdict(answer.market), "includes": list(answer.market.includes),
                                "leaves_out": list(answer.market.leaves_out)}
    return envelope(answer.asked, answer.figures, answer.edition) | {
        "rate": answer.rate, "turnover": answer.questions.turnover, "contribution": answer.contribution,
        "uses": [asdict(use) for use in answer.uses], "worths": [asdict(worth) for worth in answer.worths],
        "not_counted": list(answer.not_counted), "worth_total": answer.worth_total, "gap": answer.gap, "market": market}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    return {"turnover": answer["turnover"], "contribution": answer["contribution"], "valued": answer["worth_total"],
            "gap": answer["gap"], "link": answer["link"]}


def sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet on the screen; on paper it is the one page of `pdf_page`."""
    said = argument_sheet(_again(answer), words)
    tiles = (Tile(words("argument.tile.contribution"), said.amount, said.amount_note),
             Tile(said.worth_total.name, said.worth_total.amount, words("argument.tile.worth")))
    return Sheet(page=answer["page"], title=said.title, asked=asked(ArgumentQuestions, answer["questions"], words),
                 tiles=tiles, verdict=(said.lead, said.gap), sections=(*_sections(said, words), figures(answer, words)),
                 notes=tuple(line for line in (said.not_counted, said.beside, *said.doubts) if line),
                 edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def html_page(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> str:
    """One page to hand over, as HTML."""
    return argument_html(_again(answer), words, made_on, address)


def pdf_page(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
    """One page to hand over, on paper."""
    return argument_pdf(_again(answer), words, made_on, address)


def helps(questions: ArgumentQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The assumption that stands in each empty field."""
    def of(name):
        return law[name].on(date(questions.year, 12, 31)).value

    return {"client_days": {"days": words.formats.number(of("client_pay_days"), 0)},
            "loss_share": {"share": words.formats.percent(of("client_loss_share"))},
            "financing_rate": {"rate": words.formats.percent(of("financing_rate"))}}


def _again(answer: dict[str, Any]) -> Argument:
    """The answer from its JSON: the same questions under the same edition of the law."""
    law = shelf(date.fromisoformat(answer["law_dates"]["edition"]))
    return argument(ArgumentQuestions.again(answer["questions"]), law)


def _sections(said: ArgumentSheet, words: Words) -> tuple[Section, ...]:
    uses = Table((words("insight.argument.head.uses"), words("argument.column.share")),
                 tuple((row.name, row.amount) for row in said.uses))
    worths = Table((words("insight.argument.head.worths"), words("argument.column.amount"), words("argument.column.how")),
                   tuple((row.name, row.amount, row.how) for row in said.worths), (1,))
    sections = [Section(words("insight.argument.head.uses"), (said.uses_note,), uses),
                Section(words("insight.argument.head.worths"), (), worths)]
    if said.points:
        sections.insert(0, Section(words("insight.argument.head.points"), said.points))
    if said.market:
        sections.append(Section(words("insight.argument.head.market"), said.market))
    return tuple(sections)
