"""The vehicle: its cost by hand, the scale by the day of the trip, and what is deductible by the day of purchase."""

import pytest
from pydantic import ValidationError

from workflows.cash.vehicle import vehicle
from workflows.cash.vehicle_json import as_json
from workflows.cash.vehicle_questions import KINDS
from workflows.cash.vehicle_questions import VehicleQuestions as V
from workflows.cash.vehicle_sheet import vehicle_sheet
from workflows.words.catalogue import speak

CAR = {"price": 21_000, "resale": 0, "years": 7, "consumption": 6, "energy_price": 1.5, "insurance": 900, "vehicle_tax": 300,
       "maintenance": 450}


@pytest.mark.claims("T030")
def test_the_cost_of_a_kilometre_by_hand():
    """15,000 km at 6 litres of 1.50: 1,350; 21,000 over 7 years: 3,000; 900 + 300 + 450. In all 6,000, or 0.40 a km."""
    answer = vehicle(V(**CAR))
    assert answer.cost.lines == {"energy": 1_350.0, "purchase": 3_000.0, "insurance": 900.0, "vehicle_tax": 300.0,
                                 "maintenance": 450.0}
    assert (answer.cost.total, answer.cost.per_km) == (6_000.0, 0.4)
    assert answer.professional == 3_200.0  # 8,000 of the 15,000 km


@pytest.mark.parametrize(("scale", "year", "month", "rate"), [
    ("quarterly", 2024, 3, 0.4269), ("quarterly", 2024, 4, 0.4265), ("quarterly", 2025, 12, 0.4312),
    ("quarterly", 2026, 1, 0.4326), ("yearly", 2025, 6, 0.4415), ("yearly", 2025, 7, 0.4449), ("yearly", 2024, 1, 0.428)])
def test_the_scale_is_that_of_the_trip(scale, year, month, rate):
    answer = vehicle(V(scale=scale, year=year, trip_month=month, bought_year=2023))
    assert answer.trip_rate == rate


def test_a_year_of_trips_is_paid_at_each_quarters_rate():
    """2025: 8,000 km, 2,000 in each quarter at 0.4290, 0.4320, 0.4309 and 0.4312."""
    answer = vehicle(V(**CAR, year=2025))
    assert answer.allowance == 3_446.2 and answer.difference == round(3_446.2 - 3_200, 2)


@pytest.mark.claims("T030")
def test_the_scale_covers_the_cost_from_the_kilometres_that_are_said():
    answer = vehicle(V(**CAR, year=2025))
    rate = 3_446.2 / 8_000
    assert answer.covers_from == round(4_650 / (rate - 0.09))
    there = vehicle(V(**CAR, year=2025, km_professional=answer.covers_from, km_private=0))
    assert abs(there.difference) < 1
    assert vehicle(V(**CAR | {"consumption": 40})).covers_from is None


@pytest.mark.claims("T030")
def test_a_van_has_no_scale_and_says_what_counts_instead():
    answer = vehicle(V(kind="van"))
    assert (answer.allowance, answer.trip_rate, answer.rates, answer.difference) == (None, None, (), None)
    for language, said in (("fr", "aucun barème"), ("nl", "geen kilometerschaal"), ("en", "no kilometre scale")):
        verdict = vehicle_sheet(as_json(answer), speak(language)).verdict
        assert said in verdict[0] and speak(language).formats.money(answer.professional) in verdict[0]


def test_a_bicycle_is_paid_up_to_the_most_of_the_year():
    """2024: 0.35 a kilometre, 3,500 at most: reached at 10,000 km."""
    for km, paid, capped in ((9_999, 3_499.65, False), (10_000, 3_500, False), (10_001, 3_500, True)):
        answer = vehicle(V(kind="bicycle", year=2024, km_professional=km, bought_year=2023))
        assert (answer.allowance, answer.capped) == (paid, capped)


@pytest.mark.parametrize(("kind", "bought", "year", "share", "why"), [
    ("petrol", (2023, 7), 2026, 0.5, ""), ("diesel", (2025, 12), 2026, 0.5, ""), ("petrol", (2026, 1), 2026, 0.0, ""),
    ("petrol", (2023, 6), 2026, None, "older"), ("hybrid", (2022, 1), 2026, None, "older"),
    ("petrol", (2024, 1), 2025, None, "unknown"), ("hybrid", (2025, 3), 2026, 0.75, ""), ("electric", (2024, 1), 2026, 1.0, ""),
    ("van", (2010, 1), 2026, 1.0, ""), ("bicycle", (2020, 1), 2026, 1.0, "")])
def test_what_is_deductible_by_kind_day_of_purchase_and_year(kind, bought, year, share, why):
    answer = vehicle(V(kind=kind, bought_year=bought[0], bought_month=bought[1], year=year))
    assert (answer.deductible.share, answer.deductible.why) == (share, why)
    assert answer.deductible_amount == (None if share is None else pytest.approx(answer.professional * share, abs=0.01))


def test_leasing_counts_twelve_rentals_and_no_purchase():
    answer = vehicle(V(owned="leased", rental=450))
    assert answer.cost.lines["purchase"] == 5_400.0 and vehicle(V(owned="leased", rental=450, price=90_000)).cost == answer.cost


def test_every_kind_is_compared_with_the_same_kilometres():
    answer = vehicle(V(kind="electric", price=60_000))
    assert tuple(answer.by_kind) == KINDS and answer.by_kind["electric"] == answer.cost
    assert answer.by_kind["petrol"] == vehicle(V(kind="petrol")).cost


@pytest.mark.parametrize(("changed", "sign"), [
    ({"price": 30_000}, 1), ({"resale": 5_000}, -1), ({"years": 10}, -1), ({"consumption": 9}, 1), ({"energy_price": 2}, 1),
    ({"insurance": 1_200}, 1), ({"vehicle_tax": 100}, -1), ({"maintenance": 900}, 1), ({"km_private": 20_000}, -1),
    ({"km_professional": 1_000}, 1), ({"scale": "yearly"}, 0), ({"owned": "leased", "rental": 900}, 1)])
def test_each_input_moves_the_cost_of_a_kilometre_the_right_way(changed, sign):
    difference = vehicle(V(**CAR | changed)).cost.per_km - vehicle(V(**CAR)).cost.per_km
    assert (difference > 1e-9) - (difference < -1e-9) == sign


def test_no_kilometres_cost_all_the_same_and_nothing_a_kilometre():
    answer = vehicle(V(**CAR, km_professional=0, km_private=0))
    assert answer.cost.per_km is None and answer.cost.total == 4_650.0 and answer.professional == 0.0
    assert vehicle_sheet(as_json(answer), speak("fr")).tiles[0].amount == "–"


@pytest.mark.parametrize(("wrong", "field"), [
    ({"owned": "leased"}, "rental"), ({"rental": 300}, "rental"), ({"price": 10, "resale": 20}, "resale"),
    ({"bought_year": 2026, "year": 2025}, "bought_year"), ({"kind": "boat"}, "kind"), ({"years": 0}, "years"),
    ({"km_private": -1}, "km_private")])
def test_what_does_not_fit_is_refused_at_its_field(wrong, field):
    from workflows.questions.problems import problems
    with pytest.raises(ValidationError) as refused:
        V(**wrong)
    found = problems(refused.value, V, speak("nl"))
    assert found[0].field == field and len(found[0].sentence) > 20
