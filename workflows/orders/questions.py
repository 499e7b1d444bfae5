"""What the page `purchase_order` asks: who orders what from whom, when, at which price and under which terms."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from workflows.orders.identifiers import WrongNumber, enterprise_number, vat_number
from workflows.orders.lines import Line
from workflows.orders.parties import Address, Client
from workflows.orders.rows import Row, lines_of, rows_of
from workflows.orders.vat import possible
from workflows.questions.base import Count, Money, Number, Questions, Share, asks, refusal
from workflows.questions.days import Country, Day
from workflows.questions.free import FreeText

MOST_DAYS = 366
"""Days that an order stays open, and from the first day of work to the last."""


class OrderQuestions(Questions):
    """An order while it is written. Days are ISO dates, prices EUR excluding VAT; see `rows` for the lines.

    >>> order = OrderQuestions(client_name="Mobilis", lines=[["Conseil", "0,5", "hour", "80"]])
    >>> order.order_lines()[0].amount
    Decimal('40.00')
    """

    page: ClassVar[str] = "purchase_order"
    version: ClassVar[int] = 1

    client_name: FreeText = asks("", "client", "client", max_length=120)
    subject: FreeText = asks("", "text", "work", max_length=120)
    day: Day | None = asks(None, "day", "work")
    lines: Annotated[tuple[Row, ...], BeforeValidator(rows_of)] = asks((), "rows", "work")

    until: Day | None = asks(None, "day", "details")
    workers: FreeText = asks("", "text", "details", max_length=400)
    place: FreeText = asks("", "text", "details", max_length=200)
    place_country: Country = asks("BE", "country", "details")
    activity: FreeText = asks("", "text", "details", max_length=80)
    client_reference: FreeText = asks("", "text", "details", max_length=60)
    note: FreeText = asks("", "text", "details", max_length=2_000)

    client_email: FreeText = asks("", "text", "client_details", max_length=200)
    client_kind: Literal["enterprise", "private"] = asks("enterprise", "", "client_details")
    client_number: FreeText = asks("", "text", "client_details", max_length=40)
    client_vat: FreeText = asks("", "text", "client_details", max_length=40)
    client_contact: FreeText = asks("", "text", "client_details", max_length=120)
    client_street: FreeText = asks("", "text", "client_details", max_length=200)
    client_postcode: FreeText = asks("", "text", "client_details", max_length=20)
    client_city: FreeText = asks("", "text", "client_details", max_length=120)
    client_country: Country = asks("BE", "country", "client_details")
    client_language: Literal["fr", "nl", "en", "de"] = asks("fr", "", "client_details")

    shows_contribution: Literal["inside", "shown"] = asks("inside", "", "terms")
    deposit: Share = asks(0.0, "share", "terms", ge=0, le=1)
    invoicing: Literal["once", "monthly", "quarterly", "yearly"] = asks("once", "", "terms")
    payment_days: Count = asks(30, "days", "terms", digits=0, ge=0, le=120)
    valid_days: Count = asks(30, "days", "terms", digits=0, ge=1, le=MOST_DAYS)

    work_days: Number | None = asks(None, "days", "mine", digits=1, ge=0, le=MOST_DAYS)
    wanted_day_rate: Money | None = asks(None, "EUR/day", "mine", ge=0, le=10_000)

    @model_validator(mode="after")
    def _fits_together(self):
        lines = lines_of(self.lines)
        client = self.client()
        if client.private and (client.number or client.vat):
            raise refusal("client_kind", "order_private_number")
        fits = possible(client)
        for at, line in enumerate(lines, 1):
            if line.vat not in fits:
                raise refusal("lines", "order_vat_client", row=at, value=line.vat)
        if self.until and self.day and not 0 <= (self.last - self.first).days <= MOST_DAYS:
            raise refusal("until", "order_until", most=MOST_DAYS)
        if self.deposit and self.invoicing != "once":
            raise refusal("deposit", "order_deposit_recurring")
        return self

    @property
    def first(self) -> date | None:
        """The first day of the work."""
        return date.fromisoformat(self.day) if self.day else None

    @property
    def last(self) -> date | None:
        """The last day of the work: the first where no other is said."""
        return date.fromisoformat(self.until) if self.until else self.first

    def order_lines(self) -> tuple[Line, ...]:
        """The lines, exact."""
        return lines_of(self.lines)

    def client(self) -> Client:
        """Who orders; a refusal names the number that cannot exist."""
        address = Address(self.client_street, self.client_postcode, self.client_city, self.client_country)
        return Client(self.client_name, self.client_email, address, _checked(enterprise_number, self, "client_number"),
                      _checked(vat_number, self, "client_vat"), self.client_language, self.client_kind == "private",
                      self.client_contact)

    def missing(self) -> tuple[str, ...]:
        """The questions without which an order cannot be sent, in the order of the form."""
        needed = ("client_name", "client_email", "subject", "day", "lines")
        return tuple(name for name in needed if not getattr(self, name))


def _checked(check: Callable[[str], str], questions: OrderQuestions, name: str) -> str:
    text = getattr(questions, name)
    try:
        return check(text) if text else ""
    except WrongNumber as wrong:
        raise refusal(name, wrong.key.removeprefix("orders.error."), **wrong.values) from None
