"""What the help texts of the cash flow's fields are filled with: the assumption that stands in each empty field."""

from workflows.cash.questions import CashFlowQuestions
from workflows.cash.setting import CashSetting
from workflows.law.parameters import Shelf
from workflows.words.catalogue import Words


def helps(questions: CashFlowQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """Field -> place in its help text -> what stands there."""
    setting, form = CashSetting(questions, law), words.formats
    _, floor, cap = setting.revision
    return {
        "payment_days": {"days": form.number(setting.assumed("typical_payment_days"), 0)},
        "expenses": {"amount": form.money(setting.assumed_expenses),
                     "share": form.percent(setting.assumed("expenses_share"))},
        "job_gross": {"amount": form.money(setting.assumed("side_job_gross"))},
        "tax_month": {"month": form.month(int(setting.assumed("cash_tax_month")))},
        "variation": {"share": form.percent(setting.assumed("cash_variation"))},
        "default_chance": {"share": form.percent(setting.assumed("cash_default_chance"))},
        "revised_share": {"share": form.percent(setting.assumed("cash_revised_share"))},
        "revised_floor": {"amount": form.money(floor)}, "revised_cap": {"amount": form.money(cap)},
        "weeks_off": {"most": form.number(questions.weeks_possible, 0)}}
