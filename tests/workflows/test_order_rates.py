"""A rate that changes on 1 July counts from that day of work on, on the page, in the totals and on a grouped invoice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workflows.law.library import shelf
from workflows.orders.answer import as_json, purchase_order
from workflows.orders.billing import grouped, parts_of
from workflows.orders.examples import example
from workflows.orders.lines import Line
from workflows.orders.questions import OrderQuestions
from workflows.orders.totals import totals

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def changed():
    """The law as it would stand with 22 % from 1 July 2026 on, and a contribution of 7 %."""
    law, parameters = shelf(), dict(shelf().parameters)
    for name, value in (("vat_standard_rate", 0.22), ("cooperative_contribution_rate", 0.07)):
        old = parameters[name].on(JUNE)
        parameters[name] = replace(parameters[name], figures=(replace(old, last=JUNE), replace(old, value=value, first=JULY, last=None)))
    return replace(law, parameters=parameters)


@pytest.mark.parametrize(("day", "tax", "contribution"), [(JUNE, "210.00", "65.00"), (JULY, "220.00", "70.00")])
def test_the_day_of_the_work_decides(changed, day, tax, contribution):
    line = Line("Film", Decimal(2), "day", Decimal(500))
    sums = totals([line], day, changed)
    assert (str(sums.tax), str(sums.contribution)) == (tax, contribution)
    said = as_json(purchase_order(OrderQuestions(day=day.isoformat(), lines=[["Film", "2", "day", "500"]]), changed))
    assert (said["tax"], said["contribution"]) == (tax, contribution)


def test_work_before_and_after_stands_on_one_invoice_with_both_rates(changed):
    line = (Line("Film", Decimal(1), "day", Decimal("333.33")),)
    orders = [example(lines=line, day=day, until=day) for day in (JUNE, JULY)]
    parts = [part for at, order in enumerate(orders) for part in parts_of(order, str(at), JUNE)]
    group, = grouped(parts, changed)
    assert group.taxes == ((Decimal("0.22"), Decimal("73.33")), (Decimal("0.21"), Decimal("70.00")))
    assert group.gross == Decimal("809.99")
