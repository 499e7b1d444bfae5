"""What the books say of a member: handed to the coaching where somebody is signed in, empty everywhere else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

YEAR = 12
"""Months that a yearly indicator looks back over."""


@dataclass(frozen=True)
class Facts:
    """A member's books on a day. EUR excluding VAT, but `receivables` and `with_tax`.

    `months`: ("2026-07", invoiced), oldest first; `clients`: invoiced by client in the last twelve months, largest
    first; `receivables`: still unpaid; `with_tax`: invoiced in those months, VAT included; `open`: what clients were
    asked to accept and have not answered; `ordered`: accepted and not invoiced yet; `days`: worked in those months.
    """

    day: date
    months: tuple[tuple[str, float], ...] = ()
    clients: tuple[float, ...] = ()
    receivables: float = 0.0
    with_tax: float = 0.0
    open: float = 0.0
    ordered: float = 0.0
    days: float = 0.0

    @property
    def turnover_year(self) -> float:
        """Invoiced in the last twelve months."""
        return round(sum(self.clients), 2)

    def since(self, year: int, month: int, many: int) -> tuple[float, ...]:
        """Invoiced in so many months from one on, those that are over by the day of the facts.

        >>> Facts(date(2026, 4, 15), months=(("2026-01", 900.0), ("2026-03", 500.0))).since(2026, 1, 36)
        (900.0, 0.0, 500.0)
        """
        by_month, found = dict(self.months), []
        for place in range(many):
            at = (year + (month - 1 + place) // YEAR, (month - 1 + place) % YEAR + 1)
            if at >= (self.day.year, self.day.month):
                break
            found.append(by_month.get(f"{at[0]}-{at[1]:02d}", 0.0))
        return tuple(found) if self.months else ()

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it.

        >>> facts_of(Facts(date(2026, 4, 15), clients=(5.0,)).plain()).clients
        (5.0,)
        """
        return asdict(self) | {"day": self.day.isoformat()}


def facts_of(said: Mapping[str, Any] | None) -> Facts | None:
    """Facts from what JSON kept of them."""
    if not said:
        return None
    return Facts(**{**said, "day": date.fromisoformat(said["day"]),
                    "months": tuple((name, amount) for name, amount in said["months"]), "clients": tuple(said["clients"])})
