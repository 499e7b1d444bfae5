"""The parts of the coaching sheet that are tables and sentences: indicators, services, growth, routes, hire, figures."""

from datetime import date
from typing import Any

from workflows.coaching.said import (
    amount,
    month_of,
    reference_of,
    sentence_of,
    sources_of,
    value_of,
    verdict_of,
    way_of,
)
from workflows.report.sheet import Section, Table
from workflows.words.catalogue import Words

CHECKLIST = ("fund", "vat", "insurance", "contracts", "reserve", "back")
"""What somebody who leaves must have seen to."""


def heads(names: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """Names of columns."""
    return tuple(words(f"coaching.column.{name}") for name in names)


def indicators(answer: dict[str, Any], words: Words) -> Section:
    """Value, reference and verdict of each; what presses first."""
    figures = {f["name"]: f["value"] for f in answer["law_dates"]["figures"]}
    rows = tuple((words(f"coaching.indicator.{name}.name"), value_of(one, words), verdict_of(one, words),
                  reference_of(one, figures, words)) for name, one in answer["indicators"].items())
    return Section(words("coaching.section.indicators"), (), Table(
        heads(("indicator", "value", "verdict", "reference"), words), rows, (1,)))


def formulas(answer: dict[str, Any], words: Words) -> Section:
    """How each is computed, from what, and where its reference was read."""
    rows = tuple((words(f"coaching.indicator.{name}.name"), words(f"coaching.indicator.{name}.formula"),
                  sentence_of(one, words), words(f"coaching.origin.{one['origin']}"), sources_of(one, answer, words))
                 for name, one in answer["indicators"].items())
    return Section(words("coaching.section.formulas"), (words("coaching.formulas.said"),), Table(
        heads(("indicator", "formula", "says", "origin", "source"), words), rows), folded=True)


def services(answer: dict[str, Any], words: Words) -> Section:
    """Three services for this case, each with its reason."""
    rows = tuple((words(f"coaching.service.{one['service']}"), because(one, words)) for one in answer["services"])
    return Section(words("coaching.section.services"), (words("coaching.services.said"),), Table(
        heads(("service", "because"), words), rows))


def because(one: dict[str, Any], words: Words) -> str:
    """Why a service is proposed."""
    return words(f"coaching.rule.{one['rule']}")


def growth(answer: dict[str, Any], words: Words) -> Section:
    """Whether the growth track is offered, what it brings, what one full-time equivalent asks."""
    said = answer["growth"]
    lines = [growth_sentence(answer, words)]
    lines += [words(f"coaching.growth.action.{name}") for name in said["actions"]]
    lines.append(words("coaching.growth.fte", turnover=amount(said["fte_minimum"], "whole", words),
                       month=month_of(answer, said["fte_month"], words)) if said["fte_month"] else
                 words("coaching.growth.fte_never", turnover=amount(said["fte_minimum"], "whole", words)))
    return Section(words("coaching.section.growth"), tuple(lines))


def growth_sentence(answer: dict[str, Any], words: Words) -> str:
    """The threshold, the turnover, and the fee on it."""
    said, money = answer["growth"], words.formats.money
    return words(f"coaching.growth.{'offered' if said['offered'] else 'not_yet'}", threshold=money(said["threshold"]),
                 turnover=money(said["turnover"]), fee=money(said["fee"]), fee_at=money(said["fee_at"]),
                 origin=words(f"coaching.origin.{said['origin']}"))


def routes(answer: dict[str, Any], words: Words) -> Section:
    """What each way leaves now and in the third year, from when it pays and from when it is outgrown."""
    ways = answer["routes"]["ways"]
    rows = tuple((way_of(name, words), amount(way["nets"][0], "whole", words), amount(way["nets"][24], "whole", words),
                  words("coaching.routes.base") if name == "cooperative" else _pays(answer, way, words),
                  month_of(answer, way["outgrown"], words)) for name, way in ways.items())
    said = [route_sentence(answer, words)]
    phases = answer["routes"]["phases"]
    said += [words("coaching.routes.phase", first=month_of(answer, first, words), last=month_of(answer, last, words),
                   way=way_of(name, words, within=True)) for first, last, name in phases if len(phases) > 1]
    said.append(words("coaching.routes.rights"))
    return Section(words("coaching.section.routes"), tuple(said), Table(
        heads(("way", "now", "third", "pays", "outgrown"), words), rows, (1, 2)))


def leaving(answer: dict[str, Any], words: Words) -> Section | None:
    """What to see to before leaving, where another way leaves more; None where none does."""
    if not answer["routes"]["exit"]:
        return None
    lines = tuple(words(f"coaching.exit.{name}") for name in CHECKLIST)
    return Section(words("coaching.section.leaving"), lines, folded=True)


def _pays(answer, way, words):
    if way["pays_from"]:
        return month_of(answer, way["pays_from"], words)
    return words("coaching.routes.perhaps", month=month_of(answer, way["perhaps_from"], words)) if way["perhaps_from"] \
        else words("coaching.never")


def route_sentence(answer: dict[str, Any], words: Words) -> str:
    """Which way leaves more, said plainly whichever it is."""
    found = answer["routes"]
    if not found["exit"]:
        return words("coaching.exit.unclear" if found["unclear"] else "coaching.exit.stay")
    way = found["ways"][found["exit"]]
    return words("coaching.exit.other", way=way_of(found["exit"], words, within=True),
                 other=amount(way["nets"][24], "whole", words),
                 here=amount(found["ways"]["cooperative"]["nets"][24], "whole", words))


def hire(answer: dict[str, Any], words: Words) -> Section:
    """What a first hire costs, when it carries itself, and its reductions by date."""
    said, money = answer["hire"], words.formats.money
    lines = [words(f"coaching.hire.{'planned' if said['planned'] else 'example'}",
                   month=month_of(answer, said["month"], words), gross=money(said["gross"]), cost=money(said["cost"])),
             words("coaching.hire.alone", alone=money(said["alone"])),
             words("coaching.hire.no_days") if said["break_even_days"] is None else words(
                 "coaching.hire.days", days=amount(said["break_even_days"], "number", words), margin=money(said["margin"]))]
    lines.append(words("coaching.hire.carries", month=month_of(answer, said["carries_from"], words))
                 if said["carries_from"] else words("coaching.hire.never"))
    if said["carries_from"]:
        lines.append(words("coaching.hire.repaid", month=month_of(answer, said["repaid_from"], words))
                     if said["repaid_from"] else words("coaching.hire.not_repaid"))
    if said["planned"]:
        enough = "ready" if said["reserve"] >= said["wanted"] else "not_ready"
        lines.append(words(f"coaching.hire.{enough}", reserve=amount(said["reserve"], "whole", words),
                           wanted=amount(said["wanted"], "whole", words)))
    rows = tuple((words.formats.date(date.fromisoformat(one["since"])), money(one["cap"]), money(one["quarter"]))
                 for one in said["reductions"])
    return Section(words("coaching.section.hire"), tuple(lines), Table(
        heads(("since", "cap", "quarter"), words), rows, (1, 2)), folded=not said["planned"])
