"""What a vehicle really costs a kilometre, what may be paid for a trip, and what of the cost is deductible."""

from dataclasses import dataclass, replace
from datetime import date

from workflows.cash.vehicle_law import Deductible, Rate, deductible, rates, year_cap
from workflows.cash.vehicle_questions import KINDS, VehicleQuestions
from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.money import cents
from workflows.law.parameters import Shelf

LINES = ("energy", "purchase", "insurance", "vehicle_tax", "maintenance")
"""The lines of a vehicle's year; only the first follows the kilometres."""

_GAPS = ("consumption", "energy_price", "price", "insurance", "vehicle_tax", "maintenance")


@dataclass(frozen=True)
class Cost:
    """What a vehicle costs a year, EUR by line, the total, and EUR a kilometre (None without kilometres)."""

    lines: dict[str, float]
    total: float
    per_km: float | None


@dataclass(frozen=True)
class Vehicle:
    """The answer. Amounts are EUR a year, but for those a kilometre.

    `professional`: the part of the cost that belongs to professional kilometres. `rates`: what may be paid in each part
    of the year, empty where no scale was found; `trip_rate`: in the month of the trip; `allowance`: for all professional
    kilometres, spread evenly over the year. `difference`: allowance less professional cost. `covers_from`: kilometres a
    year, private ones too, from which the scale covers the cost; None when it never does. `by_kind`: every kind with its
    assumptions and the same kilometres.
    """

    questions: VehicleQuestions
    cost: Cost
    variable: float
    professional: float
    rates: tuple[Rate, ...]
    trip_rate: float | None
    allowance: float | None
    capped: bool
    difference: float | None
    covers_from: float | None
    deductible: Deductible
    deductible_amount: float | None
    by_kind: dict[str, Cost]
    figures: tuple[Use, ...]
    edition: date


def vehicle(questions: VehicleQuestions, law: Shelf | None = None) -> Vehicle:
    """The real cost of a vehicle beside what may be paid for it.

    >>> answer = vehicle(VehicleQuestions(price=21_000, resale=0, years=7, consumption=6, energy_price=1.5, insurance=900,
    ...                                   vehicle_tax=300, maintenance=450))
    >>> answer.cost.lines["energy"], answer.cost.total, answer.cost.per_km
    (1350.0, 6000.0, 0.4)
    """
    law, q = law or all_figures(), questions
    filled = filling(q, law)
    cost, km = cost_of(q, filled, q.owned == "leased"), q.km_professional + q.km_private
    share = q.km_professional / km if km else 0.0
    found = rates(q, law)
    allowance, capped = _allowance(q, law, found)
    professional = float(cents(cost.total * share))
    accepted = deductible(q, law)
    variable = filled["consumption"] / 100 * filled["energy_price"]
    return Vehicle(
        questions=q, cost=cost, variable=variable, professional=professional, rates=found,
        trip_rate=next((rate.figure.value for rate in found if q.trip_month in rate.months), None),
        allowance=allowance, capped=capped, difference=None if allowance is None else round(allowance - professional, 2),
        covers_from=_covers_from(cost, variable, found), deductible=accepted,
        deductible_amount=None if accepted.share is None else float(cents(professional * accepted.share)),
        by_kind={kind: cost if kind == q.kind else cost_of(q, filling(_bare(q, kind), law), False) for kind in KINDS},
        figures=_figures(q, law, found, accepted), edition=law.edition)


def filling(questions: VehicleQuestions, law: Shelf) -> dict[str, float]:
    """Every amount, typed or assumed for the kind."""
    q, day = questions, date(questions.year, 12, 31)
    place = KINDS.index(q.kind)
    found = {name: law[f"vehicle_{name}"].on(day).value[place] if getattr(q, name) is None else getattr(q, name)
             for name in _GAPS}
    resale = law["vehicle_resale_share"].on(day).value * found["price"] if q.resale is None else q.resale
    return found | {"resale": min(resale, found["price"])}


def cost_of(questions: VehicleQuestions, filled: dict[str, float], leased: bool) -> Cost:
    """The year of a vehicle: energy by the kilometre; purchase spread over its years, or the rental; the rest as it is."""
    q, km = questions, questions.km_professional + questions.km_private
    purchase = 12 * q.rental if leased else (filled["price"] - filled["resale"]) / q.years
    amounts = {"energy": km * filled["consumption"] / 100 * filled["energy_price"], "purchase": purchase,
               **{name: filled[name] for name in LINES[2:]}}
    lines = {name: float(cents(amount)) for name, amount in amounts.items()}
    total = round(sum(lines.values()), 2)
    return Cost(lines, total, round(total / km, 4) if km else None)


def _bare(q, kind):
    """The same year and kilometres with another kind, nothing else typed."""
    return VehicleQuestions(kind=kind, km_professional=q.km_professional, km_private=q.km_private, year=q.year,
                            bought_year=min(q.bought_year, q.year), years=q.years)


def _allowance(q, law, found):
    if not found:
        return None, False
    amount = float(cents(sum(q.km_professional * len(rate.months) / 12 * rate.figure.value for rate in found)))
    cap = year_cap(q, law)
    return (amount, False) if cap is None or amount <= cap else (float(cap), True)


def _covers_from(cost, variable, found):
    """Fixed cost / (rate - cost of one more kilometre)."""
    rate = sum(len(rate.months) * rate.figure.value for rate in found) / 12
    if rate <= variable:
        return None
    return round((cost.total - cost.lines["energy"]) / (rate - variable), 0)


def _figures(q, law, found, accepted):
    """Every dated figure behind the answer; of an assumption for each kind, only the one of this kind."""
    day, place = date(q.year, 12, 31), KINDS.index(q.kind)
    assumed = [f"vehicle_{name}" for name in _GAPS if getattr(q, name) is None
               and not (name == "price" and q.owned == "leased")]
    uses = [Use(name, replace(figure := law[name].on(day), value=figure.value[place])) for name in assumed]
    others = ["vehicle_resale_share"] if q.resale is None and q.owned == "bought" else []
    others += ["bicycle_year_cap"] if q.kind == "bicycle" else []
    uses += [Use(name, law[name].on(day)) for name in others] + [Use(rate.name, rate.figure) for rate in found]
    return tuple(uses + ([Use(accepted.name, accepted.figure)] if accepted.figure else []))
