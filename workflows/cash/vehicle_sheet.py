"""The vehicle in words: every sentence and amount that page, HTML and PDF show."""

from typing import Any

import numpy as np

from workflows.cash.vehicle_questions import KINDS, VehicleQuestions
from workflows.drawing.lines import LineChart, Series
from workflows.law.parameters import Shelf
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

COST, SCALE = ("#0b5cad", ""), ("#b4420a", "7 4")
FROM_KM, POINTS = 2_500, 40


def vehicle_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.cash.vehicle import vehicle
    >>> from workflows.cash.vehicle_json import as_json
    >>> from workflows.words.catalogue import speak
    >>> sheet = vehicle_sheet(as_json(vehicle(VehicleQuestions(kind="van"))), speak("en"))
    >>> sheet.tiles[1].amount
    'no scale'
    """
    return Sheet(
        page=answer["page"], title=words("vehicle.title"), asked=asked(VehicleQuestions, answer["questions"], words),
        tiles=_tiles(answer, words), verdict=_verdict(answer, words),
        sections=(_costs(answer, words), *_scale(answer, words), _deductible(answer, words), _kinds(answer, words),
                  figures(answer, words)),
        notes=(words("vehicle.note.vat"), words("vehicle.note.commuting"), *notes(VehicleQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def helps(questions: VehicleQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """Field -> place in its help text -> the assumption for this kind."""
    from workflows.cash.vehicle import filling
    filled = filling(questions, law)
    money, number = words.formats.money, words.formats.number
    return {name: {"amount": money(filled[name])} for name in ("price", "resale", "insurance", "vehicle_tax",
                                                               "maintenance", "energy_price")} | {
        "consumption": {"amount": number(filled["consumption"], 1)}}


def per_km(amount: float | None, words: Words) -> str:
    """Euros a kilometre, four digits; a dash without kilometres."""
    return "–" if amount is None else words("vehicle.per_km", amount=words.formats.number(amount, 4))


def _tiles(answer, words):
    money, cost, allowance = words.formats.money, answer["cost"], answer["allowance"]
    if allowance["trip_rate"] is None:
        scale = Tile(words("vehicle.tile.scale"), words("vehicle.tile.no_scale"), words("vehicle.tile.no_scale_note"))
        last = Tile(words("vehicle.tile.professional"), money(answer["professional"]),
                    words("vehicle.tile.professional_note"))
    else:
        month = words.formats.month(answer["questions"]["trip_month"])
        scale = Tile(words("vehicle.tile.scale"), per_km(allowance["trip_rate"], words),
                     words("vehicle.tile.scale_note", month=month, year=answer["questions"]["year"]))
        last = Tile(words("vehicle.tile.difference"), words.formats.signed(allowance["difference"]),
                    words("vehicle.tile.difference_note", allowance=money(allowance["year"]),
                          cost=money(answer["professional"])))
    return (Tile(words("vehicle.tile.cost"), per_km(cost["per_km"], words),
                 words("vehicle.tile.cost_note", total=money(cost["total"]))), scale, last)


def _verdict(answer, words):
    money, allowance = words.formats.money, answer["allowance"]
    if allowance["year"] is None:
        return words("vehicle.verdict.van", cost=money(answer["professional"])), words("vehicle.verdict.van_how")
    key = "vehicle.verdict.covers" if allowance["difference"] >= 0 else "vehicle.verdict.short"
    found = [words(key, allowance=money(allowance["year"]), cost=money(answer["professional"]),
                   gap=money(abs(allowance["difference"])))]
    if allowance["capped"]:
        found.append(words("vehicle.verdict.capped", cap=money(allowance["year"])))
    if allowance["covers_from"] is None:
        found.append(words("vehicle.verdict.never", variable=per_km(answer["variable"], words)))
    else:
        found.append(words("vehicle.verdict.from", km=words.formats.number(allowance["covers_from"], 0)))
    return tuple(found)


def _costs(answer, words):
    money, cost, km = words.formats.money, answer["cost"], answer["km"]
    head = tuple(words(f"vehicle.column.{name}") for name in ("line", "year", "km"))
    leased = answer["questions"]["owned"] == "leased"
    rows = [(words("vehicle.line.rental" if name == "purchase" and leased else f"vehicle.line.{name}"), money(amount),
             per_km(amount / km if km else None, words)) for name, amount in cost["lines"].items()]
    rows.append((words("vehicle.line.total"), money(cost["total"]), per_km(cost["per_km"], words)))
    share = answer["questions"]["km_professional"] / km if km else 0.0
    return Section(words("vehicle.costs.title"), (words(
        "vehicle.costs.professional", share=words.formats.percent(share, 1), cost=money(answer["professional"])),),
        Table(head, tuple(rows), (1, 2)))


def _scale(answer, words):
    """The scale through the year, and the cost a kilometre beside it; nothing for a vehicle without one."""
    allowance = answer["allowance"]
    if not allowance["rates"]:
        return ()
    head = tuple(words(f"vehicle.column.{name}") for name in ("months", "rate", "status"))
    rows = tuple((words("vehicle.months", first=words.formats.month(rate["months"][0]),
                        last=words.formats.month(rate["months"][-1])), per_km(rate["rate"], words),
                  words(f"status.{rate['status']}")) for rate in allowance["rates"])
    key = "bicycle" if answer["kind"] == "bicycle" else answer["questions"]["scale"]
    return Section(words("vehicle.allowance.title"), (words(f"vehicle.allowance.{key}"),), Table(head, rows, (1,))), \
        Section(words("vehicle.chart.title"), (), chart=_chart(answer, words))


def _chart(answer, words):
    number, here = words.formats.number, answer["km"]
    fixed, rates = answer["cost"]["total"] - answer["cost"]["lines"]["energy"], answer["allowance"]["rates"]
    rate = sum(len(part["months"]) * part["rate"] for part in rates) / 12
    xs = np.linspace(FROM_KM, max(40_000, here), POINTS).tolist()
    return LineChart(
        title=words("vehicle.chart.title"),
        description=words("vehicle.chart.describe", km=number(here, 0), cost=per_km(answer["cost"]["per_km"], words),
                          rate=per_km(rate, words)),
        x_name=words("vehicle.chart.x"), y_name=words("vehicle.chart.y"), xs=xs,
        series=[Series(words("vehicle.chart.cost"), [fixed / km + answer["variable"] for km in xs], *COST),
                Series(words("vehicle.chart.scale"), [rate] * POINTS, *SCALE)],
        short=lambda euros: number(euros, 2), short_x=lambda km: number(km, 0),
        here=(here, (answer["cost"]["per_km"], rate), words("sheet.chart.here")) if here >= FROM_KM else None)


def _deductible(answer, words):
    found, money = answer["deductible"], words.formats.money
    if found["share"] is None:
        said = words(f"vehicle.deductible.{found['why']}", year=answer["questions"]["year"])
    else:
        said = words("vehicle.deductible.said", share=words.formats.percent(found["share"]), amount=money(found["amount"]),
                     cost=money(answer["professional"]), year=answer["questions"]["year"])
    return Section(words("vehicle.deductible.title"), (said, words("vehicle.deductible.one_of_two")))


def _kinds(answer, words):
    money = words.formats.money
    head = tuple(words(f"vehicle.column.{name}") for name in ("kind", "year", "km"))
    rows = tuple((words(f"vehicle.kind.{kind}"), money(answer["by_kind"][kind]["total"]),
                  per_km(answer["by_kind"][kind]["per_km"], words)) for kind in KINDS)
    return Section(words("vehicle.kinds.title"), (words("vehicle.kinds.said"),), Table(head, rows, (1, 2)))
