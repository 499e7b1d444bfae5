"""The amounts of one way as the lines of a statement, from what was invoiced to what the year leaves."""

from dataclasses import dataclass
from typing import Any

from workflows.words.catalogue import Words


@dataclass(frozen=True)
class Line:
    """One amount: its name, the amount as printed, whether it is a sum of what stands above."""

    rule: str
    name: str
    amount: str
    is_sum: bool


def way_lines(way: str, answer: dict[str, Any], words: Words) -> tuple[Line, ...]:
    """The statement of a way; lines of 0 that only some people have are left out."""
    route = answer["routes"][way]
    rows = _cooperative(answer, route) if way == "cooperative" else _alone(route)
    if route["own_time"]:
        rows.append(("own_time", "own_time", -route["own_time"], False))
    rows.append(("net_year", "net_year", route["net_year"], True))
    return tuple(Line(rule, words(f"line.{key}"), words.formats.money(amount), is_sum)
                 for rule, key, amount, is_sum in rows)


def _cooperative(answer, route):
    d = route["details"]
    fund = answer["questions"]["kind"] == "artist"
    rows = [("turnover", "turnover", answer["turnover"], False),
            ("cooperative_contribution", "cooperative_contribution", -d["cooperative_contribution"], False),
            ("available_budget", "expenses", -(answer["held_constant"]["expenses"] - d["unpaid_expenses"]), False),
            ("kept_by_employment", "kept_by_employment", -d["kept_by_employment"], False),
            ("gross", "gross", d["gross"], True),
            ("contributions", "contributions", -route["contributions"], False),
            ("withholding_tax", "withheld_months", -d["withheld_months"], False),
            ("special_contribution", "special_months", -d["special_months"], False),
            ("received_in_year", "cooperative_share", -d["cooperative_share"], False)]
    if d["unpaid_expenses"]:
        rows.append(("unpaid_expenses", "unpaid_expenses", -d["unpaid_expenses"], False))
    return [*rows, ("received_in_year", "received_in_year", route["received_in_year"], True),
            ("holiday_pay_net", "holiday_pay_fund" if fund else "holiday_pay", route["holiday_pay"], False),
            _assessment(route)]


def _alone(route):
    d = route["details"]
    return [("invoiced", "invoiced", d["invoiced"], False),
            ("paid_expenses", "paid_expenses", -d["paid_expenses"], False),
            ("contributions", "social_contributions", -route["contributions"], False),
            ("received_in_year", "received_before_tax", route["received_in_year"], True), _assessment(route)]


def _assessment(route):
    return ("assessment", "assessment_ask" if route["assessment"] < 0 else "assessment_back", route["assessment"], False)
