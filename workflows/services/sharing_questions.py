"""What the page `shared_goods` asks: a van of one's own or hired outside, and whether buying together pays."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from workflows.law.owed import cents
from workflows.questions.base import Count, Money, Questions, asks, refusal
from workflows.questions.records import checked, records_of
from workflows.words.typed import NotANumber, read_decimal

MOST_DAYS = 20_000
"""Days a year up to which both ways are compared, one by one."""


@dataclass(frozen=True)
class Purchase:
    """What is bought in a year: pieces, the price of one, EUR, and the discount (a fraction) that buying together brings."""

    family: str
    volume: Decimal
    price: Decimal
    discount: Decimal

    @property
    def spent(self) -> Decimal:
        """EUR a year without the discount."""
        return cents(self.volume * self.price)

    @property
    def saved(self) -> Decimal:
        """EUR a year that the discount saves."""
        return cents(self.volume * self.price * self.discount)


Purchases = Annotated[tuple[tuple[str, str, str, str], ...], BeforeValidator(lambda said: records_of(said, 4))]


class SharedGoodsQuestions(Questions):
    """Amounts are EUR. `purchases`: what; pieces a year; price of one; discount. What is left empty is assumed.

    >>> SharedGoodsQuestions(purchases="Papier; 1000; 4,50; 8 %").bought()[0].saved
    Decimal('360.00')
    """

    page: ClassVar[str] = "shared_goods"
    version: ClassVar[int] = 1

    days: Count = asks(150, "days", "days", digits=0, ge=0, le=MOST_DAYS)
    hire_day: Money | None = asks(None, "EUR", "outside", ge=0, le=10_000)
    hire_year: Money = asks(0.0, "EUR", "outside", ge=0, le=10_000_000)
    own_year: Money | None = asks(None, "EUR", "own", ge=0, le=10_000_000)
    own_day: Money | None = asks(None, "EUR", "own", ge=0, le=10_000)
    days_of_one: Count | None = asks(None, "days", "own", digits=0, ge=1, le=366)
    purchases: Purchases = asks((), "records", "buying")
    running: Money = asks(0.0, "EUR", "buying", ge=0, le=100_000_000)

    @model_validator(mode="after")
    def _fits_together(self):
        self.bought()
        return self

    def bought(self) -> tuple[Purchase, ...]:
        """The purchases as records."""
        return checked(self.purchases, "purchases", 4, _purchase)


def _purchase(row: tuple[str, ...], at: int) -> Purchase:
    what, volume, price, discount = row
    if not what:
        raise refusal("purchases", "records_what", row=at)
    share = _number(discount.removesuffix("%").strip(), at, Decimal(100)) / 100
    return Purchase(what, _number(volume, at, Decimal(10**9)), _number(price, at, Decimal(10**7)), share)


def _number(text: str, at: int, most: Decimal) -> Decimal:
    try:
        number = read_decimal(text, money=most > 1000)
    except NotANumber:
        number = Decimal(-1)
    if not 0 <= number <= most:
        raise refusal("purchases", "records_number", row=at, part=text[:40])
    return number
