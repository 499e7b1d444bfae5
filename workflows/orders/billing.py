"""From accepted orders to what can be invoiced: every line in its parts, each due on its day, grouped by client."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.law.owed import ZERO, cents, shared
from workflows.law.parameters import Shelf
from workflows.orders.order import Order
from workflows.orders.vat import TREATMENTS, rate
from workflows.words.typed import folded


@dataclass(frozen=True)
class Part:
    """A line of an order, or a part of one, that can be invoiced from `due` on. EUR without tax.

    `order`, `line` and `part` name it for good: it is invoiced once. `day` and `until`: when the work is done; invoicing
    changes neither.
    """

    order: str
    line: int
    part: int
    client: str
    text: str
    day: date
    until: date
    due: date
    net: Decimal
    vat: str


@dataclass(frozen=True)
class Group:
    """All parts of one client on one invoice. `taxes`: rate to tax, each rounded once."""

    client: str
    parts: tuple[Part, ...]
    net: Decimal
    taxes: tuple[tuple[Decimal, Decimal], ...]

    @property
    def tax(self) -> Decimal:
        return sum((tax for _, tax in self.taxes), ZERO)

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


def client_key(order: Order) -> str:
    """What makes a client the same one: the enterprise number, else the name without case and accents."""
    return order.client.number or folded(order.client.name)


def parts_of(order: Order, id: str, accepted_on: date) -> tuple[Part, ...]:
    """What an accepted order lets the cooperative invoice, and from when.

    Without instalments each line is due at the end of the work; with them, each line falls into as many parts as there are
    instalments, by their weight, and each part is due with its instalment.

    >>> from workflows.orders.examples import example
    >>> [(part.line, str(part.net), part.due.isoformat()) for part in parts_of(example(), "a", date(2026, 2, 21))][:2]
    [(0, '700.00', '2026-03-06'), (1, '40.00', '2026-03-06')]
    """
    on = {"acceptance": accepted_on, "end": order.until}
    days = [on.get(one.when, one.day) for one in order.instalments] or [order.until]
    weights = [one.net for one in order.instalments] or [Decimal(1)]
    found = []
    for at, line in enumerate(order.lines):
        for number, (net, due) in enumerate(zip(shared(line.amount, weights), days, strict=True)):
            if net:
                found.append(Part(id, at, number, client_key(order), line.text, order.day, order.until, due, net, line.vat))
    return tuple(found)


def grouped(parts: Iterable[Part], law: Shelf) -> tuple[Group, ...]:
    """Parts on one invoice for each client: no part lost, none twice, sums to the cent. Work outside the tax stands alone.

    The rate is that of the day of the work, so two rates of one treatment can stand on one invoice.
    """
    by_client: dict[tuple[str, bool], list[Part]] = {}
    for part in sorted(parts, key=lambda part: (part.client, part.day, part.order, part.line, part.part)):
        by_client.setdefault((part.client, TREATMENTS[part.vat].category == "O"), []).append(part)
    return tuple(_group(client, tuple(found), law) for (client, _), found in by_client.items())


def _group(client: str, parts: tuple[Part, ...], law: Shelf) -> Group:
    nets: dict[Decimal, Decimal] = {}
    for part in parts:
        percent, _ = rate(part.vat, part.day, law)
        nets[percent] = nets.get(percent, ZERO) + part.net
    taxes = tuple((percent, cents(net * percent)) for percent, net in sorted(nets.items(), reverse=True))
    return Group(client, parts, sum((part.net for part in parts), ZERO), taxes)
