"""The cash flow in words: every sentence and amount that page, HTML and PDF show."""

from typing import Any

from workflows.cash.questions import CashFlowQuestions
from workflows.cash.sections import by_line, chances, month_name, months, salaries, ways, weeks
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Sheet, Tile
from workflows.words.catalogue import Words

NOTES = ("taxes", "start", "vat", "guarantee", "failure", "horizon")


def cash_flow_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.cash.as_json import as_json
    >>> from workflows.cash.flow import cash_flow
    >>> from workflows.words.catalogue import speak
    >>> sheet = cash_flow_sheet(as_json(cash_flow(CashFlowQuestions(paths=100))), speak("en"))
    >>> sheet.verdict[0]
    'The account stays above zero: at its lowest, it holds €1,126.42, at the end of January 2026.'
    """
    return Sheet(
        page=answer["page"], title=words("cash_flow.title"),
        asked=asked(CashFlowQuestions, _counting(answer["questions"]), words), tiles=_tiles(answer, words),
        verdict=_verdict(answer, words),
        sections=(*chances(answer, words), months(answer, words), by_line(answer, words), ways(answer, words),
                  salaries(answer, words), weeks(answer, words), figures(answer, words)),
        notes=tuple(words(f"cash_flow.note.{name}") for name in NOTES) + notes(CashFlowQuestions, answer, words),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def _counting(said):
    """What was said and counts: an amount that others replace, or a date of nothing, is left out."""
    idle = {"turnover_list": ("turnover", "turnover_season", "turnover_by_month"),
            "turnover_by_month": ("turnover", "turnover_season"), "expenses_by_month": ("expenses", "expenses_season")}
    left = {name for typed, others in idle.items() if said[typed] for name in others}
    left |= {name for amount in ("leasing", "advance") if not said[amount] for name in said if name.startswith(amount)}
    return {name: value for name, value in said.items() if name not in left}


def _tiles(answer, words):
    money, percent, own = words.formats.money, words.formats.percent, answer["ways"][answer["way"]]
    sure = percent(answer["questions"]["confidence"])
    constant = answer["salary"]["constant"]
    return (
        Tile(words("cash_flow.tile.lowest"), money(answer["trough"]["balance"]),
             words("cash_flow.tile.lowest_note", month=month_name(answer["trough"]["month"], words))),
        Tile(words("cash_flow.tile.dry"), percent(own["dry"], 1),
             words("cash_flow.tile.dry_note", error=words.formats.number(100 * own["dry_error"], 1))),
        Tile(words("cash_flow.tile.safe"), money(max(0.0, own["safe"]), cents=False),
             words("cash_flow.tile.safe_note", share=sure) if constant is None else
             words("cash_flow.tile.safe_note_plan", share=sure, amount=money(constant))))


def _verdict(answer, words):
    money, trough, remedies = words.formats.money, answer["trough"], answer["remedies"]
    month = month_name(trough["month"], words)
    if trough["first_dry"] is None:
        return (words("cash_flow.verdict.holds", amount=money(trough["balance"]), month=month),)
    found = [words("cash_flow.verdict.dry", amount=money(-trough["balance"]), month=month,
                   first=month_name(trough["first_dry"], words))]
    advance, later = remedies["advance"], remedies["later"]
    if advance["back_in"]:
        found.append(words("cash_flow.verdict.advance", amount=money(advance["amount"], cents=False),
                           month=month_name(advance["month"], words), back=month_name(advance["back_in"], words)))
    else:
        found.append(words("cash_flow.verdict.no_advance", amount=money(advance["amount"], cents=False)))
    found.append(words("cash_flow.verdict.no_draw") if remedies["draw"] is None else
                 words("cash_flow.verdict.draw", amount=money(remedies["draw"]),
                       instead=money(answer["questions"]["draw"])))
    if later:
        found.append(words("cash_flow.verdict.later", amount=money(later["amount"]),
                           month=month_name(later["month"], words), to=month_name(later["to"], words)))
    return tuple(found)
