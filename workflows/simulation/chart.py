"""The chart of a comparison, from its JSON."""

from collections.abc import Iterable
from typing import Any

from workflows.drawing.lines import LineChart, Mark, Series
from workflows.words.catalogue import Words

_OTHERS = ("#b4420a", "7 4")
INKS = {"cooperative": ("#0b5cad", ""), "complementary": ("#6b3fa0", "2 3"), "company": ("#1a6b34", "10 3 2 3"),
        "association": ("#1a6b34", "2 3"), **dict.fromkeys(
            ("self_employed", "starter", "student", "pensioner", "assisting_spouse", "amateur"), _OTHERS)}
"""Colour and dash of each way: the cooperative and any other are told apart without colours too."""


_INKS_IN_TURN = (("#0b5cad", ""), ("#b4420a", "7 4"), ("#1a6b34", "10 3 2 3"), ("#6b3fa0", "2 3"), ("#1d2733", "1 4"))


def inks_of(ways: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Colour and dash of several ways in one drawing, no two alike."""
    return dict(zip(ways, _INKS_IN_TURN))


def chart(answer: dict[str, Any], words: Words) -> LineChart:
    """Each way over turnover, the changes, the zone below the day's minimum, and the person on the curves."""
    curve, money = answer["curve"], words.formats.money
    ways = [name for name in curve if name != "turnover"]
    nets = [answer["routes"][way]["net_year"] for way in ways]
    amounts = ", ".join(f"{words(f'way.{way}')} {money(net)}" for way, net in zip(ways, nets, strict=True))
    minimum = answer["minimum_day"]["turnover"]
    return LineChart(
        title=words("sheet.chart.title"),
        description=words("sheet.chart.describe", turnover=money(answer["turnover"]), amounts=amounts),
        x_name=words("sheet.chart.x"), y_name=words("sheet.chart.y"), xs=curve["turnover"],
        series=[Series(words(f"way.{way}"), curve[way], *INKS[way]) for way in ways],
        short=lambda euros: f"{words.formats.number(euros / 1000, 1)} k" if euros else "0",
        here=(answer["turnover"], nets, words("sheet.chart.here")),
        marks=[Mark(change["turnover"], money(change["turnover"], cents=False), *change["turnover_band"])
               for change in answer["crossings"] or () if answer["alternative"] in change["between"]],
        zone=(minimum, words("sheet.chart.minimum")) if minimum else None)
