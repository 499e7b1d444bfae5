"""Thirty-six months of a way of working: when money comes and goes, what is still owed at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflows.simulation.answer import Comparison, WayYear, Year
from workflows.simulation.delays import MONTHS, WORKING_DAY, delayed, over_months
from workflows.simulation.setting import Setting

_QUARTERS = (3, 6, 9, 12)
_TWELFTHS = (1 / 12,) * 12


@dataclass(frozen=True)
class Timeline:
    """A way from its first January on, EUR. `lines`: kind of money to its amount in each month, below 0 where it goes.

    `awaited`: by kind, what the three years still bring (above 0) or ask after the last month. `nets`: what each of the
    three years leaves. The months and what is awaited sum to the nets less `start` and `closing`, to the cent.
    `later`: what no net of the three years holds yet: contributions of years 2 and 3 that are settled after them, and
    the holiday pay that the fund pays for the third year, and a company's profit once it has come out.
    """

    way: str
    lines: dict[str, tuple[float, ...]]
    months: tuple[float, ...]
    cumulated: tuple[float, ...]
    awaited: dict[str, float]
    nets: tuple[float, float, float]
    start: float
    closing: float
    later: float


def timelines(answer: Comparison, setting: Setting, names: Iterable[str], start: Mapping[str, float] | None = None,
              closing: Mapping[str, float] | None = None) -> dict[str, Timeline]:
    """The timelines of the named ways, three years alike in turnover and law.

    `start`: costs of the first month by way; without one, those of a registration where the member invoices alone.
    `closing`: costs of leaving and of notice in the last month. Own time counts where it was typed for every way.

    >>> from workflows.law.library import shelf
    >>> from workflows.simulation.compare import compare
    >>> from workflows.simulation.questions import SimulationQuestions
    >>> q = SimulationQuestions()
    >>> found = timelines(compare(q, scan=False), Setting(q, shelf()), ["cooperative", "self_employed"])
    >>> found["self_employed"].start
    192.57
    """
    names = tuple(names)
    own_time = all(answer.ways[name].own_time is not None for name in names)
    return {name: _timeline(answer.ways[name], setting, own_time, (start or {}).get(name), (closing or {}).get(name, 0.0))
            for name in names}


def pays_more_from(first: Timeline, second: Timeline) -> int | None:
    """The month (1 to 36) from which `first` has brought more in all than `second`, for good; None where never."""
    ahead = [a > b for a, b in zip(first.cumulated, second.cumulated, strict=True)]
    behind = [month for month, is_ahead in enumerate(ahead, 1) if not is_ahead]
    month = behind[-1] + 1 if behind else 1
    return month if month <= MONTHS else None


def _timeline(way: WayYear, setting: Setting, own_time: bool, start: float | None, closing: float) -> Timeline:
    years = _three_years(way)
    time = _cents(way.own_time or 0.0)
    nets = [_cents(year.net) + (0 if own_time else time) for year in years]
    lines, awaited = {}, {}
    withheld = "withheld_months" in way.details
    if withheld:
        lines, awaited, kept = _employed(way, setting)
    else:
        lines, awaited, kept = _alone(way, years, setting)
    if own_time and time:
        lines["own_time"] = [-month for _ in years for month in over_months(time, _TWELFTHS)]
        kept = [year - time for year in kept]
    assessments = [net - year for net, year in zip(nets, kept, strict=True)]
    lines["assessment"], awaited["assessment"] = _at(setting.assumed("assessment_month"), assessments)
    if start is None:
        costs = "company_setup_costs" if way.name == "company" else "self_employed_setup_costs"
        start = 0.0 if withheld else setting.assumed(costs)
    lines["start"] = [-_cents(start)] + [0] * (MONTHS - 1)
    lines["closing"] = [0] * (MONTHS - 1) + [-_cents(closing)]
    months = [sum(month) for month in zip(*lines.values(), strict=True)]
    sums = [sum(months[:end]) for end in range(1, MONTHS + 1)]
    return Timeline(
        way.name, {kind: _euros(line) for kind, line in lines.items() if any(line)}, _euros(months), _euros(sums),
        {kind: cents / 100 for kind, cents in awaited.items() if cents}, _euros(nets), start, closing,
        _later(way, years, setting))


def _three_years(way: WayYear) -> tuple[Year, Year, Year]:
    """The second year pays provisional contributions like the first; where nothing is settled later it is like the third."""
    first, third = way.years["first"], way.years["third"]
    return first, first if first.bill_later else third, third


def _later(way, years, setting) -> float:
    of_the_fund = way.holiday_pay if "withheld_months" in way.details and setting.given["at_108"] else 0.0
    of_the_company = 3 * way.details.get("exit_net", 0.0)
    return round(of_the_fund + of_the_company - years[1].bill_later - years[2].bill_later, 2) + 0.0


def _employed(way, setting):
    """(lines, awaited, what each year leaves before tax is settled): pay some days after the work, all withheld."""
    days = setting.assumed("pay_delay_working_days") * WORKING_DAY
    pay, holiday = _cents(way.received_in_year), _cents(way.holiday_pay)
    lines, awaited = {}, {}
    lines["received"], awaited["received"] = _every_year(pay, setting.month_shares, days)
    if setting.given["at_108"]:
        lines["holiday"], awaited["holiday"] = _at(12 + setting.assumed("holiday_fund_month"), [holiday, holiday, 0])
        return lines, awaited, [pay, pay + holiday, pay + holiday]
    lines["holiday"], awaited["holiday"] = _every_year(holiday, setting.month_shares, days)
    return lines, awaited, [pay + holiday] * 3


def _alone(way, years, setting):
    """The same for who invoices alone: clients pay late, expenses go at once, contributions every quarter."""
    lines, awaited = {}, {}
    invoiced = _cents(way.details.get("invoiced", way.received_in_year + way.contributions))
    spent = _cents(way.details.get("paid_expenses", 0.0))
    lines["received"], awaited["received"] = _every_year(invoiced, setting.month_shares, setting.assumed("client_pay_days"))
    lines["expenses"] = [-month for _ in years for month in over_months(spent, setting.month_shares)]
    quarterly = [_cents(years[0].contributions)] * 3
    bill = _cents(years[2].contributions) - quarterly[2]
    shares = [0.25 if month in _QUARTERS else 0.0 for month in range(1, 13)]
    lines["contributions"] = [-month for year in quarterly for month in over_months(year, shares)]
    lines["contribution_bill"], awaited["contribution_bill"] = _at(setting.assumed("contribution_bill_month"), [-bill])
    return lines, awaited, [invoiced - spent - _cents(year.contributions) for year in years]


def _every_year(cents: int, shares, days: float) -> tuple[list[int], int]:
    """The same amount in each of three years, so many days late."""
    return delayed(over_months(cents, shares) * 3, days)


def _at(month: int, by_year: list[int]) -> tuple[list[int], int]:
    """Each year's amount in a month counted from that year's January, and what comes after the last month."""
    found, after = [0] * MONTHS, 0
    for year, cents in enumerate(by_year):
        place = 12 * year + int(month) - 1
        if place < MONTHS:
            found[place] += cents
        else:
            after += cents
    return found, after


def _cents(euros: float) -> int:
    return round(euros * 100)


def _euros(cents: Iterable[int]) -> tuple[float, ...]:
    return tuple(amount / 100 for amount in cents)
