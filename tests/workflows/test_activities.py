"""A member with several Activities: each has its account, its days and its invoices, and together they are the whole."""

from datetime import date
from decimal import Decimal

import pytest

from workflows.orders import calendar, invoicing
from workflows.orders.activity import activity
from workflows.store import expenses

END = date(2026, 3, 31)
SUMS = ("quoted", "accepted", "invoiced", "paid", "expenses", "wages")


@pytest.fixture
def ana(office):
    return office.person("member", "Ana Peeters")


@pytest.fixture
def claire(office, ana):
    found = office.person("adviser", "Claire Dubois")
    office.assign(found, ana)
    return found


@pytest.fixture
def both(office, ana):
    """Two accepted orders of one client: 700 EUR of illustration, 300 EUR of lessons; the name is typed in two ways."""
    for id, name, price in (("a" * 32, "Illustration", "350"), ("b" * 32, "Leçons", "100"), ("c" * 32, "lecons", "50")):
        office.write(ana, id, activity=name, lines=[["Travail", "2", "day", price, "standard", "work"]])
        office.send(ana, id)
        office.answer(id)
    return office


def of(office, ana, name=None):
    return activity(office.house, ana, ana.id, END, office.later(), name)


def test_each_activity_has_its_account_and_together_they_are_the_whole(both, ana, claire):
    drawn, taught, everything = of(both, ana, "Illustration"), of(both, ana, "LEÇONS"), of(both, ana)
    assert everything.names == ("Illustration", "Leçons")
    assert (drawn.account.accepted, taught.account.accepted) == (Decimal("700.00"), Decimal("300.00"))
    for worker, name in (("Ana Peeters", "Illustration"), ("Bram Claes", "Leçons")):
        planned = calendar.plan(both.house, ana, ana.id, worker, END, Decimal("7.6"), Decimal(150), both.later(), activity=name)
        calendar.declare(both.house, claire, planned.id, both.later())
    drawn, taught, everything = of(both, ana, "Illustration"), of(both, ana, "Leçons"), of(both, ana)
    assert [one.worker for one in drawn.workdays] == ["Ana Peeters"] and [one.worker for one in taught.workdays] == ["Bram Claes"]
    assert drawn.account.wages == Decimal("232.50")
    for name in SUMS:
        assert getattr(drawn.account, name) + getattr(taught.account, name) == getattr(everything.account, name), name


def test_a_client_of_two_activities_gets_an_invoice_of_each(both, ana):
    drawn, taught = of(both, ana).ready
    assert [(one.activity, one.group.net) for one in (drawn, taught)] == [
        ("Illustration", Decimal("700.00")), ("Leçons", Decimal("300.00"))]
    made = invoicing.group(both.house, ana, ana.id, taught.group.client, END, END, taught.group.net, both.later(), "Leçons")
    assert (made.net, made.activity) == (Decimal("300.00"), "Leçons")
    assert of(both, ana, "Illustration").account.invoiced == 0 and of(both, ana, "Leçons").account.invoiced == Decimal("300.00")
    assert [one.activity for one in of(both, ana).ready] == ["Illustration"]
    assert [line[2] for line in invoicing.group_all(both.house, END, both.later())] == [Decimal("700.00")]


@pytest.mark.parametrize(("reference", "name"), [("lecons", "Leçons"), ("2026-0001", "Illustration"), ("", ""), ("elsewhere", "")])
def test_an_expense_belongs_where_its_reference_says(both, ana, reference, name):
    both.write(ana, "e" * 32)
    with both.store.write() as tx:
        note = expenses.fresh("e" * 32, ana.id, "Ana Peeters", both.now)
        expenses.move(tx, note, "approved", both.later(), day=END, purpose="Papier", reference=reference, amount=Decimal("20.00"),
                      paid_back=Decimal("20.00"), cost=Decimal("20.00"))
    spent = {one: of(both, ana, one).account.expenses for one in ("Illustration", "Leçons", "")}
    assert spent == {one: Decimal("20.00") if one == name else Decimal("0.00") for one in spent}
    assert of(both, ana).account.expenses == Decimal("20.00")


def test_a_member_with_one_activity_names_none_and_is_asked_nothing(office, ana):
    office.write(ana)
    office.send(ana, "a" * 32)
    office.answer("a" * 32)
    found = of(office, ana)
    assert found.names == ("",) and found.account.accepted == of(office, ana, "").account.accepted == Decimal("700.00")
