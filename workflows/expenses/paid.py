"""What is paid back of a note: the receipt, or the kilometres at the scale of their day, up to what a year allows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.expenses.questions import CAPPED, JOURNEYS, ExpenseQuestions
from workflows.law.owed import ZERO, cents, exact
from workflows.law.parameters import Figure, Shelf, UnknownFigure

SCALE, VAN = "kilometre_scale", "van_kilometre_rate"
CAPS = {"car": "kilometre_year_cap", "bicycle": "bicycle_year_cap"}


@dataclass(frozen=True)
class Rate:
    """The scale of a kilometre on a day. `per_km`: EUR; None where none is known for that day: it is never guessed.

    `scale`: the regime of a car, "" for others; `figure`: what stands on the shelf, an assumption too; `last`: the newest
    rate before it that is sure.
    """

    name: str
    scale: str
    per_km: Decimal | None
    figure: Figure | None
    last: Figure | None


@dataclass(frozen=True)
class Paid:
    """From what is asked to what is paid back, EUR; `asked` is `paid_back` + `above` + `beyond`.

    `above`: more than the scale allows for a kilometre; `beyond`: more than the year allows. `paid_back` is None where
    something is missing or no rate is known. `agreed`: it rests on a price that no scale supports. `used`: dated figures.
    """

    asked: Decimal | None
    paid_back: Decimal | None
    above: Decimal
    beyond: Decimal
    rate: Rate | None
    cap: Decimal | None
    agreed: bool
    used: tuple[tuple[str, Figure], ...]


def rate(kind: str, scale: str | None, day: date, law: Shelf) -> Rate:
    """The rate of a kind of journey on its day; `scale`: the regime, None for the one that the cooperative follows.

    >>> from workflows.law.library import shelf
    >>> [str(rate("car", scale, date(2025, 7, 1), shelf()).per_km) for scale in ("quarterly", "yearly")]
    ['0.4309', '0.4449']
    >>> rate("car", None, date(2026, 4, 1), shelf()).per_km is None
    True
    """
    regime = (scale or law[SCALE].on(day).value) if kind == "car" else ""
    name = {"bicycle": "bicycle_rate", "van": VAN}.get(kind, f"kilometre_rate_{regime}")
    sure = [figure for figure in law[name].figures if figure.status != "assumption"]
    found = _on(name, day, law)
    known = found if found in sure else None
    return Rate(name, regime, exact(known.value) if known else None, found,
                max((figure for figure in sure if figure.first <= day), key=lambda figure: figure.first, default=None))


def paid(questions: ExpenseQuestions, day: date, law: Shelf) -> Paid:
    """What a note brings back. The day decides the scale.

    >>> from workflows.law.library import shelf
    >>> more = ExpenseQuestions(kind="car", kilometres=100, asked_per_km=0.5)
    >>> found = paid(more, date(2026, 3, 31), shelf())
    >>> found.asked, found.paid_back, found.above
    (Decimal('50.00'), Decimal('43.26'), Decimal('6.74'))
    """
    q = questions
    if q.kind not in JOURNEYS or q.by_receipt:
        return Paid(q.asked_amount, q.asked_amount, ZERO, ZERO, None, None, False, ())
    at, asked_at = rate(q.kind, q.scale, day, law), None if q.asked_per_km is None else exact(q.asked_per_km)
    used = [(SCALE, law[SCALE].on(day))] if at.scale and not q.scale else []
    used += [(at.name, figure) for figure in (at.figure or at.last,) if figure]
    kilometres = q.asked_kilometres
    wanted = None if kilometres is None or asked_at is None else cents(kilometres * asked_at)
    if kilometres is None or at.per_km is None:
        agreed = q.kind == "van" and wanted is not None
        return Paid(wanted, wanted if agreed else None, ZERO, ZERO, at, None, agreed, tuple(used))
    per_km = at.per_km if asked_at is None else min(asked_at, at.per_km)
    whole = cents(kilometres * per_km)
    cap = _on(CAPS[q.kind], day, law) if q.kind in CAPPED else None
    within = whole
    if cap:
        used.append((CAPS[q.kind], cap))
        left = max(exact(cap.value) - exact((q.km_before if q.kind == "car" else q.paid_before) or 0), ZERO)
        within = cents(min(kilometres, left) * per_km) if q.kind == "car" else cents(min(whole, left))
    asked = whole if wanted is None else wanted
    return Paid(asked, within, asked - whole, whole - within, at, exact(cap.value) if cap else None, False, tuple(used))


def _on(name: str, day: date, law: Shelf) -> Figure | None:
    try:
        return law[name].on(day)
    except UnknownFigure:
        return None
