"""The answer about the treasury in words, from its JSON."""

from typing import Any

from workflows.drawing.bars import BarChart, Bars
from workflows.law.parameters import Shelf
from workflows.reform.treasury_questions import TreasuryQuestions
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

BLUE, ORANGE = "#0b5cad", "#b4420a"


def sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer."""
    need, money = answer["need"], words.formats.money
    average, peak, cost = (money(need[name], cents=False) for name in ("average", "peak", "cost"))
    day = money(answer["per_day"], cents=False)
    places = {"average": average, "peak": peak, "days": str(need["pay_days"]), "when": _when(answer, words), "cost": cost,
              "client_days": words.formats.number(need["client_days"], 1), "day": day,
              "rate": words.formats.percent(answer["cost_of_money"]), "fee": words.formats.percent(answer["fee"]),
              "turnover": money(answer["turnover"], cents=False), "closed": money(answer["closed_form"], cents=False)}
    key = "need" if need["average"] > 0 else "none"
    return Sheet(
        page=answer["page"], title=words("page.treasury.title"),
        asked=asked(TreasuryQuestions, answer["questions"], words),
        tiles=(Tile(words("treasury.tile.average"), average, words("treasury.tile.average.note", **places)),
               Tile(words("treasury.tile.peak"), peak, places["when"]),
               Tile(words("treasury.tile.cost"), cost, words("treasury.tile.cost.note", **places)),
               Tile(words("treasury.tile.day"), day, words("treasury.tile.day.note"))),
        verdict=(words(f"treasury.verdict.{key}", **places), words("treasury.verdict.cost", **places),
                 words("treasury.verdict.day", **places)),
        sections=(_months(answer, words), _by(answer, words, "by_pay"), _by(answer, words, "by_term"),
                  Section(words("treasury.section.formula"), (words("treasury.formula", **places),)),
                  figures(answer, words)),
        notes=(words("treasury.note.later"), words("treasury.note.vat"), words("treasury.note.fee"),
               *notes(TreasuryQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def helps(questions: TreasuryQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The figure that stands in each empty field."""
    def of(name):
        return law[name].on(law.edition).value

    percent = words.formats.percent
    terms = "; ".join(f"{days}/{percent(share)}" for days, share in zip(of("client_terms"), of("client_terms_shares")))
    return {"pay_days": {"days": str(of("pay_delay_days")), "working": str(of("pay_delay_working_days"))},
            "terms": {"terms": terms},
            "turnover": {"turnover": words.formats.money(of("cooperative_turnover"), cents=False)},
            "fee": {"fee": percent(of("cooperative_contribution_rate"))},
            "cost_of_money": {"rate": percent(of("cost_of_money"))}}


def _when(answer: dict[str, Any], words: Words) -> str:
    need = answer["need"]
    if need["peak"] - min(month["average"] for month in answer["months"]) < 1:
        return words("treasury.when.always")
    return words("treasury.when", month=words.formats.month(need["peak_month"]))


def _months(answer, words):
    names = [words.formats.month(number) for number in range(1, 13)]
    months = answer["months"]
    inks = (("average", BLUE), ("highest", ORANGE))
    title = words("treasury.section.months")
    peak = words.formats.money(answer["need"]["peak"], cents=False)
    chart = BarChart(
        title, words("treasury.chart", peak=peak, when=_when(answer, words)), words("treasury.column.month"),
        words("treasury.chart.y"), [words.formats.month(number, short=True) for number in range(1, 13)],
        [Bars(words(f"treasury.column.{name}"), [month[name] for month in months], ink) for name, ink in inks],
        words.formats.short)
    columns = tuple(words(f"treasury.column.{name}") for name in ("month", "average", "highest"))
    rows = tuple((name, *(words.formats.money(month[key], cents=False) for key, _ in inks))
                 for name, month in zip(names, months, strict=True))
    return Section(title, (), Table(columns, rows, (1, 2)), chart)


def _by(answer, words, by):
    money = words.formats.money
    first = "pay_days" if by == "by_pay" else "client_days"
    columns = tuple(words(f"treasury.column.{name}") for name in (first, "average", "peak", "cost"))
    rows = tuple((words("treasury.days", days=words.formats.number(need[first], 0)),
                  *(money(need[name], cents=False) for name in ("average", "peak", "cost"))) for need in answer[by])
    return Section(words(f"treasury.section.{by}"), (), Table(columns, rows, (1, 2, 3)))
