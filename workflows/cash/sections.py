"""The parts of the cash flow's sheet: the fan, the months, the ways, the salaries, the weeks off."""

from typing import Any

from babel.dates import get_month_names

from workflows.cash.chance import FAN
from workflows.cash.plan import WAYS
from workflows.drawing.fan import FanChart
from workflows.report.sheet import Section, Table
from workflows.words.catalogue import Words


def month_name(month: str, words: Words) -> str:
    """A month such as "2026-07" as people write it.

    >>> from workflows.words.catalogue import speak
    >>> month_name("2026-07", speak("nl"))
    'juli 2026'
    """
    year, number = month.split("-")
    return f"{get_month_names('wide', 'format', locale=words.formats.locale)[int(number)]} {year}"


def chances(answer: dict[str, Any], words: Words) -> tuple[Section, Section]:
    """The fan of the balance, and its figures."""
    money, percent, own, q = words.formats.money, words.formats.percent, answer["ways"][answer["way"]], answer["questions"]
    names = [month["month"] for month in answer["months"]]
    short = get_month_names("abbreviated", "format", locale=words.formats.locale)
    five, quarter, median, three, most = (own["fan"][str(percent)] for percent in FAN)
    chart = FanChart(
        title=words("cash_flow.fan.title"),
        description=words("cash_flow.fan.describe", month=month_name(names[-1], words), low=money(five[-1], cents=False),
                          high=money(most[-1], cents=False), median=money(median[-1], cents=False),
                          share=percent(own["dry"], 1)),
        x_name=words("cash_flow.fan.x"), y_name=words("cash_flow.fan.y"),
        groups=[short[int(name[5:])] for name in names], bands=(five, quarter, median, three, most),
        plan=[month["balance"] for month in answer["months"]],
        names=tuple(words(f"cash_flow.fan.{name}") for name in ("outer", "inner", "median", "plan")),
        short=lambda euros: f"{words.formats.number(euros / 1000, 1)} k" if euros else "0")
    said = (words("cash_flow.fan.paths", paths=words.formats.number(q["paths"], 0), seed=q["seed"],
                  share=percent(own["dry"], 1), error=words.formats.number(100 * own["dry_error"], 1)),
            guarantee(answer, words))
    head = (words("cash_flow.column.month"), *(words(f"cash_flow.fan.p{percent}") for percent in FAN),
            words("cash_flow.fan.plan"))
    rows = tuple((month_name(name, words), *(money(line[at], cents=False) for line in (five, quarter, median, three, most)),
                  money(answer["months"][at]["balance"], cents=False)) for at, name in enumerate(names))
    return (Section(words("cash_flow.fan.title"), said, chart=chart),
            Section(words("cash_flow.fan.table"), (), Table(head, rows, (1, 2, 3, 4, 5, 6)), folded=True))


def guarantee(answer: dict[str, Any], words: Words) -> str:
    """What being paid by the cooperative, whatever the clients do, changes to the risk of running dry."""
    kept, bare = answer["ways"]["cooperative"], answer["ways"]["cooperative_unguaranteed"]
    return words("cash_flow.fan.guarantee", kept=words.formats.percent(kept["dry"], 1),
                 bare=words.formats.percent(bare["dry"], 1))


def months(answer: dict[str, Any], words: Words) -> Section:
    """What comes in, goes out and remains, month by month."""
    money = words.formats.money
    head = tuple(words(f"cash_flow.column.{name}") for name in ("month", "in", "out", "taken", "balance"))
    rows = tuple((month_name(m["month"], words), *(money(m[name]) for name in ("in", "out", "taken", "balance")))
                 for m in answer["months"])
    return Section(words("cash_flow.months.title"), (), Table(head, rows, (1, 2, 3, 4)))


def by_line(answer: dict[str, Any], words: Words) -> Section:
    """The same months with every line."""
    short = get_month_names("abbreviated", "format", locale=words.formats.locale)
    lines = tuple(answer["months"][0]["lines"])
    head = (words("cash_flow.column.month"), *(words(f"cash_flow.line.{name}") for name in lines))
    rows = tuple((f"{short[int(m['month'][5:])]} {m['month'][:4]}",
                  *(words.formats.money(m["lines"][name]) for name in lines)) for m in answer["months"])
    return Section(words("cash_flow.lines.title"), (words("cash_flow.lines.said"),),
                   Table(head, rows, tuple(range(1, len(head)))), folded=True)


