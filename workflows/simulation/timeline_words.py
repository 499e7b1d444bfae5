"""Thirty-six months in words and as a chart."""

from collections.abc import Mapping, Sequence
from datetime import date

from workflows.drawing.lines import LineChart, Series
from workflows.simulation.delays import MONTHS
from workflows.simulation.timeline import Timeline, pays_more_from
from workflows.words.catalogue import Words

_KINDS = {"received": "insight.timeline.received", "holiday": "insight.timeline.holiday",
          "expenses": "insight.timeline.expenses", "contributions": "insight.timeline.contributions",
          "contribution_bill": "insight.timeline.bill", "assessment": "insight.timeline.assessment",
          "own_time": "insight.line.own_time", "start": "insight.timeline.start", "closing": "insight.timeline.closing"}


def timeline_sentences(found: Mapping[str, Timeline], year: int, words: Words) -> tuple[str, ...]:
    """From when on each way has brought more than each other one, the lowest point, and what is still to come."""
    money, ways = words.formats.money, list(found)
    said = []
    for first in ways:
        for second in ways:
            month = pays_more_from(found[first], found[second]) if first != second else None
            if month:
                said.append(words("insight.timeline.more", first=words(f"way.{first}.in"), second=words(f"way.{second}.in"),
                                  month=month_name(month, year, words)))
    for way, timeline in found.items():
        name, lowest = words(f"way.{way}"), min(timeline.cumulated)
        if lowest < 0:
            said.append(words("insight.timeline.lowest", way=name, amount=money(-lowest),
                              month=month_name(timeline.cumulated.index(lowest) + 1, year, words)))
        rest = round(sum(timeline.awaited.values()) + timeline.later, 2)
        if rest:
            said.append(words("insight.timeline.brings" if rest > 0 else "insight.timeline.asks", way=name,
                              amount=money(abs(rest))))
    return tuple(said)


def timeline_cumulated(found: Mapping[str, Timeline], year: int, words: Words) -> tuple[tuple[str, ...], ...]:
    """A head and one row of each month: what each way has brought in all so far."""
    money = words.formats.money
    head = (words("insight.timeline.month"), *(words(f"way.{way}") for way in found))
    return (head, *((month_name(place + 1, year, words), *(money(one.cumulated[place]) for one in found.values()))
                    for place in range(MONTHS)))


def timeline_table(timeline: Timeline, year: int, words: Words) -> tuple[tuple[str, ...], ...]:
    """A head, one row of each month, and what comes afterwards: (month, each kind of money, in all, cumulated)."""
    money, kinds = words.formats.money, list(timeline.lines)
    head = (words("insight.timeline.month"), *(words(_KINDS[kind]) for kind in kinds), words("insight.timeline.all"),
            words("insight.timeline.cumulated"))
    rows = ((month_name(place + 1, year, words), *(money(timeline.lines[kind][place]) for kind in kinds),
             money(timeline.months[place]), money(timeline.cumulated[place])) for place in range(MONTHS))
    rest = sum(timeline.awaited.values())
    last = (words("insight.timeline.awaited"), *(money(timeline.awaited.get(kind, 0.0)) for kind in kinds), money(rest),
            money(timeline.cumulated[-1] + rest))
    return (head, *rows, last)


def timeline_chart(found: Mapping[str, Timeline], inks: Mapping[str, tuple[str, str]], year: int, words: Words) -> LineChart:
    """What each way has brought in all after each month. `inks`: colour and dash of each way."""
    return LineChart(
        title=words("insight.timeline.title"), description=" ".join(timeline_sentences(found, year, words)),
        x_name=words("insight.timeline.months"), y_name=words("insight.timeline.axis"), xs=range(MONTHS + 1),
        series=[Series(words(f"way.{way}"), (0.0, *timeline.cumulated), *inks[way]) for way, timeline in found.items()],
        short=lambda value: words.formats.number(value, 0) if abs(value) <= MONTHS
        else f"{words.formats.number(value / 1000, 1)} k")


def timeline_held(words: Words) -> Sequence[str]:
    """What the timeline supposes."""
    return (words("insight.timeline.held"), words("insight.timeline.delays"))


def month_name(month: int, year: int, words: Words) -> str:
    """Month 1 is January of the year."""
    day = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return f"{words.formats.month(day.month)} {day.year}"
