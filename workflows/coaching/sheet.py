"""The coaching answer in words: every sentence and amount that page, HTML and PDF show."""

from datetime import date
from typing import Any

from workflows.coaching.charts import projection, real, skills, tornado
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.said import amount, month_of, sentence_of, value_of
from workflows.coaching.sections import (
    formulas,
    growth,
    growth_sentence,
    hire,
    indicators,
    leaving,
    route_sentence,
    routes,
    services,
)
from workflows.law.parameters import Shelf
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Sheet, Tile
from workflows.words.catalogue import Words

NOTES = ("references", "projection", "stage", "hire", "third_year")


def coaching_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.coaching.as_json import as_json
    >>> from workflows.coaching.coach import coach
    >>> from workflows.words.catalogue import speak
    >>> coaching_sheet(as_json(coach(CoachingQuestions(wanted_net=1_500))), speak("en")).tiles[1].amount
    '€275.27'
    """
    parts = (indicators(answer, words), services(answer, words), growth(answer, words), projection(answer, words),
             real(answer, words), routes(answer, words), leaving(answer, words), hire(answer, words),
             tornado(answer, words), skills(answer, words),
             formulas(answer, words), figures(answer, words))
    said = {name: value for name, value in answer["questions"].items() if name != "skills"}
    return Sheet(
        page=answer["page"], title=words("coaching.title"), asked=asked(CoachingQuestions, said, words),
        tiles=tiles(answer, words), verdict=verdict(answer, words), sections=tuple(part for part in parts if part),
        notes=tuple(words(f"coaching.note.{name}") for name in NOTES) + notes(CoachingQuestions, answer, words),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def tiles(answer: dict[str, Any], words: Words) -> tuple[Tile, ...]:
    """Turnover, the day rate that the wanted net asks, what is left, the lowest cash."""
    base, rate = answer["scenarios"]["base"], answer["indicators"]["day_rate"]
    needed = Tile(words("coaching.tile.rate"), words("coaching.verdict.unknown"), sentence_of(rate, words)) \
        if rate["value"] is None else Tile(words("coaching.tile.rate"), value_of(rate, words), words(
            "coaching.tile.rate.note", asked=amount(answer["questions"]["day_rate"], "money", words)))
    return (
        Tile(words("coaching.tile.turnover"), amount(base["turnover_years"][0], "whole", words), words(
            "coaching.tile.turnover.note", left=amount(sum(base["left"][:12]) / 12, "whole", words))),
        needed,
        Tile(words("coaching.tile.net"), amount(base["nets"][0] / 12, "whole", words), words("coaching.tile.net.note")),
        Tile(words("coaching.tile.lowest"), amount(base["lowest"], "whole", words), words(
            "coaching.tile.lowest.note", month=month_of(answer, base["lowest_month"], words))))


def verdict(answer: dict[str, Any], words: Words) -> tuple[str, ...]:
    """The stage, what presses most, the growth track, the way that leaves more."""
    found = answer["indicators"]
    pressing = [one for one in found.values() if one["verdict"] == "act" and one["name"] != "stage"]
    said = [sentence_of(found["stage"], words)]
    if pressing:
        name = words(f"coaching.indicator.{pressing[0]['name']}.name")
        said.append(words("coaching.first", name=name, said=sentence_of(pressing[0], words)))
    return (*said, growth_sentence(answer, words), route_sentence(answer, words))


def helps(questions: CoachingQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """What stands in each empty field."""
    day = date(questions.year, 12, 31)
    return {"payment_days": {"days": words.formats.number(law["client_pay_days"].on(day).value, 0)},
            "hire_gross": {"gross": words.formats.money(law["coaching_hire_gross"].on(day).value)}}
