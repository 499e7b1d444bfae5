"""What a member's contribution pays for: its uses, the value that can be computed, and what a market price leaves out."""

from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.money import cents
from workflows.law.parameters import Shelf
from workflows.simulation.argument_questions import ArgumentQuestions, Item
from workflows.simulation.delays import WORKING_DAY

_USE = "contribution_use_"
_DAYS_OF_A_YEAR = 365
_FOR_A_CLIENT = {"turnover": 100.0, "hours_saved": None, "advice_hours": None, "market_quote": None}


class SharesDoNotSum(ValueError):
    """The shares of the uses, all known, do not sum to 100 %."""


@dataclass(frozen=True)
class UseOfContribution:
    """One use; `share` of the contribution and its amount, EUR a year, both None where the share is not published."""

    name: str
    share: float | None
    amount: float | None


@dataclass(frozen=True)
class Worth:
    """A value that the member's own figures give, EUR a year, and everything that it was computed from."""

    name: str
    value: float
    inputs: dict[str, float]


@dataclass(frozen=True)
class Market:
    """Another provider's price, EUR a year, what its offer holds and what it leaves out; `gap`: contribution less price."""

    quote: float
    includes: tuple[str, ...]
    leaves_out: tuple[str, ...]
    gap: float


@dataclass(frozen=True)
class Argument:
    """The sheet's figures. `asked`: the questions as they were asked; `questions`: as they are answered, for a client on
    100 EUR. `gap` = contribution less `worth_total`; what is not counted is not part of either.

    `supposed`: what was taken from an assumption because nothing was typed. `figures`: all dated figures that were read.
    """

    asked: ArgumentQuestions
    questions: ArgumentQuestions
    rate: float
    contribution: float
    uses: tuple[UseOfContribution, ...]
    worths: tuple[Worth, ...]
    not_counted: tuple[str, ...]
    worth_total: float
    gap: float
    market: Market | None
    supposed: tuple[Use, ...]
    figures: tuple[Use, ...]
    edition: date


def argument(questions: ArgumentQuestions, law: Shelf | None = None) -> Argument:
    """The figures of the argument sheet; for a client those of 100 EUR invoiced, without the member's own hours.

    >>> found = argument(ArgumentQuestions(turnover=50_000))
    >>> found.contribution, {worth.name: worth.value for worth in found.worths}
    (3250.0, {'advance': 324.3, 'guarantee': 650.0})
    """
    law, day, asked = law or all_figures(), date(questions.year, 12, 31), questions
    if questions.reader == "client":
        questions = questions.model_copy(update=_FOR_A_CLIENT)
    read: dict[str, Use] = {}

    def figure(name):
        read[name] = Use(name, law[name].on(day))
        return read[name].figure.value

    def typed_or(typed, name):
        return figure(name) if typed is None else typed

    rate = figure("cooperative_contribution_rate")
    contribution = _round(rate * questions.turnover)
    worths = (_advance(questions, contribution, typed_or, figure), _guarantee(questions, typed_or),
              _hours("time", questions.hours_saved, questions.hour_value),
              _hours("advice", questions.advice_hours, questions.advice_hour_value))
    counted = tuple(worth for worth in worths if worth)
    total = _round(sum(worth.value for worth in counted))
    uses = _uses(contribution, [(name, figure(name)) for name in law.parameters if name.startswith(_USE)])
    supposed = tuple(use for name, use in read.items() if name in ("client_pay_days", "client_loss_share", "financing_rate"))
    return Argument(
        asked, questions, rate, contribution, uses, counted, tuple(
            name for name, worth in zip(("advance", "guarantee", "time", "advice"), worths, strict=True) if not worth),
        total, _round(contribution - total), _market(questions, contribution), supposed, tuple(read.values()), law.edition)


def _advance(q, contribution, typed_or, figure) -> Worth:
    """Interest on what is paid before the client pays: the contribution taken off, over the days between."""
    client, pay = typed_or(q.client_days, "client_pay_days"), figure("pay_delay_working_days")
    days = max(round(client - pay * WORKING_DAY, 1), 0.0)
    rate = typed_or(q.financing_rate, "financing_rate")
    advanced = _round((q.turnover - contribution) * days / _DAYS_OF_A_YEAR)
    return Worth("advance", _round(advanced * rate), {
        "turnover": q.turnover, "contribution": contribution, "client_days": client, "pay_working_days": pay,
        "days": days, "advanced": advanced, "rate": rate})


def _guarantee(q, typed_or) -> Worth:
    share = typed_or(q.loss_share, "client_loss_share")
    return Worth("guarantee", _round(q.turnover * share), {"turnover": q.turnover, "share": share})


def _hours(name, hours, value) -> Worth | None:
    """Hours at their value; not counted while one of the two is not typed."""
    return None if hours is None or value is None else Worth(name, _round(hours * value), {"hours": hours, "value": value})


def _uses(contribution: float, shares: list[tuple[str, Any]]) -> tuple[UseOfContribution, ...]:
    """The uses in the order of the file. A share that is no number is unknown."""
    known = {name: share for name, share in shares if isinstance(share, (int, float))}
    total = round(sum(known.values()), 6)
    if total > 1 or (len(known) == len(shares) and shares and total != 1):
        raise SharesDoNotSum(total)
    return tuple(UseOfContribution(name, known.get(name), _round(contribution * known[name]) if name in known else None)
                 for name, _ in shares)


def _market(q, contribution) -> Market | None:
    if q.market_quote is None:
        return None
    out = tuple(item for item in get_args(Item) if item not in q.market_includes)
    inside = tuple(item for item in get_args(Item) if item in q.market_includes)
    return Market(q.market_quote, inside, out, _round(contribution - q.market_quote))


def _round(amount: float) -> float:
    return float(cents(amount)) + 0.0
