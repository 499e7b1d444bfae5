"""The evening on paper: the plan, a card for each person with their route, a card for each table."""

from datetime import date
from importlib.metadata import version
from typing import Any

from workflows.network.evening_sheet import verdict
from workflows.network.trades import name_of, trade
from workflows.report.pdf import pdf
from workflows.words.catalogue import Words


def evening_pdf(answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
    """The plan and the cards to cut out; what was typed for a person is on their card and nowhere else."""
    title = answer["questions"]["title"] or words("network_evening.title")
    return pdf("network_evening", {
        "title": title, "language": words.language, "keywords": [answer["page"]], "verdict": verdict(answer, words),
        "words": {"made": words("sheet.made", day=words.formats.date(made_on)), "not_advice": words("site.not_advice"),
                  "version": words("sheet.version", version=version("atelier"), questions=answer["questions_version"]),
                  "pitch_card": words("network_evening.pitch_card"), "cards": words("network_evening.cards"),
                  "tables": words("network_evening.tables")},
        "rounds": [{"title": _round(turn, words), "tables": [[str(number), ", ".join(table)]
                                                            for number, table in enumerate(turn["tables"], 1)]}
                   for turn in answer["rounds"]],
        "people": _cards(answer, words), "tables": _tables(answer, words)}, made_on)


def _round(turn, words):
    return words("network_evening.round", round=turn["round"], begins=turn["begins"], ends=turn["ends"])


def _cards(answer, words):
    found = []
    for name, tables in sorted(answer["routes"].items(), key=lambda one: one[0].casefold()):
        said = answer["seeks"].get(name, "")
        stops = [words("network_evening.away") if table is None else words("network_evening.table", number=table)
                 for table in tables]
        found.append({"name": name, "trade": name_of(trade(said), words.language) if said else "",
                      "stops": [[f"{turn['round']}", turn["begins"], stop]
                                for turn, stop in zip(answer["rounds"], stops, strict=True)]})
    return found


def _tables(answer, words):
    most = max((len(turn["tables"]) for turn in answer["rounds"]), default=0)
    return [{"title": words("network_evening.table", number=number + 1),
             "rounds": [[turn["begins"], ", ".join(turn["tables"][number])] for turn in answer["rounds"]
                        if number < len(turn["tables"])]} for number in range(most)]
