"""The audit in words, from its JSON: beside the form, in HTML, on paper."""

from datetime import date
from typing import Any

from workflows.drawing.rates import Rate, Rates
from workflows.drawing.scatter import Point, Scatter
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.services.audit_questions import AuditQuestions
from workflows.services.audit_tables import changes, comments, mark, sheets, stop, trend, weights
from workflows.services.survey import wilson
from workflows.words.catalogue import Words

COLOURS = {"reinforce": "#b4420a", "keep": "#1a6b34", "enough": "#0b5cad", "discuss": "#b00020", "not_rated": "#55606d"}


def audit_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer."""
    progress = words("services_audit.progress", rated=answer["rated"], count=answer["count"])
    deadline = answer["deadline"] and words.formats.date(date.fromisoformat(answer["deadline"]))
    lens = answer["lenses"][answer["lens"]]["name"][words.language]
    plan = words("services_audit.verdict.deadline", day=deadline, months=answer["months"]) if deadline else \
        words("services_audit.verdict.no_start", months=answer["months"])
    found = len(answer["stop"][answer["lens"]])
    return Sheet(
        page=answer["page"], title=words("page.services_audit.title"),
        asked=asked(AuditQuestions, {**answer["questions"], "start": answer["questions"]["start"] and words.formats.date(
            date.fromisoformat(answer["questions"]["start"])), "ratings": _counted(answer, "ratings", words),
            "decisions": _counted(answer, "decisions", words)}, words),
        tiles=(Tile(words("services_audit.tile.count"), str(answer["count"]), words("services_audit.tile.count.note")),
               Tile(words("services_audit.tile.rated"), words.formats.percent(answer["rated"] / answer["count"], 0),
                    progress),
               Tile(words("services_audit.tile.deadline"), words("services_audit.tile.months", n=answer["months"]),
                    words("services_audit.tile.until", day=deadline) if deadline else plan),
               Tile(words("services_audit.tile.changes"), str(len(answer["changes"])),
                    words("services_audit.tile.changes.note"))),
        verdict=(progress, plan, words("services_audit.verdict.lens", lens=lens,
                                       about=answer["lenses"][answer["lens"]]["about"][words.language]),
                 words.count("services_audit.verdict.stop", found) if found else words("services_audit.verdict.no_stop"),
                 words("services_audit.verdict.decides")),
        sections=(_map(answer, words), changes(answer, words), stop(answer, words), weights(answer, words),
                  _survey(answer, words), *trend(answer, words), sheets(answer, words), *comments(answer, words),
                  figures(answer, words)),
        notes=(words("services_audit.note.demand"), words("services_audit.note.silent", n=sum(
            one["without_comment"] for one in answer["services"])), *notes(AuditQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def _counted(answer, name, words):
    many = len(answer["questions"][name])
    return words("sheet.asked.lines", n=many) if many else ""


def _source(answer, words):
    survey = answer["survey"]
    year, month = map(int, survey["date"].split("-"))
    return words("services_audit.survey.source", month=f"{words.formats.month(month)} {year}", question=survey["question"])


def _map(answer, words):
    lens, percent = answer["lens"], words.formats.percent
    name = answer["lenses"][lens]["name"][words.language]
    points = [Point(one["number"], one["name"][words.language], one["mean"], one["lenses"][lens]["importance"],
                    COLOURS[one["lenses"][lens]["quadrant"]]) for one in answer["services"]]
    low, high = answer["scale"]
    title = words("services_audit.section.map", lens=name)
    chart = Scatter(
        title, words("services_audit.map.description", count=answer["count"], rated=answer["rated"]),
        words("services_audit.map.x", low=low, high=high), words("services_audit.map.y"), words("services_audit.not_rated"),
        (low, high), (answer["good_from"], answer["important_from"]),
        tuple(words(f"services_audit.quadrant.{corner}") for corner in ("reinforce", "keep", "discuss", "enough")),
        lambda value: words.formats.number(value, 1), lambda value: percent(value, 0), points, _source(answer, words))
    rows = tuple((f'{one["number"]}. {one["name"][words.language]}', percent(one["lenses"][lens]["importance"], 1),
                  mark(one, words), words(f'services_audit.quadrant.{one["lenses"][lens]["quadrant"]}'))
                 for one in answer["services"])
    columns = tuple(words(f"services_audit.column.{part}") for part in ("service", "importance", "rating", "quadrant"))
    return Section(title, (words("services_audit.map.how", from_=percent(answer["important_from"], 1),
                                 good=words.formats.number(answer["good_from"], 1)),), Table(columns, rows, (1, 2)), chart)


def _survey(answer, words):
    survey, percent = answer["survey"], words.formats.percent
    many = survey["answered"]
    rates = sorted(survey["rates"], key=lambda one: one["rank"])
    chart = Rates(
        words("services_audit.section.survey"), words("services_audit.survey.description"),
        [Rate(one["name"][words.language], one["rate"], wilson(one["rate"], many) if many else None) for one in rates],
        lambda share: percent(share, 1), _source(answer, words))
    said = words("services_audit.survey.errors", n=words.formats.number(many, 0)) if many else \
        words("services_audit.survey.no_errors")
    return Section(words("services_audit.section.survey"), (words("services_audit.survey.several"), said), None, chart)
