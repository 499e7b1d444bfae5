"""What the page `expense_note` asks: one receipt, or one journey, with four answers and a photo."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import model_validator

from workflows.law.owed import CENT, exact
from workflows.law.payslip import FIRST
from workflows.questions.base import Money, Number, Questions, asks, refusal
from workflows.questions.days import Day
from workflows.questions.free import FreeText

JOURNEYS = ("car", "bicycle", "van")
"""The kinds that are counted in kilometres; the other one is a receipt."""

CAPPED = ("car", "bicycle")
"""The kinds of which a year pays a limited part: kilometres of a car, euros of a bicycle."""


class ExpenseQuestions(Questions):
    """One note. Amounts are EUR including VAT. What does not belong to the kind is kept and does not count.

    >>> note = ExpenseQuestions(kind="car", day="2/3/2026", kilometres="42,5", amount=12)
    >>> note.asked_amount, note.asked_kilometres
    (None, Decimal('42.5'))
    """

    page: ClassVar[str] = "expense_note"
    version: ClassVar[int] = 1

    kind: Literal["receipt", "car", "bicycle", "van"] = asks("receipt", "", "note")
    day: Day | None = asks(None, "day", "note")
    amount: Money | None = asks(None, "EUR", "note", ge=0.01, le=100_000)
    kilometres: Number | None = asks(None, "km", "note", digits=1, ge=0.1, le=5_000)
    purpose: FreeText = asks("", "text", "note", max_length=200)

    reference: FreeText = asks("", "text", "details", max_length=120)
    vat: Money | None = asks(None, "EUR", "details", ge=0, le=50_000)
    asked_per_km: Number | None = asks(None, "€/km", "details", digits=4, ge=0.0001, le=10)
    scale: Literal["quarterly", "yearly"] | None = asks(None, "", "details")

    gross_month: Money | None = asks(None, "EUR", "mine", ge=1, le=100_000)
    km_before: Number | None = asks(None, "km", "mine", digits=1, ge=0, le=500_000)
    paid_before: Money | None = asks(None, "EUR", "mine", ge=0, le=100_000)

    @model_validator(mode="after")
    def _fits_together(self):
        if self.day and date.fromisoformat(self.day) < FIRST:
            raise refusal("day", "expense_day", first=f"{FIRST:%Y-%m}")
        if self.asked_amount is not None and self.vat is not None and self.vat >= self.amount:
            raise refusal("vat", "expense_vat", amount=self.amount)
        return self

    @property
    def spent_on(self) -> date | None:
        """The day of the receipt or of the journey."""
        return date.fromisoformat(self.day) if self.day else None

    @property
    def asked_amount(self) -> Decimal | None:
        """EUR including VAT on the receipt, where the kind has one."""
        counts = self.amount is not None and (self.kind == "receipt" or self.by_receipt)
        return exact(self.amount).quantize(CENT) if counts else None

    @property
    def asked_kilometres(self) -> Decimal | None:
        """Kilometres of the journey, where the kind is counted in them."""
        return exact(self.kilometres).normalize() if self.kind in JOURNEYS and self.kilometres is not None else None

    @property
    def by_receipt(self) -> bool:
        """Whether a van is paid by its receipt (fuel, hire) and not by a price that was agreed for a kilometre."""
        return self.kind == "van" and self.amount is not None

    @property
    def needs_receipt(self) -> bool:
        """Whether a receipt must be attached: nothing else proves what was spent."""
        return self.kind == "receipt" or self.by_receipt

    def missing(self) -> tuple[str, ...]:
        """The questions without which a note cannot be submitted, in the order of the form."""
        counted = {"receipt": ("amount",), "car": ("kilometres",), "bicycle": ("kilometres",)}.get(self.kind)
        if counted is None:
            counted = () if self.by_receipt else ("amount",) if self.asked_per_km is None else ("kilometres",)
        return tuple(name for name in ("day", *counted, "purpose") if not getattr(self, name))
