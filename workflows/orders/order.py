"""An order as it was sent: every word and cent that the client answers to."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workflows.law.owed import shared
from workflows.orders.lines import Line
from workflows.orders.parties import Address, Client, Seller, Worker


@dataclass(frozen=True)
class Instalment:
    """A part of the total to be invoiced. `due`: on acceptance, at the end of the work, or on a day."""

    when: Literal["acceptance", "end", "day"]
    net: Decimal
    day: date | None = None


@dataclass(frozen=True)
class Order:
    """One revision of an order. Money is EUR excluding VAT unless a name says otherwise.

    `day`: the legal day of the work, which decides rates; `number`: "" until it is sent; `language`: the client's.
    `place`: where the work is done; None where that is the client's address. `shows_contribution`: it has a line of its own.
    """

    seller: Seller
    client: Client
    worker: Worker
    subject: str
    lines: tuple[Line, ...]
    day: date
    until: date
    issued_on: date
    valid_until: date
    number: str = ""
    revision: int = 1
    workers: tuple[Worker, ...] = ()
    place: Address | None = None
    note: str = ""
    client_reference: str = ""
    instalments: tuple[Instalment, ...] = ()
    payment_days: int = 30
    shows_contribution: bool = False

    @property
    def language(self) -> str:
        return self.client.language

    @property
    def title(self) -> str:
        """Worker, client, subject, date and number: what a list, a document and a file are called.

        >>> from workflows.orders.examples import example
        >>> example().title
        'Ana Peeters · Mobilis · Affiche du festival · 2026-03-02 · 2026-0001'
        """
        parts = (self.worker.name, self.client.name, self.subject, self.day.isoformat(), self.number)
        return " · ".join(part for part in parts if part)

    @property
    def file_name(self) -> str:
        """The title as the name of a file, without its ending: letters and digits that every system takes.

        >>> from workflows.orders.examples import example
        >>> example().file_name
        'Ana-Peeters_Mobilis_Affiche-du-festival_2026-03-02_2026-0001'
        """
        parts = (self.worker.name, self.client.name, self.subject, self.day.isoformat(), self.number)
        return "_".join(part for part in map(_plain, parts) if part)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:40]


def in_months(net: Decimal, days: tuple[date, ...]) -> tuple[Instalment, ...]:
    """A total in equal parts, one for each day; together exactly the total.

    >>> {part.net for part in in_months(Decimal("180"), tuple(date(2026, month, 28) for month in range(1, 13)))}
    {Decimal('15.00')}
    """
    return tuple(Instalment("day", part, day) for part, day in zip(shared(net, [1] * len(days)), days, strict=True))


def with_deposit(net: Decimal, share: Decimal) -> tuple[Instalment, ...]:
    """A part on acceptance and the rest at the end.

    >>> [str(part.net) for part in with_deposit(Decimal("1200"), Decimal("0.40"))]
    ['480.00', '720.00']
    """
    first, rest = shared(net, (share, 1 - share))
    return Instalment("acceptance", first), Instalment("end", rest)
