"""The evening in words: beside the form, in HTML and on paper."""

from math import ceil
from typing import Any

from workflows.law.parameters import Shelf
from workflows.network.evening import CHANGE, PITCH
from workflows.network.evening_json import lines_of
from workflows.network.evening_questions import EveningQuestions
from workflows.network.tables import meetings
from workflows.network.trades import name_of, trade
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

SHOWN = 12
"""Pairs that a sentence names."""


def evening_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.network.evening import evening
    >>> from workflows.network.evening_json import as_json
    >>> from workflows.words.catalogue import speak
    >>> said = as_json(evening(EveningQuestions(people="A\\nB\\nC\\nD\\nE", rounds=2)))
    >>> evening_sheet(said, speak("en")).verdict[0][:52]
    '5 people cannot be seated at tables of three or four'
    """
    q = {name: value for name, value in answer["questions"].items() if name not in ("people", "held", "history")}
    ready = bool(answer["people"]) and len(answer["impossible"]) < len(answer["rounds"])
    return Sheet(
        page=answer["page"], title=answer["questions"]["title"] or words("network_evening.title"),
        asked=asked(EveningQuestions, q, words), tiles=_tiles(answer, words), verdict=verdict(answer, words),
        sections=((*_rounds(answer, words), _routes(answer, words), _pairs(answer, words), _again(answer, words)) if ready
                  else ()) + (figures(answer, words),),
        notes=(words("network_evening.note.design"), words("network_evening.note.pages"),
               *notes(EveningQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def helps(questions: EveningQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The figure that stands in each empty field."""
    def of(name):
        return words.formats.number(law[name].on(law.edition).value, 1)

    return {"pitch": {"minutes": of(PITCH)}, "change": {"minutes": of(CHANGE)}}


def verdict(answer: dict[str, Any], words: Words) -> tuple[str, ...]:
    """The sentences that say it all."""
    if not answer["people"]:
        return (words("network_evening.empty"),)
    lines = [words.count("network_evening.impossible", turn["present"]) if len(answer["impossible"]) == len(answer["rounds"])
             else words("network_evening.impossible_round", round=turn["round"], n=turn["present"])
             for turn in answer["rounds"] if turn["round"] in answer["impossible"]]
    if len(answer["impossible"]) == len(answer["rounds"]):
        return tuple(dict.fromkeys(lines))
    return (*_met(answer, words), *_time(answer, words), *lines, *_mixed(answer, words), *_wished(answer, words))


def _met(answer, words):
    again, bound = answer["again"], answer["bound"]
    if not again:
        return (words("network_evening.none_twice"),)
    said = [words.count("network_evening.again", again)]
    most = max((turn["present"] for turn in answer["rounds"]), default=0)
    least = meetings(most, most // 3) if most >= 3 and most != 5 else 0
    if again <= bound:
        said.append(words("network_evening.minimum", rounds=len(answer["rounds"]), least=least,
                          total=least * len(answer["rounds"]), pairs=most * (most - 1) // 2))
    else:
        said.append(words("network_evening.best_found", bound=bound))
    return tuple(said)


def _time(answer, words):
    minutes, over = answer["minutes"], answer["over"]
    text = words("network_evening.time", rounds=len(answer["rounds"]), minutes=words.formats.number(minutes, 1),
                 change=words.formats.number(answer["change"], 1), begins=answer["rounds"][0]["begins"], ends=answer["ends"])
    fits = words.count("network_evening.over", ceil(over)) if over > 0 else words.count("network_evening.fits", int(-over))
    return text, fits


def _mixed(answer, words):
    if not any(answer["seeks"].values()):
        return (words("network_evening.no_disciplines"),)
    return (words("network_evening.mixed", same=answer["same_discipline"],
                  chance=words.formats.number(answer["by_chance"], 1)),)


def _wished(answer, words):
    unmet, avoided = answer["unmet"], answer["avoided"]
    return (*([words("network_evening.unmet", pairs=_named(unmet))] if unmet else []),
            *([words("network_evening.avoided", pairs=_named(avoided))] if avoided else []))


def _named(pairs):
    shown = "; ".join(f"{one} – {other}" for one, other, *_ in pairs[:SHOWN])
    return shown + (" …" if len(pairs) > SHOWN else "")


def _tiles(answer, words):
    tables = max(len(turn["tables"]) for turn in answer["rounds"])
    return (Tile(words("network_evening.tile.people"), str(answer["people"]),
                 words.count("network_evening.tile.tables", tables)),
            Tile(words("network_evening.tile.again"), str(answer["again"]),
                 words("network_evening.tile.bound", bound=answer["bound"])),
            Tile(words("network_evening.tile.ends"), answer["ends"],
                 words("network_evening.tile.begins", begins=answer["rounds"][0]["begins"])))


def _rounds(answer, words):
    columns = (words("network_evening.column.table"), words("network_evening.column.people"))
    for turn in answer["rounds"]:
        if turn["tables"]:
            title = words("network_evening.round_held" if turn["held"] else "network_evening.round", round=turn["round"],
                          begins=turn["begins"], ends=turn["ends"])
            yield Section(title, (), Table(columns, tuple((str(number), ", ".join(table))
                                                          for number, table in enumerate(turn["tables"], 1))))


def _routes(answer, words):
    columns = (words("network_evening.column.name"), words("network_evening.column.discipline"),
               *(str(turn["round"]) for turn in answer["rounds"]))
    says = answer["seeks"]
    rows = tuple((name, name_of(trade(says[name]), words.language) if says.get(name) else "",
                  *("–" if table is None else str(table) for table in tables))
                 for name, tables in sorted(answer["routes"].items(), key=lambda one: one[0].casefold()))
    return Section(words("network_evening.routes"), (words("network_evening.routes.why"),),
                   Table(columns, rows, tuple(range(2, 2 + len(answer["rounds"])))), folded=True)


def _pairs(answer, words):
    if not answer["repeats"]:
        return Section(words("network_evening.pairs"), (words("network_evening.none_twice"),), folded=True)
    columns = (words("network_evening.column.name"), words("network_evening.column.name"),
               words("network_evening.column.times"))
    return Section(words("network_evening.pairs"), (), Table(columns, tuple(
        (one, other, str(times)) for one, other, times in answer["repeats"]), (2,)), folded=True)


def _again(answer, words):
    """The tables as lines: the next evening reads them, so that nobody meets again."""
    return Section(words("network_evening.keep"), (words("network_evening.keep.why"), *lines_of(answer["rounds"])),
                   folded=True)
