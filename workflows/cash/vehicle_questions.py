"""What the vehicle page asks. Left empty, a figure of `data/cooperative/assumptions.yaml` is used and said."""

from typing import Annotated, ClassVar, Literal

from pydantic import model_validator

from workflows.questions.base import Count, Money, Number, Questions, Whole, asks, refusal

KINDS = ("petrol", "diesel", "hybrid", "electric", "van", "bicycle")
"""The kinds of vehicle, in the order of the assumptions' lists."""

MOST_KM, MOST_EUR = 200_000.0, 200_000.0


class VehicleQuestions(Questions):
    """A vehicle and its year. Money is EUR, distances are kilometres, consumption is litres or kWh for 100 km.

    >>> VehicleQuestions(kind="van", km_professional="12.000").km_professional
    12000.0
    """

    page: ClassVar[str] = "vehicle"
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ("year",)

    kind: Literal["petrol", "diesel", "hybrid", "electric", "van", "bicycle"] = asks("petrol", "", "vehicle")
    km_professional: Money = asks(8_000.0, "km/year", "vehicle", digits=0, ge=0, le=MOST_KM, slider_to=40_000.0)
    km_private: Money = asks(7_000.0, "km/year", "vehicle", digits=0, ge=0, le=MOST_KM, slider_to=40_000.0)

    owned: Literal["bought", "leased"] = asks("bought", "", "purchase")
    price: Money | None = asks(None, "EUR", "purchase", ge=0, le=MOST_EUR)
    resale: Money | None = asks(None, "EUR", "purchase", ge=0, le=MOST_EUR)
    years: Number = asks(7.0, "years", "purchase", digits=1, ge=1, le=30)
    rental: Money | None = asks(None, "EUR", "purchase", ge=0, le=10_000)
    bought_year: Count = asks(2024, "year", "purchase", digits=0, ge=1990, le=2026)
    bought_month: Count = asks(1, "month", "purchase", digits=0, ge=1, le=12)

    consumption: Number | None = asks(None, "per 100 km", "costs", digits=1, ge=0, le=200)
    energy_price: Number | None = asks(None, "EUR/unit", "costs", ge=0, le=20)
    insurance: Money | None = asks(None, "EUR/year", "costs", ge=0, le=MOST_EUR)
    vehicle_tax: Money | None = asks(None, "EUR/year", "costs", ge=0, le=MOST_EUR)
    maintenance: Money | None = asks(None, "EUR/year", "costs", ge=0, le=MOST_EUR)

    scale: Literal["quarterly", "yearly"] = asks("quarterly", "", "trips")
    year: Annotated[Literal[2024, 2025, 2026], Whole] = asks(2026, "year", "trips", digits=0)
    trip_month: Count = asks(1, "month", "trips", digits=0, ge=1, le=12)

    @model_validator(mode="after")
    def _fits_together(self):
        if self.owned == "leased" and self.rental is None:
            raise refusal("rental", "rental_missing")
        if self.rental is not None and self.owned == "bought":
            raise refusal("rental", "rental_bought")
        if self.price is not None and self.resale is not None and self.resale > self.price:
            raise refusal("resale", "resale_over_price", price=self.price)
        if self.bought_year > self.year:
            raise refusal("bought_year", "bought_later", year=self.year)
        return self
