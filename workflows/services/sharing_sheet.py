"""Shared goods as JSON and in words: beside the form, in HTML, on paper."""

from decimal import Decimal
from typing import Any

from workflows.drawing.lines import LineChart, Series
from workflows.law.parameters import Shelf
from workflows.report.envelope import envelope
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.services.sharing import OUTSIDE, OWN, SharedGoods
from workflows.services.sharing_questions import MOST_DAYS, SharedGoodsQuestions
from workflows.words.catalogue import Words

COLOURS = {OWN: "#0b5cad", OUTSIDE: "#b4420a"}


def as_json(answer: SharedGoods) -> dict[str, Any]:
    """Plain values; amounts are texts with every cent, names are a contract with other people's scripts."""
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "days": answer.questions.days, "vans": answer.vans, "own": str(answer.own), "outside": str(answer.outside),
        "cheaper": None if answer.own == answer.outside else OWN if answer.own < answer.outside else OUTSIDE,
        "looked_to": MOST_DAYS, "used": {name: str(amount) for name, amount in answer.used.items()},
        "changes": [{"days": change.days, "cheaper": change.cheaper} for change in answer.changes],
        "curve": [list(point) for point in answer.curve],
        "purchases": [{"family": one.family, "spent": str(one.spent), "discount": str(one.discount), "saved": str(one.saved)}
                      for one in answer.bought],
        "spent": str(answer.spent), "saved": str(answer.saved), "left": str(answer.left),
        "discount": None if answer.discount is None else str(round(answer.discount, 6))}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    shown = ("days", "vans", "own", "outside", "cheaper", "spent", "saved", "left", "discount")
    changes = "; ".join(f'{one["days"]}: {one["cheaper"]}' for one in answer["changes"])
    return {name: answer[name] for name in shown} | {"changes": changes, "link": answer["link"]}


def helps(questions: SharedGoodsQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The figure that stands in each empty field."""
    def of(name):
        return law[name].on(law.edition).value

    money = words.formats.money
    return {"hire_day": {"amount": money(of("van_hire_day"))}, "own_year": {"amount": money(of("van_own_year"))},
            "own_day": {"amount": money(of("van_own_day"))}, "days_of_one": {"days": str(of("van_days_year"))}}


def sharing_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer."""
    owed = words.formats.owed
    places = {"own": owed(Decimal(answer["own"])), "outside": owed(Decimal(answer["outside"])),
              "days": words.formats.number(answer["days"], 0), "vans": words.formats.number(answer["vans"], 0),
              "gap": owed(abs(Decimal(answer["own"]) - Decimal(answer["outside"]))), "left": owed(Decimal(answer["left"])),
              "discount": "–" if answer["discount"] is None else words.formats.percent(float(answer["discount"]))}
    buying = bool(answer["purchases"])
    return Sheet(
        page=answer["page"], title=words("page.shared_goods.title"),
        asked=asked(SharedGoodsQuestions, {**answer["questions"], "purchases": words(
            "sheet.asked.lines", n=len(answer["purchases"])) if buying else ""}, words),
        tiles=(Tile(words("shared_goods.tile.own"), places["own"], words("shared_goods.tile.own.note", **places)),
               Tile(words("shared_goods.tile.outside"), places["outside"],
                    words("shared_goods.tile.outside.note", **places)),
               Tile(words("shared_goods.tile.left"), places["left"] if buying else "–",
                    words("shared_goods.tile.left.note"))),
        verdict=(words(f'shared_goods.verdict.{answer["cheaper"] or "same"}', **places),
                 *(_stretch(answer, at, words) for at in range(len(answer["changes"]))),
                 *((words("shared_goods.verdict.buying", **places),) if buying else ())),
        sections=(_curve(answer, words, places), *_buying(answer, words), figures(answer, words)),
        notes=(words("shared_goods.note.steps"), words("shared_goods.note.bargain"),
               *notes(SharedGoodsQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def _stretch(answer, at, words):
    """From which number of days to which, what is cheaper."""
    one, number = answer["changes"][at], words.formats.number
    if at + 1 < len(answer["changes"]):
        return words(f'shared_goods.from_to.{one["cheaper"]}', first=number(one["days"], 0),
                     last=number(answer["changes"][at + 1]["days"] - 1, 0))
    return words(f'shared_goods.from.{one["cheaper"]}', first=number(one["days"], 0), most=number(answer["looked_to"], 0))


def _curve(answer, words, places):
    days, own, outside = zip(*answer["curve"])
    title = words("shared_goods.section.curve")
    chart = LineChart(
        title, words("shared_goods.curve.description", **places), words("shared_goods.curve.x"),
        words("shared_goods.curve.y"), days, [Series(words(f"shared_goods.way.{name}"), values, COLOURS[name],
                                                     dash) for name, values, dash in (
            (OWN, own, ""), (OUTSIDE, outside, "7 4"))], words.formats.short,
        short_x=lambda value: words.formats.number(value, 0))
    rows = tuple((words.formats.number(one["days"], 0), words(f'shared_goods.way.{one["cheaper"]}'))
                 for one in answer["changes"])
    columns = (words("shared_goods.column.from"), words("shared_goods.column.cheaper"))
    return Section(title, (words("shared_goods.curve.how"),), Table(columns, rows) if rows else None, chart)


def _buying(answer, words):
    owed = words.formats.owed
    rows = tuple((one["family"], owed(Decimal(one["spent"])), words.formats.percent(float(one["discount"])),
                  owed(Decimal(one["saved"]))) for one in answer["purchases"])
    if not rows:
        return ()
    columns = tuple(words(f"shared_goods.column.{name}") for name in ("family", "spent", "discount", "saved"))
    total = (words("shared_goods.total"), owed(Decimal(answer["spent"])), "", owed(Decimal(answer["saved"])))
    return (Section(words("shared_goods.section.buying"), (words("shared_goods.buying.how"),),
                    Table(columns, (*rows, total), (1, 2, 3))),)
