"""Own or hired outside, with the costs that come in steps: every day of the year's volume is looked at, none is skipped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from workflows.law import owed
from workflows.law.explain import Use
from workflows.law.library import shelf
from workflows.law.owed import exact
from workflows.law.parameters import Shelf
from workflows.services.sharing_questions import MOST_DAYS, Purchase, SharedGoodsQuestions

OWN, OUTSIDE = "own", "outside"

_ASSUMED = {"hire_day": "van_hire_day", "own_year": "van_own_year", "own_day": "van_own_day", "days_of_one": "van_days_year"}


@dataclass(frozen=True)
class Change:
    """From so many days a year on, this way is the cheaper one."""

    days: int
    cheaper: str


@dataclass(frozen=True)
class SharedGoods:
    """The answer, EUR a year. `curve`: (days, own, outside) for the drawing. `changes`: every one up to the last day.

    `discount`: the one on all purchases at which buying together costs as much as it saves, None without purchases.
    """

    questions: SharedGoodsQuestions
    used: dict[str, Decimal]
    own: Decimal
    outside: Decimal
    vans: int
    changes: tuple[Change, ...]
    curve: tuple[tuple[int, float, float], ...]
    bought: tuple[Purchase, ...]
    spent: Decimal
    saved: Decimal
    discount: Decimal | None
    edition: date
    figures: tuple[Use, ...]

    @property
    def left(self) -> Decimal:
        """What buying together leaves after its running cost; below zero it costs more than it saves."""
        return self.saved - owed.cents(exact(self.questions.running))


def shared_goods(questions: SharedGoodsQuestions, law: Shelf | None = None) -> SharedGoods:
    """Both comparisons.

    >>> found = shared_goods(SharedGoodsQuestions(own_year=6000, own_day=10, days_of_one=200, hire_day=60))
    >>> [(change.days, change.cheaper) for change in found.changes]
    [(1, 'outside'), (121, 'own'), (201, 'outside'), (241, 'own')]
    """
    law, q = law or shelf(), questions
    figures = {name: law[figure].on(law.edition) for name, figure in _ASSUMED.items()}
    used = {name: exact(figures[name].value if getattr(q, name) is None else getattr(q, name)) for name in _ASSUMED}
    used["hire_year"] = exact(q.hire_year)
    cents = {name: int(owed.cents(amount) * 100) for name, amount in used.items() if name != "days_of_one"}
    days = np.arange(MOST_DAYS + 1, dtype=np.int64)
    vans = -(-days // int(used["days_of_one"]))
    own, outside = vans * cents["own_year"] + days * cents["own_day"], cents["hire_year"] + days * cents["hire_day"]
    bought = q.bought()
    spent = sum((one.spent for one in bought), Decimal("0.00"))
    last = min(max(2 * q.days, 60), MOST_DAYS)
    step = max(last // 120, 1)
    return SharedGoods(
        q, used, Decimal(int(own[q.days])) / 100, Decimal(int(outside[q.days])) / 100, int(vans[q.days]),
        _changes(own - outside), tuple((int(day), own[day] / 100, outside[day] / 100) for day in range(0, last + 1, step)),
        bought, spent, sum((one.saved for one in bought), Decimal("0.00")), exact(q.running) / spent if spent else None,
        law.edition, tuple(Use(_ASSUMED[name], figure) for name, figure in figures.items() if getattr(q, name) is None)
        or (Use("van_days_year", figures["days_of_one"]),))


def _changes(more: np.ndarray) -> tuple[Change, ...]:
    """Where the sign of own less outside becomes another one; where both cost the same, what was cheaper stays so."""
    sign = np.sign(more)
    filled = sign[np.maximum.accumulate(np.where(sign != 0, np.arange(len(sign)), 0))]
    at = np.flatnonzero(np.diff(filled, prepend=0))
    return tuple(Change(int(day), OWN if filled[day] < 0 else OUTSIDE) for day in at if filled[day])
