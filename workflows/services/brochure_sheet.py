"""The brochure in words, from its JSON: on the screen as a sheet, on paper and in HTML as a booklet of its own."""

from datetime import date
from typing import Any

from workflows.report.code import square_code
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.html import drawn, html
from workflows.report.pdf import pdf
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.report.sheet_words import address_of, said_around
from workflows.services.brochure import BrochureQuestions
from workflows.words.catalogue import Words


def brochure_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer: a table for each family."""
    said = answer["questions"]
    day = said["day"] and words.formats.date(date.fromisoformat(said["day"]))
    unknown = sum(part[1] == words("services.price.ask") for family in _booklet(answer, words) for one in family["services"]
                  for part in one["facts"])
    return Sheet(
        page=answer["page"], title=words("page.brochure.title"), asked=asked(BrochureQuestions, {**said, "day": day}, words),
        tiles=(Tile(words("brochure.tile.count"), str(answer["count"]), words("brochure.tile.count.note")),
               Tile(words("brochure.tile.families"), str(len(answer["families"])))),
        verdict=(words("brochure.verdict", n=answer["count"]),
                 words("services.price.contribution", rate=words.formats.percent(answer["contribution"])),
                 *((words("brochure.verdict.unknown", n=unknown),) if unknown else ()),
                 words("brochure.verdict.checked", day=words.formats.date(date.fromisoformat(answer["checked_on"])))),
        sections=(*(_family(family, words) for family in _booklet(answer, words)), *_guide(answer, words),
                  figures(answer, words)),
        notes=(words("brochure.note"), *notes(BrochureQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def brochure_html(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> str:
    """The booklet as one HTML file; nothing is loaded from anywhere."""
    sheet = brochure_sheet(answer, words)
    link = address_of(sheet, address)
    return html("brochure", language=words.language, sheet=sheet, families=_booklet(answer, words),
                words=_around(sheet, words, made_on, answer), guide=_guide(answer, words), link=link,
                code=drawn(square_code(link)))


def brochure_pdf(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
    """The booklet on paper."""
    sheet = brochure_sheet(answer, words)
    link = address_of(sheet, address)
    content = {"language": words.language, "title": sheet.title, "keywords": [sheet.page], "link": link,
               "words": _around(sheet, words, made_on, answer), "verdict": sheet.verdict,
               "families": _booklet(answer, words), "tiles": sheet.tiles,
               "guide": [section.table.rows for section in _guide(answer, words)]}
    return pdf("brochure", content, made_on, {"code.svg": square_code(link)})


def facts_of(one: dict[str, Any], words: Words, said: dict[str, Any]) -> list[tuple[str, str]]:
    """(what, text) of a service: price, conditions, booking, whom to ask; what nobody gave says so."""
    code, found = words.language, []
    contact = one["contact"][code]
    if said["price"] == "yes":
        price = words("services.price.included") if one["included"] else one["price"][code] if one["price"] else \
            words("services.price.ask")
        found.append((words("services.fact.price"), price))
    if said["conditions"] == "yes":
        found.append((words("services.fact.conditions"), one["conditions"][code] if one["conditions"] else
                      words("services.conditions.ask")))
        if one["booking"]:
            found.append((words("services.fact.booking"), one["booking"][code]))
    if said["contact"] == "yes":
        found.append((words("services.fact.contact"), contact))
    return found


def _booklet(answer, words):
    code = words.language
    return [{"name": family["name"][code], "services": [
        {"id": one["id"], "name": one["name"][code], "purpose": one["purpose"][code],
         "status": "" if one["status"] == "active" else words(f'services.status.{one["status"]}'),
         "facts": facts_of(one, words, answer["questions"])} for one in family["services"]]}
        for family in answer["families"]]


def _family(family, words):
    rows = tuple((one["name"], " ".join(filter(None, (one["purpose"], one["status"] and f'({one["status"]})'))),
                  " · ".join(text for _, text in one["facts"])) for one in family["services"])
    columns = tuple(words(f"brochure.column.{name}") for name in ("service", "purpose", "facts"))
    return Section(family["name"], (), Table(columns, rows), folded=True)


def _guide(answer, words):
    code = words.language
    rows = tuple((one["question"][code], one["contact"][code]) for one in answer["guide"])
    columns = (words("services.guide.question"), words("services.guide.contact"))
    return (Section(words("services.guide.title"), (), Table(columns, rows)),) if rows else ()


def _around(sheet, words, made_on, answer):
    said = answer["questions"]
    day = said["day"] and words.formats.date(date.fromisoformat(said["day"]))
    occasion = " · ".join(filter(None, (said["occasion"], day)))
    return said_around(sheet, words, made_on) | {"occasion": occasion, "note": words("brochure.note"),
                                                 "guide": words("services.guide.title")}
