"""The plan: what comes in and goes out each month, for each way of working, before and after what the person takes."""

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import numpy as np

from workflows.cash.delays import Payer, received
from workflows.cash.questions import Way
from workflows.cash.setting import CashSetting
from workflows.law.money import cents
from workflows.simulation.ways import Ways

WAYS = get_args(Way)
_LEFT = ("received_in_year", "assessment", "contributions", "net_year")


@dataclass(frozen=True, eq=False)
class Flows:
    """One way, EUR a month, each array of shape (months,). `kept`: the part of the turnover that reaches the account.

    `fixed`: what does not depend on when clients pay, money that goes out below 0. `net_year`: what the way leaves of
    a year, as the simulation says.
    """

    way: str
    work: np.ndarray
    kept: float
    payers: tuple[Payer, ...]
    guaranteed: bool
    fixed: dict[str, np.ndarray]
    start: float
    net_year: float

    @cached_property
    def lines(self) -> dict[str, np.ndarray]:
        """Every line in whole cents, what clients pay first; lines that are 0 in every month left out, but that one."""
        paid = cents(self.kept * received(self.work.reshape(-1, 1), self.payers)[:, 0])
        others = {name: cents(amounts) + 0.0 for name, amounts in self.fixed.items()}
        return {"receipts": paid, **{name: amounts for name, amounts in others.items() if amounts.any()}}

    @cached_property
    def net(self) -> np.ndarray:
        """What comes in less what goes out, before the person takes anything."""
        return np.round(sum(self.lines.values()), 2)

    @cached_property
    def cumulative(self) -> np.ndarray:
        """The starting balance and all net income so far."""
        return np.round(self.start + np.cumsum(self.net), 2)

    def balances(self, draw: float) -> np.ndarray:
        """The account at the end of each month when the person takes `draw` in each."""
        return np.round(self.cumulative - draw * np.arange(1, len(self.net) + 1), 2)

    def paid(self, factors: np.ndarray, failed: np.ndarray) -> np.ndarray:
        """What payers pay over many paths, shape (months, paths): work times `factors`, payers that fail in `failed`."""
        return received(factors * self.work.reshape(-1, 1), self.payers, None if self.guaranteed else failed)

    def over_paths(self, paid: np.ndarray) -> np.ndarray:
        """`cumulative` over many paths, shape (months, paths), from what payers pay."""
        found = paid * self.kept
        found += sum(self.fixed.values()).reshape(-1, 1)
        found[0] += self.start
        return np.cumsum(found, axis=0, out=found)


def flows(setting: CashSetting, way: str) -> Flows:
    """The flows of one of WAYS."""
    simulated = "cooperative" if way.startswith("cooperative") else way
    targets = _LEFT + (("holiday_pay_net",) if simulated == "cooperative" else ())
    turnover, expenses = setting.simulated.questions.turnover, setting.expenses
    found = {name: float(value) for name, value in
             Ways(setting.simulated).evaluate(simulated, turnover, targets).items()}
    kept, fixed = 1.0, _common(setting)
    if simulated == "cooperative":
        # Everything is withheld when a contract is paid: what reaches the member follows the turnover.
        kept = max(0.0, (found["received_in_year"] + expenses) / turnover) if turnover else 0.0
        rest = kept * turnover - expenses - found["received_in_year"]
        month = int(setting.assumed("cash_holiday_pay_month"))
        fixed |= {"running": -setting.over_plan([rest / 12] * 12), "tax": _tax(setting, found["assessment"]),
                  "holiday_pay": setting.once_a_year(found["holiday_pay_net"], month)}
    else:
        q, paid = setting.questions, found["contributions"]
        running = turnover - expenses - paid - found["received_in_year"]
        paid = paid if q.contributions is None else q.contributions
        owed = found["assessment"] if q.tax_bill is None else -q.tax_bill
        months = (int(month) for month in setting.assumed("cash_contribution_months"))
        fixed |= {"running": -setting.over_plan([running / 12] * 12), "tax": _tax(setting, owed),
                  "contributions": -setting.once_a_year(paid, *months)}
    guaranteed = way == "cooperative"
    return Flows(way, setting.work, kept,
                 setting.cooperative_pays if guaranteed else setting.clients, guaranteed, fixed,
                 setting.questions.start_balance, round(found["net_year"], 2))


def _tax(setting, assessment):
    return setting.once_a_year(assessment, int(setting.filled("tax_month")))


def _common(setting: CashSetting) -> dict[str, np.ndarray]:
    """What is the same whatever the way."""
    q, months = setting.questions, np.arange(1, setting.questions.months + 1)
    lumps = np.zeros(q.months)
    for amount, month in q.lumps:
        if month <= q.months:
            lumps[int(month) - 1] -= amount
    leased = (months >= q.leasing_from) & (months < q.leasing_from + q.leasing_months)
    back = months - (q.advance_back_from or q.advance_month + 1)
    repaid = ((back >= 0) & (back < q.advance_months)) / q.advance_months
    advance = q.advance * ((months == q.advance_month) - repaid)
    return {"expenses": -setting.over_plan(setting.expenses_months), "lumps": lumps,
            "leasing": np.where(leased, -q.leasing, 0.0), "advance": advance}
