"""The diagnosis: where the activity stands, indicator by indicator, each with its reference; what is unknown says why."""

from workflows.coaching import indicators as formulas
from workflows.coaching.answer import Indicator
from workflows.coaching.setting import PLAN, TYPED, CoachingSetting

STAGES = ("existence", "survival", "success", "take_off")
"""Of Churchill and Lewis (1983), as far as they fit who works alone or with a first employee."""


class Diagnosis:
    """The indicators of one setting. `turnover`, `billed`: of the first year of the plan; `quarter`: turnover of its first
    three months; `pay`: the budget of the wanted net, EUR a month, or None."""

    def __init__(self, setting: CoachingSetting, turnover: float, billed: float, quarter: float, pay: float | None):
        self.setting, self.q = setting, setting.questions
        self.planned, self.planned_days, self.quarter, self.pay = turnover, billed, quarter, pay
        known, origin = setting.known("turnover_year")
        self.turnover, self.origin = (turnover, PLAN) if known is None else (known, origin)
        self.kept = 1 - setting.rate - self.q.variable_costs
        self.fixed = 12 * (self.q.fixed_costs + (pay or 0.0))
        self.break_even = formulas.break_even(self.fixed, self.kept)

    def all(self) -> tuple[Indicator, ...]:
        """Every indicator, the stage first."""
        return (self.stage(), self.even(), self.day_rate(), self.utilisation(), self.concentration(), self.pipeline(),
                self.runway(), self.working_capital(), self.payment_delay(), self.price(), self.recurring())

    def at(self, name: str) -> float:
        return self.setting.assumed(name)

    def stage(self) -> Indicator:
        """How much of the break-even, own pay included, the turnover covers; hiring on top of it is the take-off."""
        references = ("coaching_stage_existence",)
        if not self.pay or not self.break_even:
            return Indicator("stage", "stage", None, "unknown", references, missing=("wanted_net",))
        covered = round(self.turnover / self.break_even, 4)
        step = 0 if covered < self.at("coaching_stage_existence") else 1 if covered < 1 else 3 if self.q.hire_month else 2
        return Indicator("stage", "stage", covered, ("act", "watch", "good", "good")[step], references, origin=self.origin,
                         stage=STAGES[step])

    def even(self) -> Indicator:
        """Break-even in euros and in days; the verdict is that of the safety margin above it."""
        days = formulas.break_even_days(max(self.fixed - 12 * self.q.recurring * self.kept, 0.0), self.q.day_rate,
                                        self.q.day_rate * (1 - self.kept))
        margin = formulas.safety_margin(self.turnover, self.break_even)
        said = (("days", days), ("margin", margin), ("turnover", self.turnover))
        return Indicator("break_even", "EUR", self.break_even,
                         "act" if margin is None else formulas.at_least(margin, self.at("coaching_safety_margin"), 0.0),
                         ("coaching_safety_margin",), said, () if self.pay is not None else ("wanted_net",), self.origin)

    def day_rate(self) -> Indicator:
        """The day rate that pays the wanted net, on the days of the plan and beside what returns each month."""
        if self.pay is None:
            return Indicator("day_rate", "EUR/day", None, "unknown", (), missing=("wanted_net",))
        rest = max(self.fixed - 12 * self.q.recurring * self.kept, 0.0)
        needed = formulas.needed_day_rate(12 * self.pay, rest - 12 * self.pay, self.kept, self.planned_days)
        if needed is None:
            return Indicator("day_rate", "EUR/day", None, "unknown", (), missing=("days",))
        return Indicator("day_rate", "EUR/day", needed, formulas.at_most(needed, self.q.day_rate, 1.1 * self.q.day_rate), (),
                         (("asked", self.q.day_rate), ("days", self.planned_days)))

    def utilisation(self) -> Indicator:
        """Days billed of the days that one can work."""
        billed, origin = self.setting.known("billed_days")
        billed, origin = (self.planned_days, PLAN) if billed is None else (billed, origin)
        value, good = formulas.share(billed, self.q.days), self.at("coaching_utilisation")
        if value is None:
            return Indicator("utilisation", "share", None, "unknown", ("coaching_utilisation",), missing=("days",))
        return Indicator("utilisation", "share", value, formulas.at_least(value, good, good / 2),
                         ("coaching_utilisation",), (("billed", billed), ("days", self.q.days)), origin=origin)

    def concentration(self) -> Indicator:
        """The effective number of clients, and the share of the largest: one that has half of all is an alert."""
        (amounts, origin), references = self.setting.clients, ("coaching_top_client", "coaching_concentration")
        index = formulas.concentration(amounts)
        if index is None:
            return Indicator("concentration", "clients", None, "unknown", references, missing=("clients",))
        top = formulas.share(max(amounts), sum(amounts))
        verdict = "act" if top > self.at("coaching_top_client") else formulas.at_most(
            index, self.at("coaching_concentration"), 1.0)
        return Indicator("concentration", "clients", round(1 / index, 2), verdict, references,
                         (("index", index), ("top", top), ("count", float(len(amounts)))), origin=origin)

    def pipeline(self) -> Indicator:
        """Open business over the turnover of the next three months."""
        (opened, origin), references = self.setting.pipeline, ("coaching_pipeline",)
        value = formulas.coverage(opened, self.quarter)
        if not opened or value is None:
            return Indicator("pipeline", "ratio", None, "unknown", references, missing=("pipeline",))
        good = self.at("coaching_pipeline")
        said = (("weighted", formulas.coverage(opened, self.quarter, weighted=True)), ("target", self.quarter))
        return Indicator("pipeline", "ratio", value, formulas.at_least(value, good, good / 2), references, said,
                         origin=origin)

    def runway(self) -> Indicator:
        """Months that the cash lasts against fixed costs and own pay, less what returns each month."""
        references = ("coaching_runway_least", "coaching_runway")
        if self.q.cash is None:
            return Indicator("runway", "months", None, "unknown", references, missing=("cash",))
        burn = round(self.fixed / 12 - self.q.recurring * self.kept, 2)
        value = formulas.runway(self.q.cash, burn)
        least, good = map(self.at, references)
        verdict = "good" if value is None else formulas.at_least(value, good, least)
        return Indicator("runway", "months", value, verdict, references, (("cash", self.q.cash), ("burn", max(burn, 0.0))),
                         () if self.pay is not None else ("wanted_net",), TYPED)

    def working_capital(self) -> Indicator:
        """What clients owe less what is owed, in days of turnover."""
        (owed, origin), references = self.setting.known("receivables"), ("coaching_working_capital_days",)
        missing = tuple(name for name, value in (("receivables", owed), ("payables", self.q.payables)) if value is None)
        if missing or not self.turnover:
            return Indicator("working_capital", "days", None, "unknown", references, missing=missing or ("turnover_year",))
        need, good = round(owed - self.q.payables, 2), self.at("coaching_working_capital_days")
        value = formulas.days_of_turnover(need, self.turnover)
        return Indicator("working_capital", "days", value, formulas.at_most(value, good, 2 * good), references,
                         (("need", need), ("turnover", self.turnover)), origin=origin)

    def payment_delay(self) -> Indicator:
        """What clients owe in days of turnover, both with VAT."""
        references = ("coaching_payment_days", "coaching_payment_days_most")
        owed, origin = self.setting.known("receivables")
        if owed is None or not self.turnover:
            return Indicator("payment_delay", "days", None, "unknown", references,
                             missing=("receivables",) if owed is None else ("turnover_year",))
        with_tax = self.setting.facts.with_tax if origin == "books" else self.turnover * (1 + self.at("vat_standard_rate"))
        value = formulas.days_of_turnover(owed, with_tax)
        return Indicator("payment_delay", "days", value, formulas.at_most(value, *map(self.at, references)), references,
                         (("owed", owed), ("turnover", round(with_tax, 2))), origin=origin)

    def price(self) -> Indicator:
        """What a billed day really brought, as a part of the rate that is asked."""
        references, (days, origin) = ("coaching_realised_price",), self.setting.known("billed_days")
        turnover, _ = self.setting.known("turnover_year")
        missing = tuple(name for name, value in (("turnover_year", turnover), ("billed_days", days)) if not value)
        if missing or not self.q.day_rate:
            return Indicator("price", "share", None, "unknown", references, missing=missing or ("day_rate",))
        real = round(max(turnover - 12 * self.q.recurring, 0.0) / days, 2)
        value, good = formulas.share(real, self.q.day_rate), self.at("coaching_realised_price")
        return Indicator("price", "share", value, formulas.at_least(value, good, good / 2), references,
                         (("real", real), ("asked", self.q.day_rate)), origin=origin)

    def recurring(self) -> Indicator:
        """The part of the turnover that returns each month."""
        references, value = ("coaching_recurring",), formulas.share(12 * self.q.recurring, self.planned)
        if value is None:
            return Indicator("recurring", "share", None, "unknown", references, missing=("turnover_year",))
        return Indicator("recurring", "share", value, formulas.at_least(value, self.at("coaching_recurring"), 0.0),
                         references, (("month", self.q.recurring),))
