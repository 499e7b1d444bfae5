"""The quarter's report: one page that member and adviser sign, as HTML and as PDF."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.coaching.charts import projection
from workflows.coaching.said import reference_of, sentence_of, value_of, verdict_of
from workflows.coaching.sections import because
from workflows.coaching.sheet import coaching_sheet
from workflows.report.code import square_code
from workflows.report.html import drawn, html
from workflows.report.pdf import pdf
from workflows.report.sheet import Sheet
from workflows.report.sheet_words import address_of, said_around
from workflows.words.catalogue import Words

MOST_ACTIONS = 4
"""Actions that fit on the page; the plan has them all."""


def coaching_pdf(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
    """The page on paper. `answer` may hold `plan` (open actions), `signed` and `quarter` of a report that was kept."""
    sheet = coaching_sheet(answer, words)
    link = address_of(sheet, address)
    content = _content(answer, sheet, words, made_on) | {"keywords": [sheet.page], "link": link}
    chart = projection(answer, words).chart
    return pdf("coaching", content, made_on, {"chart.svg": chart.svg(760, 300, "chart"), "code.svg": square_code(link)})


def coaching_html(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> str:
    """The page as one HTML file."""
    sheet = coaching_sheet(answer, words)
    link = address_of(sheet, address)
    chart = projection(answer, words).chart
    return html("coaching", **_content(answer, sheet, words, made_on), link=link, code=drawn(square_code(link)),
                picture=drawn(chart.svg(760, 260, "chart")))


def _content(answer: Mapping[str, Any], sheet: Sheet, words: Words, made_on: date) -> dict[str, Any]:
    figures = {f["name"]: f["value"] for f in answer["law_dates"]["figures"]}
    chart = projection(dict(answer), words).chart
    quarter = answer.get("quarter", "")
    return {
        "language": words.language, "title": sheet.title, "tiles": sheet.tiles, "verdict": sheet.verdict,
        "quarter": words("coaching.report.quarter", quarter=quarter) if quarter else "",
        "indicators": [{"name": words(f"coaching.indicator.{name}.name"), "value": value_of(one, words),
                        "reference": reference_of(one, figures, words), "verdict": verdict_of(one, words),
                        "state": one["verdict"], "said": sentence_of(one, words)}
                       for name, one in answer["indicators"].items()],
        "services": [{"name": words(f"coaching.service.{one['service']}"), "why": because(one, words)}
                     for one in answer["services"]],
        "chart": {"description": chart.description, "inks": [
            {"name": ink.name, "colour": ink.colour, "css": ink.dash, "filled": False,
             "dash": [int(part) for part in ink.dash.split()] or None} for ink in chart.inks]},
        "plan": [_action(one, words) for one in answer.get("plan", ())][:MOST_ACTIONS],
        "signatures": _signatures(answer, words),
        "words": said_around(sheet, words, made_on) | {name: words(f"coaching.report.{name}") for name in (
            "plan", "no_plan", "sign", "services", "diagnosis", "projection")}}


def _action(one: Mapping[str, Any], words: Words) -> dict[str, str]:
    return {"title": one["title"], "owner": one["owner"], "measure": one["measure"],
            "due": words.formats.date(date.fromisoformat(one["due"]))}


def _signatures(answer: Mapping[str, Any], words: Words) -> list[dict[str, str]]:
    """A place for each of both: who signed and when, or a line to sign on."""
    signed = {one["stands_as"]: one for one in answer.get("signed", ())}
    found = []
    for stands_as in ("member", "adviser"):
        one = signed.get(stands_as)
        found.append({"who": words(f"coaching.report.{stands_as}"), "said": words(
            "coaching.report.signed", name=one["name"], when=one["when"], hash=answer["sha256"][:16]) if one else ""})
    return found
