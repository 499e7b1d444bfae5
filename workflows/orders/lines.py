"""What is ordered, line by line, in the units that work is really done in."""

from dataclasses import dataclass
from decimal import Decimal

from workflows.law.owed import MILL, PRICE, cents

UNITS = {"minute": ("MIN", Decimal(1)), "hour": ("HUR", Decimal(1)), "half_day": ("DAY", Decimal("0.5")),
         "day": ("DAY", Decimal(1)), "kilometre": ("KMT", Decimal(1)), "lump_sum": ("LS", Decimal(1)),
         "month": ("MON", Decimal(1)), "piece": ("C62", Decimal(1))}
"""Units by name: the code of UN/ECE Recommendation 20 that Peppol lists, and how many of those one unit is."""

PER = {"minute": Decimal(60)}
"""For how many units the price of a line is: minutes are priced by the hour."""

KINDS = ("work", "purchase", "expense")
"""Work of the member; something bought for the client and passed through; costs of the work, as journeys."""

MOST_QUANTITY, MOST_PRICE = Decimal("99999.999"), Decimal("999999.9999")


@dataclass(frozen=True)
class Line:
    """One line. `price`: EUR excluding VAT, for one unit (for an hour where the unit is the minute); `vat`: a name in `vat`.

    >>> half_an_hour = Line("Conseil par téléphone", Decimal("30"), "minute", Decimal("80"))
    >>> half_an_hour.amount, Line("Entretien du site", Decimal(12), "month", Decimal(15)).amount
    (Decimal('40.00'), Decimal('180.00'))
    """

    text: str
    quantity: Decimal
    unit: str
    price: Decimal
    vat: str = "standard"
    kind: str = "work"

    def __post_init__(self):
        object.__setattr__(self, "quantity", Decimal(self.quantity).quantize(MILL))
        object.__setattr__(self, "price", Decimal(self.price).quantize(PRICE))

    @property
    def per(self) -> Decimal:
        """For how many units the price is."""
        return PER.get(self.unit, Decimal(1))

    @property
    def amount(self) -> Decimal:
        """EUR excluding VAT, to the cent."""
        return cents(self.quantity * self.price / self.per)
