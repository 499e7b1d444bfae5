"""The answer about the guarantee fund in words, from its JSON."""

from typing import Any

from workflows.drawing.bars import BarChart, Bars
from workflows.law.parameters import Shelf
from workflows.reform.guarantee_questions import GuaranteeFundQuestions
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

BLUE = "#0b5cad"


def sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer."""
    places = _places(answer, words)
    verdict = [words("guarantee_fund.verdict.tail", **places), words("guarantee_fund.verdict.expected", **places),
               words("guarantee_fund.verdict.concentration", **places)]
    if answer["beyond"] is not None:
        verdict.insert(1, words("guarantee_fund.verdict.fund", **places))
    return Sheet(
        page=answer["page"], title=words("page.guarantee_fund.title"),
        asked=asked(GuaranteeFundQuestions, answer["questions"], words),
        tiles=tuple(Tile(words(f"guarantee_fund.tile.{name}", **places), places[shown], note) for name, shown, note in (
            ("expected", "expected", words("guarantee_fund.tile.expected.note", **places)),
            ("tail", "quantile", words("guarantee_fund.error", error=places["quantile_error"])),
            ("shortfall", "shortfall", words("guarantee_fund.error", error=places["shortfall_error"])),
            ("ten", "ten", words("guarantee_fund.tile.ten.note")))),
        verdict=tuple(verdict),
        sections=(_losses(answer, words, places), _largest(answer, words, places),
                  Section(words("guarantee_fund.section.model"), tuple(
                      words(f"guarantee_fund.model.{part}", **places) for part in ("draw", "errors", "check", "compare"))),
                  figures(answer, words)),
        notes=(words("guarantee_fund.note.model"), *notes(GuaranteeFundQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def helps(questions: GuaranteeFundQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The figure that stands in each empty field."""
    def of(name):
        return law[name].on(law.edition).value

    number, percent = words.formats.number, words.formats.percent
    return {"clients": {"clients": number(of("fund_clients"))}, "shape": {"shape": number(of("fund_pareto"))},
            "owed": {"owed": words.formats.money(of("fund_exposure"), cents=False)},
            "default_rate": {"rate": percent(of("client_default_rate"))},
            "loss": {"loss": percent(of("loss_given_default"))},
            "correlation": {"correlation": percent(of("default_correlation"))}}


def _places(answer: dict[str, Any], words: Words) -> dict[str, str]:
    """Every amount and share of the answer, written out."""
    tail, percent, number = answer["tail"], words.formats.percent, words.formats.number

    def money(amount):
        return words.formats.money(amount, cents=False)

    found = {"expected": money(answer["expected"]), "owed": money(answer["owed"]), "clients": number(answer["clients"]),
             "quantile": money(tail["value_at_risk"]), "quantile_error": money(tail["value_at_risk_error"]),
             "shortfall": money(tail["shortfall"]), "shortfall_error": money(tail["shortfall_error"]),
             "level": percent(answer["level"]), "rest": percent(1 - answer["level"]), "years": number(answer["years"]),
             "one": percent(answer["largest"][0]["share"], 1), "ten": percent(answer["largest"][-1]["share"], 1),
             "equal": number(answer["like_equal_clients"], 0), "hhi": number(answer["hhi"], 4),
             "small": money(answer["small"]), "mean": money(answer["mean"]), "mean_error": money(answer["mean_error"]),
             "rate": percent(answer["default_rate"]), "loss": percent(answer["loss"]),
             "correlation": percent(answer["correlation"]), "usual": percent(answer["usual_share"]),
             "expected_share": percent(answer["expected_share"])}
    if answer["beyond"] is not None:
        found |= {"fund": money(answer["fund"]), "beyond": percent(answer["beyond"]),
                  "beyond_error": percent(answer["beyond_error"])}
    return found


def _losses(answer, words, places):
    ends = [end for end, _ in answer["histogram"]]
    marks = ((answer["expected"], "expected"), (answer["tail"]["value_at_risk"], "quantile"),
             (answer["tail"]["shortfall"], "shortfall"))
    title = words("guarantee_fund.section.losses", years=places["years"])
    chart = BarChart(
        title, words("guarantee_fund.chart", **places), words("guarantee_fund.chart.x"), words("guarantee_fund.chart.y"),
        [words.formats.short(end) for end in ends],
        [Bars(words("guarantee_fund.chart.y"), [count for _, count in answer["histogram"]], BLUE)],
        lambda count: words.formats.number(count, 0),
        marks=[(min(at / ends[0], len(ends)), words(f"guarantee_fund.mark.{name}")) for at, name in marks], joined=True)
    rows = tuple((words(f"guarantee_fund.row.{name}", **places), places[name], places.get(f"{name}_error", ""))
                 for name in ("expected", "quantile", "shortfall", "small"))
    columns = tuple(words(f"guarantee_fund.column.{name}") for name in ("loss", "amount", "error"))
    return Section(title, (), Table(columns, rows, (1, 2)), chart)


def _largest(answer, words, places):
    rows = tuple((words.count("guarantee_fund.row.largest", part["clients"]), words.formats.percent(part["share"], 1))
                 for part in answer["largest"])
    columns = (words("guarantee_fund.column.clients"), words("guarantee_fund.column.share"))
    return Section(words("guarantee_fund.section.largest"), (words("guarantee_fund.largest", **places),),
                   Table(columns, rows, (1,)))
