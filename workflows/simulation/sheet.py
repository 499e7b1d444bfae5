"""The answer in words: every sentence and amount that page, HTML and PDF show, made once from the same JSON."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.law.as_json import checked, since
from workflows.simulation.intervals import intervals
from workflows.simulation.lines import Line, way_lines
from workflows.simulation.side_by_side import others, shown_in_order, side_by_side, ways_notes
from workflows.words.catalogue import Words

BEYOND = ("unemployment", "arts", "sickness", "accident", "unpaid", "pension")
_DAYS_OF = {"arts": "allowance_days", "unpaid": "pay_delay_working_days"}


@dataclass(frozen=True)
class Tile:
    """The big figure of one way."""

    way: str
    name: str
    short_name: str
    amount: str
    short_amount: str
    average: str
    band: str


@dataclass(frozen=True)
class Part:
    """One way unfolded: its lines, the sentences below them, and what money does not show."""

    way: str
    name: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    beyond: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fact:
    """A figure with its value, status and source, ready to print."""

    name: str
    value: str
    status: str
    source: str
    checked: str


@dataclass(frozen=True)
class Sheet:
    """The whole answer, in one language."""

    tiles: tuple[Tile, ...]
    difference: str
    short_difference: str
    difference_note: str
    headline: str
    warnings: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    ways_shown: tuple[str, ...]
    ways_notes: tuple[str, ...]
    ways_intervals: tuple[tuple[str, tuple[str, ...]], ...]
    intervals: tuple[str, ...]
    held: tuple[str, ...]
    parts: tuple[Part, ...]
    table: tuple[tuple[str, ...], ...]
    assumptions: tuple[Fact, ...]
    law: tuple[str, ...]
    figures: tuple[tuple[str, str, str, str], ...]
    doubts: tuple[str, ...]


def sheet(answer: dict[str, Any], words: Words, names: dict[str, str]) -> Sheet:
    """The sheet of an answer. `names` gives each dated figure and source its name in the language of the words."""
    shown = ("cooperative", answer["alternative"])
    gap = answer["routes"][shown[0]]["net_year"] - answer["routes"][shown[1]]["net_year"]
    return Sheet(
        tiles=tuple(_tile(way, answer["routes"][way], words) for way in shown),
        difference=words.formats.signed(gap), short_difference=words.formats.signed(gap, cents=False),
        difference_note=words(
            "sheet.difference.note", other=words(f"way.{shown[1]}.in")),
        headline=_headline(answer, words), warnings=_warnings(answer, words, names), ways=side_by_side(answer, words),
        ways_shown=shown_in_order(answer), ways_notes=ways_notes(answer, words), ways_intervals=tuple(
            (words("ways.beside", way=words(f"way.{way}")), intervals(answer, words, way)) for way in others(answer)),
        intervals=intervals(answer, words, answer["alternative"]),
        held=_held(answer, words), parts=tuple(_part(way, answer, words) for way in shown),
        table=_table(answer, words), assumptions=tuple(_fact(a, words, names) for a in answer["assumptions"]),
        law=_law(answer, words), figures=_figures(answer, words, names), doubts=tuple(
            f"{names.get(d['name'], d['name'])} — {d['doubt'][words.language]} "
            f"({words('figure.checked', day=checked(d, words))})" for d in answer["doubts"]))


def _tile(way, route, words):
    money, (low, high) = words.formats.money, route["net_year_band"]
    average = words("sheet.average", amount=money(route["net_month_average"]))
    if way == "company":
        d = route["details"]
        average = words("sheet.company", now=money(d["private_now"]), inside=money(d["in_company"]))
    return Tile(way, words(f"way.{way}"), words(f"way.{way}.short"), money(route["net_year"]),
                money(route["net_year"], cents=False), average,
                words("sheet.band", low=money(low, cents=False), high=money(high, cents=False)) if low != high else "")


def _headline(answer, words):
    low, high = answer["advantage"]
    if answer["undecided"] == "company":
        company = answer["routes"]["company"]
        return words("sheet.headline.company", now=words.formats.money(company["details"]["private_now"]),
                     after=words.formats.money(company["net_year"]))
    if answer["undecided"] not in (None, "band"):
        return words(f"sheet.headline.{answer['undecided']}", way=words(f"way.{answer['alternative']}.in"))
    if answer["winner"] is None:
        return words("sheet.headline.band", low=words.formats.signed(low), high=words.formats.signed(high))
    other = answer["alternative"] if answer["winner"] == "cooperative" else "cooperative"
    small, large = sorted((abs(low), abs(high)))
    key = "sheet.headline.wins_exactly" if small == large else "sheet.headline.wins"
    sentence = words(key, way=words(f"way.{answer['winner']}.in"), other=words(f"way.{other}.in"),
                     low=words.formats.money(small), high=words.formats.money(large))
    return sentence[0].upper() + sentence[1:]


def _warnings(answer, words, names):
    q, day, money = answer["questions"], answer["minimum_day"], words.formats.money
    found = [_switch(switch, answer, words) for switch in answer["switches"]]
    if q["days"] - day["days_paid"] > 0.05:
        found.append(words("sheet.minimum_day.here", paid=words.formats.number(day["days_paid"], 1),
                           days=words.formats.number(q["days"], 1), pay=money(day["pay"])))
    if any(answer["routes"][way]["own_time"] is None for way in ("cooperative", answer["alternative"])):
        found.append(words("sheet.own_time.missing"))
    oldest = min(answer["law_dates"]["figures"], key=lambda figure: figure["checked_on"])
    found.append(words("sheet.oldest", name=names.get(oldest["name"], oldest["name"]), day=checked(oldest, words)))
    return tuple(found)


def _switch(switch, answer, words):
    """A doubtful point of law that would name another winner, said beside the winner."""
    name, winner = switch["name"], switch["winner"]
    result = words("sheet.switch.winner", way=words(f"way.{winner}.in")) if winner else words("sheet.switch.none")
    question = words(f"simulation.{name}.label")
    return words("sheet.switch", question=question, result=result)


def _held(answer, words):
    held, day, money = answer["held_constant"], answer["minimum_day"], words.formats.money
    if held["hold"] == "day_rate" and held["day_rate"]:
        return (words("sheet.held.day_rate", rate=money(held["day_rate"])),)
    days = words.formats.number(held["days"], 1)
    said = words("sheet.held.days", days=days, expenses=money(held["expenses"]))
    if not day["turnover"]:
        return (said,)
    return said, words("sheet.minimum_day", turnover=money(day["turnover"], cents=False), pay=money(day["pay"]), days=days)


def _part(way, answer, words):
    route, money = answer["routes"][way], words.formats.money
    years, details = route["years"], route["details"]
    notes = [words("sheet.average.line", amount=money(route["net_month_average"])),
             words("sheet.kept", amount=money(route["kept_of_100"]))]
    if len({year["net"] for year in years.values()}) > 1:
        notes.append(words("sheet.years", **{name: money(year["net"]) for name, year in years.items()}))
    bill = years["first"]["bill_later"]
    if bill:
        notes.append(words("sheet.years.bill" if bill > 0 else "sheet.years.refund", bill=money(abs(bill))))
    side = "cooperative" if way == "cooperative" else "alone"
    days = {topic: {"days": words.formats.number(details[name] // 1, 0)} for topic, name in _DAYS_OF.items()
            if name in details}
    beyond = tuple((words("sheet.named", name=words(f"beyond.{topic}")),
                    words(f"beyond.{topic}.{side}", **days.get(topic, {}))) for topic in BEYOND)
    return Part(way, words(f"way.{way}"), way_lines(way, answer, words), tuple(notes), beyond)


def _table(answer, words):
    """The chart's figures at every tenth of its width, and at the person's own turnover."""
    curve, ways = answer["curve"], [name for name in answer["curve"] if name != "turnover"]
    rows = {curve["turnover"][i]: [curve[way][i] for way in ways] for i in range(0, len(curve["turnover"]), 40)}
    rows[answer["turnover"]] = [answer["routes"][way]["net_year"] for way in ways]
    head = (words("sheet.table.turnover"), *(words(f"way.{way}") for way in ways))
    return (head, *((words.formats.money(at), *map(words.formats.money, nets)) for at, nets in sorted(rows.items())))


def _fact(fact, words, names):
    value = fact["value"]
    shown = words.formats.percent(value) if 0 < value < 1 else words.formats.number(value, 4) if value < 10 \
        else words.formats.number(value)
    return Fact(names.get(fact["name"], fact["name"]), shown, words(f"status.{fact['status']}"),
                names.get(fact["source"], fact["source"]), checked(fact, words))


def _figures(answer, words, names):
    """(figure, since when, status, day it was checked) of every dated figure behind the answer, with its head."""
    head = tuple(words(f"sheet.column.{name}") for name in ("figure", "since", "status", "checked"))
    rows = ((names.get(f["name"], f["name"]), since(f, words), words(f"status.{f['status']}"), checked(f, words))
            for f in answer["law_dates"]["figures"])
    return (head, *sorted(rows, key=lambda row: row[0]))


def _law(answer, words):
    dates = answer["law_dates"]
    statuses = [f["status"] for f in dates["figures"]]
    return (words("sheet.law.edition", edition=words.formats.date(date.fromisoformat(dates["edition"])),
                  oldest=words.formats.date(date.fromisoformat(dates["oldest_checked_on"]))),
            words("sheet.law.counts", **{s: statuses.count(s) for s in ("confirmed", "computed", "assumption")}))
