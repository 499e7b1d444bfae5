"""From what was typed to the order that is sent, and to JSON and back: the text that a client's answer is about."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workflows.law.owed import ZERO
from workflows.law.parameters import Shelf
from workflows.orders.lines import Line
from workflows.orders.order import Instalment, Order, in_months, with_deposit
from workflows.orders.parties import Address, Client, Seller, Worker
from workflows.orders.questions import OrderQuestions
from workflows.orders.totals import Totals, totals

EVERY = {"monthly": 1, "quarterly": 3, "yearly": 12}
"""Months between two invoices of a contract that returns."""


def order_of(questions: OrderQuestions, seller: Seller, worker: Worker, issued_on: date, number: str = "",
             revision: int = 1) -> Order:
    """The order behind complete answers, as it is sent on a day.

    >>> from workflows.orders.examples import SELLER
    >>> typed = OrderQuestions(client_name="Mobilis", subject="Site", day="2/3/2026", lines=[["Site", "1", "day", "350"]])
    >>> made = order_of(typed, SELLER, Worker("Ana Peeters"), date(2026, 2, 20))
    >>> made.until, made.valid_until, made.instalments
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 22), ())
    """
    q, lines = questions, questions.order_lines()
    others = tuple(Worker(name) for part in q.workers.split(",") if (name := part.strip()))
    return Order(seller, q.client(), worker, q.subject, lines, q.first, q.last, issued_on,
                 issued_on + timedelta(days=q.valid_days), number, revision, others, place_of(q), q.note, q.client_reference,
                 instalments(q, sum((line.amount for line in lines), ZERO)), q.payment_days,
                 q.shows_contribution == "shown")


def place_of(questions: OrderQuestions) -> Address | None:
    """Where the work is done; None where that is at the client's."""
    q = questions
    return Address(q.place, country=q.place_country) if q.place or q.place_country != q.client_country else None


def instalments(questions: OrderQuestions, net: Decimal) -> tuple[Instalment, ...]:
    """The parts in which an order is invoiced; none where it is invoiced once, at the end.

    A contract that returns is invoiced at the end of each of its periods; the months of its lines say how many there are.

    >>> year = OrderQuestions(day="2026-01-01", lines=[["Entretien", "12", "month", "15"]], invoicing="quarterly")
    >>> [(str(part.net), part.day.isoformat()) for part in instalments(year, Decimal(180))][-1]
    ('45.00', '2026-12-31')
    """
    if questions.invoicing != "once" and questions.first:
        step = EVERY[questions.invoicing]
        months = max((int(-(-line.quantity // 1)) for line in questions.order_lines() if line.unit == "month"), default=0)
        count = max(-(-months // step), 1)
        return in_months(net, tuple(_later(questions.first, step * (at + 1)) - timedelta(days=1) for at in range(count)))
    return with_deposit(net, Decimal(repr(questions.deposit))) if questions.deposit else ()


def comes_to(order: Order, law: Shelf) -> Totals:
    """What the order comes to, at the rates of its first day of work."""
    return totals(order.lines, order.day, law)


def to_json(order: Order) -> str:
    """The order as JSON in one spelling: what is hashed, kept and shown again.

    >>> from workflows.orders.examples import example
    >>> from_json(to_json(example())) == example()
    True
    """
    return json.dumps(asdict(order), default=str, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content: str) -> str:
    """SHA-256 of an order as JSON.

    >>> fingerprint("{}")[:8]
    '44136fa3'
    """
    return hashlib.sha256(content.encode()).hexdigest()


def from_json(text: str) -> Order:
    """The order that `to_json` wrote."""
    said = json.loads(text)
    said |= {name: date.fromisoformat(said[name]) for name in ("day", "until", "issued_on", "valid_until")}
    said |= {"seller": _at_home(Seller, said["seller"]), "client": _at_home(Client, said["client"]),
             "worker": Worker(**said["worker"]), "workers": tuple(Worker(**one) for one in said["workers"]),
             "place": said["place"] and Address(**said["place"]),
             "lines": tuple(Line(**_exact(line, "quantity", "price")) for line in said["lines"]),
             "instalments": tuple(_instalment(part) for part in said["instalments"])}
    return Order(**said)


def _at_home(kind: type, said: dict[str, Any]) -> Any:
    return kind(**{**said, "address": Address(**said["address"])})


def _exact(said: dict[str, Any], *names: str) -> dict[str, Any]:
    return said | {name: Decimal(said[name]) for name in names}


def _instalment(said: dict[str, Any]) -> Instalment:
    return Instalment(said["when"], Decimal(said["net"]), said["day"] and date.fromisoformat(said["day"]))


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
