"""Days of work: legal minimum and shortest contract cited, declared before they begin, reminded the evening before, paid once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from workflows.orders import calendar
from workflows.orders.calendar import NotPlanned
from workflows.people.drafts import NotYours
from workflows.store import journal, outbox, workdays

DAY, FULL = date(2026, 3, 2), Decimal("7.6")


@pytest.fixture
def ana(office):
    return office.person("member", "Ana Peeters")


@pytest.fixture
def claire(office, ana):
    found = office.person("adviser", "Claire Dubois")
    office.assign(found, ana)
    return found


def planned(office, ana, **changed):
    said = {"worker": "Ana Peeters", "day": DAY, "hours": FULL, "gross": Decimal("150")} | changed
    return calendar.plan(office.house, ana, ana.id, now=office.later(), **said)


def test_a_day_goes_from_planned_to_declared_to_paid_and_only_so(office, ana, claire):
    day = planned(office, ana)
    assert (day.state, str(day.cost)) == ("to_declare", "232.50")
    with pytest.raises(NotPlanned):
        calendar.pay(office.house, claire, day.id, office.later())
    assert calendar.declare(office.house, claire, day.id, office.later()).state == "declared"
    assert calendar.pay(office.house, claire, day.id, office.later()).state == "paid"
    for does in (calendar.declare, calendar.pay, calendar.cancel):
        with pytest.raises(NotPlanned):
            does(office.house, claire, day.id, office.later())
    with office.store.read() as tx:
        found = [entry.event for entry in journal.entries(tx, subject=ana.id) if entry.event.startswith("workday_")]
        assert journal.verify(tx) is None
    assert found == ["workday_planned", "workday_declared", "workday_paid"]


@pytest.mark.parametrize(("changed", "key"), [
    ({"hours": Decimal("0.5")}, "workday.error.hours"), ({"hours": Decimal("24.5")}, "workday.error.hours"),
    ({"hours": Decimal("-3")}, "workday.error.hours"), ({"gross": Decimal("99.41")}, "workday.error.minimum"),
    ({"gross": Decimal("-1")}, "workday.error.minimum"), ({"worker": "  "}, "workday.error.worker")])
def test_what_the_law_does_not_allow_is_refused_with_its_figure(office, ana, changed, key):
    with pytest.raises(NotPlanned) as refused:
        planned(office, ana, **changed)
    assert refused.value.key == key
    assert refused.value.values.get("minimum", Decimal("99.42")) == Decimal("99.42")
    assert planned(office, ana, gross=Decimal("99.42")).gross == Decimal("99.42"), "the minimum itself is enough"


def test_one_worker_has_a_day_once_and_a_cancelled_one_can_be_planned_again(office, ana):
    day = planned(office, ana)
    with pytest.raises(NotPlanned):
        planned(office, ana)
    assert planned(office, ana, worker="Bram Claes").worker == "Bram Claes", "several workers are possible"
    calendar.cancel(office.house, ana, day.id, office.later())
    assert planned(office, ana).id != day.id
    with office.store.read() as tx:
        assert len(workdays.workdays_of(tx, [ana.id])) == 2


def test_a_member_plans_and_the_cooperative_declares(office, ana):
    day, zoe = planned(office, ana), office.person("member", "Zoë Janssens")
    for who in (ana, zoe, office.person("adviser", "Marc Thys")):
        with pytest.raises(NotYours):
            calendar.declare(office.house, who, day.id, office.later())
    with pytest.raises(NotYours):
        calendar.cancel(office.house, zoe, day.id, office.later())
    assert calendar.declare(office.house, office.person("staff", "Sam Lambert"), day.id, office.later()).state == "declared"


def test_the_evening_before_undeclared_work_is_reminded_of_once(office, ana, claire):
    day = planned(office, ana)
    evening = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # 18:30 in Belgium
    assert calendar.remind(office.house, evening - timedelta(hours=1)) == 0, "in the afternoon there is still time"
    assert calendar.remind(office.house, evening - timedelta(days=1)) == 0
    for _ in range(3):
        assert calendar.remind(office.house, evening) == 1
    with office.store.read() as tx:
        mails = outbox.about(tx, day.id)
    assert [mail.to for mail in mails] == ["ana@example.org", "claire@example.org"]
    assert "accident" in mails[0].body and "Ana Peeters" in mails[0].subject
    calendar.declare(office.house, claire, day.id, office.later())
    assert calendar.remind(office.house, evening) == 0


def test_the_evening_is_that_of_belgium_in_summer_too(office, ana):
    planned(office, ana, day=date(2026, 7, 1))
    assert calendar.remind(office.house, datetime(2026, 6, 30, 15, 59, tzinfo=UTC)) == 0
    assert calendar.remind(office.house, datetime(2026, 6, 30, 16, 0, tzinfo=UTC)) == 1
    assert calendar.remind(office.house, datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == 0, "after midnight it is another day"
