"""A plan's questions with every gap filled from the assumptions, each of them kept to be shown."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from workflows.cash.delays import Payer, payers
from workflows.cash.questions import WEEKS_OF_YEAR, CashFlowQuestions
from workflows.law.parameters import Shelf
from workflows.simulation.delays import WORKING_DAY
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Assumption, Setting

_SAME = ("year", "situation", "job_gross", "kind", "household", "children", "region")
_GAPS = {"payment_days": "typical_payment_days", "tax_month": "cash_tax_month", "variation": "cash_variation",
         "default_chance": "cash_default_chance", "revised_share": "cash_revised_share"}


@dataclass(frozen=True)
class CashSetting:
    """Questions, and the shelf of law they are answered with."""

    questions: CashFlowQuestions
    shelf: Shelf

    @cached_property
    def day(self) -> date:
        """Yearly figures are those of the last day of the income year."""
        return date(self.questions.year, 12, 31)

    def assumed(self, name: str):
        return self.shelf[name].on(self.day).value

    def filled(self, question: str):
        """What was typed, else the assumption."""
        typed = getattr(self.questions, question)
        return self.assumed(_GAPS[question]) if typed is None else typed

    @cached_property
    def simulated(self) -> Setting:
        """The same person in the simulation, with what the weeks off leave of turnover and days."""
        q = self.questions
        turnover = round(float(self.work.sum()) * 12 / q.months, 2)
        share = turnover / q.turnover_of_year if q.turnover_of_year else 1.0
        return Setting(SimulationQuestions(turnover=turnover, days=round(q.days * share, 1), expenses=self.expenses,
                                           **{name: getattr(q, name) for name in _SAME}), self.shelf)

    @cached_property
    def calendar(self) -> tuple[tuple[int, int], ...]:
        """(year, month) of each month of the plan."""
        first = self.questions.first_month - 1
        return tuple((self.questions.year + (first + i) // 12, (first + i) % 12 + 1) for i in range(self.questions.months))

    def over_plan(self, of_year) -> np.ndarray:
        """Twelve amounts, January to December, as amounts of the plan's months."""
        return np.array([of_year[month - 1] for _, month in self.calendar], dtype=np.float64)

    def once_a_year(self, amount: float, *months: int) -> np.ndarray:
        """A year's amount in equal parts in these months of each year."""
        return self.over_plan([amount / len(months) if month in months else 0.0 for month in range(1, 13)])

    def _spread(self, amount: float, typed: tuple[float, ...], season: str) -> np.ndarray:
        if typed:
            return np.array(typed)
        weights = np.ones(12) if season == "even" else np.array(self.assumed(f"cash_season_{season}"), dtype=float)
        return amount * weights / weights.sum()

    @cached_property
    def work(self) -> np.ndarray:
        """Turnover of each month of the plan, EUR, less the weeks off."""
        q = self.questions
        months = sorted(set(q.weeks_off_in)) or range(1, 13)
        off = min(1.0, q.weeks_off / len(months) / (WEEKS_OF_YEAR / 12))
        worked = self.over_plan([1 - off if month in months else 1.0 for month in range(1, 13)])
        usual = np.array(q.turnover_list) if q.turnover_list else \
            self.over_plan(self._spread(q.turnover, q.turnover_by_month, q.turnover_season))
        return usual * worked

    @cached_property
    def assumed_expenses(self) -> float:
        """What a year's expenses are taken for when none were typed, EUR."""
        return round(self.questions.turnover_of_year * self.assumed("expenses_share"), 2)

    @cached_property
    def expenses(self) -> float:
        q = self.questions
        typed = round(sum(q.expenses_by_month), 2) if q.expenses_by_month else q.expenses
        return self.assumed_expenses if typed is None else typed

    @cached_property
    def expenses_months(self) -> np.ndarray:
        q = self.questions
        return self._spread(self.expenses, q.expenses_by_month, q.expenses_season)

    @cached_property
    def clients(self) -> tuple[Payer, ...]:
        """Who pays when the clients pay."""
        return payers(self.questions.clients) or (Payer(1.0, self.filled("payment_days")),)

    @cached_property
    def cooperative_pays(self) -> tuple[Payer, ...]:
        """The cooperative as payer: its working days as calendar days."""
        return (Payer(1.0, self.assumed("pay_delay_working_days") * WORKING_DAY),)

    @cached_property
    def revision(self) -> tuple[float, float, float]:
        """Share of the balance, floor and cap of a salary set again each month; floor and cap follow the draw."""
        q = self.questions
        floor, cap = (q.draw * self.assumed(f"cash_revised_{end}") for end in ("floor", "cap"))
        floor = min(floor, q.revised_cap) if q.revised_floor is None and q.revised_cap is not None else floor
        low = floor if q.revised_floor is None else q.revised_floor
        return self.filled("revised_share"), low, max(low, cap) if q.revised_cap is None else q.revised_cap

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was supposed, in the order of the form."""
        q = self.questions
        names = [] if q.clients or q.payment_days is not None else ["typical_payment_days"]
        names += ["expenses_share"] if q.expenses is None and not q.expenses_by_month else []
        names += [f"cash_season_{season}" for season in sorted(
            {"even" if q.turnover_by_month or q.turnover_list else q.turnover_season,
             "even" if q.expenses_by_month else q.expenses_season} - {"even"})]
        names += [name for gap, name in _GAPS.items() if gap != "payment_days" and getattr(q, gap) is None]
        names += ["cash_revised_floor"] if q.revised_floor is None else []
        names += ["cash_revised_cap"] if q.revised_cap is None else []
        names += ["cash_contribution_months", "cash_holiday_pay_month"]
        own = tuple(Assumption(name, self.shelf[name].on(self.day).value, self.shelf[name].on(self.day)) for name in names)
        return own + tuple(a for a in self.simulated.assumptions if a.name not in names)
