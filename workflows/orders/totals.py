"""What an order comes to: by line, by rate of tax, in all; and what the cooperative keeps of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workflows.law.owed import PRICE, ZERO, cents, exact, shared
from workflows.law.parameters import Figure, Shelf
from workflows.orders.lines import Line
from workflows.orders.vat import TREATMENTS, rate

CONTRIBUTION = "cooperative_contribution_rate"
BASE = "contribution_line_kinds"
"""The dated list of the kinds of lines that the contribution is counted on."""


@dataclass(frozen=True)
class Taxed:
    """All lines under one treatment: EUR without tax, the rate, the tax, and the dated figure of the rate."""

    treatment: str
    net: Decimal
    rate: Decimal
    tax: Decimal
    figure: Figure | None


@dataclass(frozen=True)
class Totals:
    """What an order comes to, EUR. `passed_through`: purchases and expenses, part of `net`, shown apart.

    `contribution`: what the cooperative keeps of `contribution_base` at `contribution_rate`.
    """

    net: Decimal
    taxed: tuple[Taxed, ...]
    tax: Decimal
    gross: Decimal
    passed_through: Decimal
    contribution_base: Decimal
    contribution_rate: Decimal
    contribution: Decimal


def totals(lines: Iterable[Line], day: date, law: Shelf) -> Totals:
    """What lines come to on the day of the work. Tax is rounded once for each category and rate, as EN 16931 counts it.

    Treatments that share both (two kinds of 6 %) share that cent too: the later has what the earlier leaves.

    >>> from workflows.law.library import shelf
    >>> year = totals([Line("Entretien", Decimal(12), "month", Decimal(15))], date(2026, 3, 2), shelf())
    >>> year.net, year.tax, year.gross, year.contribution
    (Decimal('180.00'), Decimal('37.80'), Decimal('217.80'), Decimal('11.70'))
    """
    lines, by_treatment = tuple(lines), {}
    for line in lines:
        by_treatment[line.vat] = by_treatment.get(line.vat, ZERO) + line.amount
    taxed, before = [], {}
    for name, net in by_treatment.items():
        percent, figure = rate(name, day, law)
        alike = TREATMENTS[name].category, percent
        earlier = before.get(alike, ZERO)
        before[alike] = earlier + net
        taxed.append(Taxed(name, net, percent, cents(before[alike] * percent) - cents(earlier * percent), figure))
    net, tax = sum((one.net for one in taxed), ZERO), sum((one.tax for one in taxed), ZERO)
    counted, share = law[BASE].on(day).value, exact(law[CONTRIBUTION].on(day).value)
    base = sum((line.amount for line in lines if line.kind in counted), ZERO)
    return Totals(net, tuple(taxed), tax, net + tax, sum((line.amount for line in lines if line.kind != "work"), ZERO),
                  base, share, cents(base * share))


def shown_apart(lines: Iterable[Line], text: str, said: Callable[[Line], str], day: date, law: Shelf) -> tuple[Line, ...]:
    """The same lines, the contribution taken out of their prices and put on lines of its own: the same totals.

    For each treatment of the tax there is one such line, `text`; together they are the contribution to the cent. A line
    whose lower amount no price of four decimals gives (500 km) becomes a lump sum, named by `said(line)`.

    >>> from workflows.law.library import shelf
    >>> three_days = Line("Site", Decimal(3), "day", Decimal("333.33"))
    >>> [(line.price, line.amount) for line in shown_apart([three_days], "…", str, date(2026, 3, 2), shelf())]
    [(Decimal('311.6633'), Decimal('934.99')), (Decimal('65.0000'), Decimal('65.00'))]
    """
    lines = tuple(lines)
    counted = law[BASE].on(day).value
    weights = [line.amount if line.kind in counted else ZERO for line in lines]
    contribution = cents(sum(weights, ZERO) * exact(law[CONTRIBUTION].on(day).value))
    if not contribution:
        return lines
    parts, taken = shared(contribution, weights), {}
    for line, part in zip(lines, parts, strict=True):
        taken[line.vat] = taken.get(line.vat, ZERO) + part
    lower = [_at(line, line.amount - part, said) if part else line for line, part in zip(lines, parts, strict=True)]
    return (*lower, *(Line(text, Decimal(1), "lump_sum", amount, vat) for vat, amount in taken.items() if amount))


def _at(line: Line, amount: Decimal, said: Callable[[Line], str]) -> Line:
    """The line at another price, so that it comes to `amount`."""
    nearest = (amount * line.per / line.quantity).quantize(PRICE)
    for price in (nearest, nearest - PRICE):
        lower = replace(line, price=price)
        if lower.amount == amount:
            return lower
    return replace(line, text=said(line), quantity=Decimal(1), unit="lump_sum", price=amount)