def ways(answer: dict[str, Any], words: Words) -> Section:
    """Every way with the same work, the same clients and the same draws of chance."""
    money, percent = words.formats.money, words.formats.percent
    head = tuple(words(f"cash_flow.column.{name}") for name in ("way", "net_year", "lowest", "lowest_month", "dry", "safe"))
    rows = []
    for name in WAYS:
        way = answer["ways"][name]
        rows.append((words(f"cash_flow.way.{name}"), money(way["net_year"]), money(way["trough"]["balance"]),
                     month_name(way["trough"]["month"], words), words(
                         "cash_flow.column.dry_cell", share=percent(way["dry"], 1),
                         error=words.formats.number(100 * way["dry_error"], 1)),
                     money(max(0.0, way["safe"]), cents=False)))
    return Section(words("cash_flow.ways.title"), (words("cash_flow.ways.said"),), Table(head, tuple(rows), (1, 2, 4, 5)))


def salaries(answer: dict[str, Any], words: Words) -> Section:
    """What can be taken each month: as planned, by chance, and set again each month."""
    money, percent, salary = words.formats.money, words.formats.percent, answer["salary"]
    own, q = answer["ways"][answer["way"]], answer["questions"]
    revised = own["revised"]
    said = [words("cash_flow.salary.none") if salary["constant"] is None else
            words("cash_flow.salary.constant", amount=money(salary["constant"])),
            words("cash_flow.salary.safe" if own["safe"] > 0 else "cash_flow.salary.not_safe",
                  amount=money(max(0.0, own["safe"]), cents=False), share=percent(q["confidence"])),
            words("cash_flow.salary.revised", share=percent(revised["share"]), floor=money(revised["floor"], cents=False),
                  cap=money(revised["cap"], cents=False), holds=percent(revised["holds"], 1),
                  mean=money(revised["mean"], cents=False))]
    if not salary["path"]:
        return Section(words("cash_flow.salary.title"), tuple(said))
    said.append(words("cash_flow.salary.path"))
    names = [month["month"] for month in answer["months"]]
    rows = tuple((month_name(names[first], words), month_name(names[last], words), money(amount))
                 for first, last, amount in steps(salary["path"]))
    head = tuple(words(f"cash_flow.column.{name}") for name in ("from", "to", "salary"))
    return Section(words("cash_flow.salary.title"), tuple(said), Table(head, rows, (2,)))


def steps(path: list[float]) -> list[tuple[int, int, float]]:
    """The path's steps: first month, last month, salary. A cent more or less is rounding and no step.

    >>> steps([10.0, 10.0, 10.01, 12.5])
    [(0, 2, 10.0), (3, 3, 12.5)]
    """
    found: list[tuple[int, int, float]] = []
    for month, amount in enumerate(path):
        if found and amount - found[-1][2] < 0.015:
            found[-1] = (found[-1][0], month, found[-1][2])
        else:
            found.append((month, month, amount))
    return found


def weeks(answer: dict[str, Any], words: Words) -> Section:
    """What unpaid weeks change, and how many can be afforded."""
    money, weeks, q = words.formats.money, answer["weeks"], answer["questions"]
    said = []
    if weeks["asked"]:
        said.append(words("cash_flow.weeks.lowest", weeks=words.formats.number(weeks["asked"], 1),
                          lowest=money(weeks["lowest"])))
        said.append(words("cash_flow.weeks.none") if weeks["salary"] is None else words(
            "cash_flow.weeks.salary", salary=money(weeks["salary"]), without=money(weeks["without"])))
    share, draw = words.formats.percent(q["confidence"]), money(q["draw"])
    if weeks["affordable"] is None:
        said.append(words("cash_flow.weeks.not_even_one", draw=draw, share=share))
    else:
        said.append(words.count("cash_flow.weeks.affordable", weeks["affordable"], draw=draw, share=share))
    return Section(words("cash_flow.weeks.title"), tuple(said))
