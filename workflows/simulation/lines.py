"""The amounts of one way as the lines of a statement, from what was invoiced to what the year leaves."""

from dataclasses import dataclass
from typing import Any

from workflows.words.catalogue import Words


@dataclass(frozen=True)
class Line:
    """One amount: the rule that explains it, its name, the amount as printed, whether it is a sum of what stands above."""

    rule: str
    name: str
    amount: str
    is_sum: bool


def way_lines(way: str, answer: dict[str, Any], words: Words) -> tuple[Line, ...]:
    """The statement of a way; lines of 0 that only some people have are left out."""
    route = answer["routes"][way]
    makers = {"cooperative": _salaried, "association": _salaried, "company": _company, "amateur": _amateur}
    rows = makers.get(way, _alone)(way, answer, route)
    if route["own_time"]:
        rows.append(("own_time", "own_time", -route["own_time"], False))
    rows.append(("net_year", "after_exit" if way == "company" else "net_year", route["net_year"], True))
    return tuple(Line(rule, words(f"line.{key}"), words.formats.money(amount), is_sum) for rule, key, amount, is_sum in rows)


def _some(*rows):
    """Lines that only some people have."""
    return [row for row in rows if row[2]]


def _salaried(way, answer, route):
    d = route["details"]
    fund, association = answer["questions"]["kind"] != "employee", way == "association"
    expenses = d["expenses"] - d["unpaid_expenses"]
    return [("turnover", "turnover", answer["turnover"], False),
            *_some(("cooperative_contribution", "cooperative_contribution", -d["cooperative_contribution"], False)),
            ("available_budget", "association_expenses" if association else "expenses", -expenses, False),
            *_some(("cooperative_rights", "rights_budget", -d["cooperative_rights"], False),
                   ("premium_budget", "premium_budget", -d["premium_budget"], False)),
            ("kept_by_employment", "kept_by_association" if association else "kept_by_employment",
             -d["kept_by_employment"], False),
            ("gross", "gross", d["gross"], True),
            ("contributions", "contributions", -route["contributions"], False),
            ("withheld_months", "withheld_months", -d["withheld_months"], False),
            ("special_months", "special_months", -d["special_months"], False),
            *_some(("year_end_premium_net", "year_end_premium_net", d["year_end_premium_net"], False),
                   ("rights_received", "rights_received", d["rights_received"], False),
                   ("benefits_received", "benefits_received", d["benefits_received"], False),
                   ("cooperative_share", "cooperative_share", -d["cooperative_share"], False),
                   ("unpaid_expenses", "unpaid_expenses", -d["unpaid_expenses"], False)),
            ("received_in_year", "received_in_year", route["received_in_year"], True),
            ("holiday_pay_net", "holiday_pay_fund" if fund else "holiday_pay", route["holiday_pay"], False),
            _assessment(route)]


def _alone(way, answer, route):
    d = route["details"]
    return [("invoiced", "invoiced", d["invoiced"], False),
            ("paid_expenses", "paid_expenses", -d["paid_expenses"], False),
            ("contributions", "social_contributions", -route["contributions"], False),
            *_some(("voluntary_pension_premium", "voluntary_pension_premium", -d["voluntary_pension_premium"], False)),
            ("received_in_year", "received_before_tax", route["received_in_year"], True), _assessment(route)]


def _company(way, answer, route):
    d = route["details"]
    return [("turnover", "turnover", answer["turnover"], False),
            ("company_expenses", "company_expenses", -d["company_expenses"], False),
            ("company_costs", "company_costs", -d["company_costs"] - d["company_contribution"], False),
            ("company_salary", "company_salary", -d["company_salary"], False),
            ("company_result", "company_result", d["company_result"], True),
            ("corporate_tax", "corporate_tax", -d["corporate_tax"], False),
            ("in_company", "in_company", d["in_company"], True),
            ("company_salary", "company_salary_received", d["company_salary"], False),
            ("contributions", "social_contributions", -route["contributions"], False), _assessment(route),
            ("private_now", "private_now", d["private_now"], True),
            ("exit_withholding", "exit_withholding", -d["exit_withholding"], False)]


def _amateur(way, answer, route):
    d = route["details"]
    return [("amateur_indemnity", "amateur_indemnity", d["amateur_indemnity"], False),
            ("received_in_year", "paid_expenses", route["received_in_year"] - d["amateur_indemnity"], False)]


def _assessment(route):
    return ("assessment", "assessment_ask" if route["assessment"] < 0 else "assessment_back", route["assessment"], False)
