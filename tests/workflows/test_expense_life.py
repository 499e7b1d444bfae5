"""The life of an expense note: handed in, approved or given back, booked; who may; what looks like another; New Year."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.expenses import JPEG, PDF, Office, announced, entered
from workflows.expenses import commands, receipts
from workflows.expenses.commands import Closed, NotComplete, NotNow
from workflows.expenses.receipts import NotAttached
from workflows.people.drafts import NotYours
from workflows.store import attachments, drafts, erasure, expenses, journal, outbox


@pytest.fixture
def office(store, tmp_path):
    return Office.at(store, tmp_path)


@pytest.fixture
def ana(office):
    return office.person("member", "Ana Peeters")


@pytest.fixture
def claire(office, ana):
    found = office.person("adviser", "Claire Dubois")
    office.assign(found, ana)
    return found


def row_of(office, id):
    with office.store.read() as tx:
        return expenses.expense(tx, id)


def events(office, id) -> list:
    with office.store.read() as tx:
        found = [entry for entry in journal.entries(tx, draft=id) if entry.event.startswith(("expense_", "receipt_"))]
        assert journal.verify(tx) is None
    return found


def test_a_note_goes_from_the_photo_to_the_books_with_a_line_for_each_step(office, ana, claire):
    id = office.write(ana, reference="2026-0001")
    row = office.submit(ana, id)
    assert (row.state, row.amount, row.paid_back, row.cost, row.year) == ("submitted", Decimal("184.50"), Decimal("184.50"), Decimal("184.50"), 2026)
    assert (row.worker, row.purpose, row.reference) == ("Ana Peeters", "Bois pour le décor", "2026-0001")
    assert attachments.read(office.home, row.receipt) == JPEG, "the photo is kept as it came"
    assert office.approve(claire, id).state == "approved"
    booked = office.book(claire, id)
    assert (booked.state, booked.year) == ("booked", 2026)
    said = events(office, id)
    assert [(entry.event, entry.actor) for entry in said] == [
        ("receipt_attached", ana.id), ("expense_submitted", ana.id), ("expense_approved", claire.id), ("expense_booked", claire.id)]
    assert said[1].payload["amount"] == "184.50" and said[1].payload["receipt"] == row.receipt


@pytest.mark.claims("T020")
def test_what_is_missing_or_wrong_is_listed_and_nothing_is_handed_in(office, ana):
    id = office.write(ana, receipt=None, amount="much", day="1/1/2099", purpose=None)
    with pytest.raises(NotComplete) as refused:
        office.submit(ana, id)
    assert set(refused.value.fields) == {"amount", "day", "purpose", "receipt"}
    assert row_of(office, id) is None and events(office, id) == []


def test_the_receipt_is_there_before_the_first_answer_and_survives_what_does_not_fit(office, ana):
    id = "c" * 32
    receipts.attach(office.books, ana, id, JPEG, office.later())
    with pytest.raises(NotComplete):
        office.submit(ana, id)
    assert row_of(office, id).receipt and row_of(office, id).state == "draft"
    assert receipts.receipt_of(office.books, ana, id, office.now)[1] == JPEG


def test_only_the_owner_hands_in_and_only_another_approves(office, ana, claire):
    zoe, els = office.person("member", "Zoë Janssens"), office.person("staff", "Els Maes")
    other = office.person("adviser", "Marc Thys")
    id = office.write(ana)
    for nobody in (zoe, els, other, office.person("administrator", "Noor Admin")):
        with pytest.raises(NotYours):
            office.submit(nobody, id)
        with pytest.raises(NotYours):
            receipts.receipt_of(office.books, nobody, id, office.now)
    with pytest.raises(NotNow):
        office.submit(claire, id)
    office.submit(ana, id)
    for nobody in (zoe, other):
        with pytest.raises(NotYours):
            office.approve(nobody, id)
    with pytest.raises(NotNow, match="own"):
        office.approve(ana, id)
    assert receipts.receipt_of(office.books, els, id, office.now)[1] == JPEG, "staff see what was handed in"
    assert office.approve(els, id).state == "approved" and office.book(claire, id).state == "booked"


def test_nobody_of_the_house_approves_their_own_note(office):
    els = office.person("staff", "Els Maes")
    id = office.write(els)
    office.submit(els, id)
    for does in (lambda: office.approve(els, id), lambda: office.give_back(els, id, "x"), lambda: office.book(els, id)):
        with pytest.raises(NotNow):
            does()
    assert row_of(office, id).state == "submitted"


def test_a_note_is_given_back_with_a_reason_corrected_and_handed_in_again(office, ana, claire):
    id = office.write(ana)
    office.submit(ana, id)
    with pytest.raises(NotNow, match="reason"):
        office.give_back(claire, id, "  ")
    assert office.give_back(claire, id, "Ticket illisible").reason == "Ticket illisible"
    receipts.attach(office.books, ana, id, PDF, office.later())
    with office.store.write() as tx:
        drafts.save_field(tx, id, "amount", "180", 0, ana.id, office.later())
    again = office.submit(ana, id)
    assert (again.state, again.amount, again.reason) == ("submitted", Decimal("180.00"), "")
    assert events(office, id)[2].payload["reason"] == "Ticket illisible"


def test_the_member_is_written_what_became_of_a_note_once_for_each_decision(office, ana, claire):
    id = office.write(ana)
    office.submit(ana, id)
    office.give_back(claire, id, "Ticket illisible")
    office.submit(ana, id)
    office.approve(claire, id)
    with office.store.read() as tx:
        returned, approved = outbox.about(tx, id)
    assert returned.to == approved.to == ana.email
    assert "Ticket illisible" in returned.body and "184,50" in approved.body


def test_a_page_that_is_stale_decides_nothing(office, ana, claire):
    id = office.write(ana)
    looked = office.submit(ana, id).since.isoformat()
    office.give_back(claire, id, "Ticket illisible")
    office.submit(ana, id)
    with pytest.raises(NotNow):
        office.approve(claire, id, looked=looked)
    assert row_of(office, id).state == "submitted"


def test_after_handing_in_neither_the_receipt_nor_the_note_changes(office, ana):
    id = office.write(ana)
    office.submit(ana, id)
    for does in (lambda: receipts.attach(office.books, ana, id, PDF, office.later()),
                 lambda: receipts.remove(office.books, ana, id, office.later())):
        with pytest.raises(NotAttached) as refused:
            does()
        assert refused.value.status == 409
    with pytest.raises(NotNow):
        office.submit(ana, id)


def test_a_receipt_is_replaced_taken_off_and_put_back(office, ana):
    id = office.write(ana)
    first = row_of(office, id).receipt
    second = receipts.attach(office.books, ana, id, PDF, office.later())
    assert second.type == "application/pdf" and row_of(office, id).receipt == second.name != first
    receipts.remove(office.books, ana, id, office.later())
    assert row_of(office, id).receipt is None and receipts.receipt_of(office.books, ana, id, office.now) is None
    assert receipts.put_back(office.books, ana, id, second.name, office.later()) == second
    with pytest.raises(NotAttached):
        receipts.put_back(office.books, ana, id, "0" * 64, office.later())
    assert row_of(office, id).receipt == second.name


def test_another_persons_file_cannot_be_hung_on_ones_own_note(office, ana):
    zoe = office.person("member", "Zoë Janssens")
    secret = receipts.attach(office.books, ana, office.write(ana), PDF, office.later())
    mine = office.write(zoe, "b" * 32)
    with pytest.raises(NotAttached):
        receipts.put_back(office.books, zoe, mine, secret.name, office.later())
    with pytest.raises(NotYours):
        receipts.attach(office.books, zoe, "a" * 32, JPEG, office.later())
    assert row_of(office, mine).receipt != secret.name


def test_the_same_day_and_amount_or_the_same_file_is_noticed_and_not_forbidden(office, ana, claire):
    first = office.write(ana)
    office.submit(ana, first)
    same_day = office.write(ana, "b" * 32, receipt=PDF)
    same_file = office.write(ana, "c" * 32, amount="12", day="28/2/2026")
    other = office.write(ana, "d" * 32, receipt=b"%PDF-1.4 another", amount="184,51")
    for id in (same_day, same_file, other):
        office.submit(ana, id)
    with office.store.read() as tx:
        twins = {id: {one.id for one in expenses.like(tx, expenses.expense(tx, id))} for id in (first, same_day, same_file, other)}
    assert twins == {first: {same_day, same_file}, same_day: {first}, same_file: {first}, other: set()}
    assert office.approve(claire, same_day).state == "approved"
    assert events(office, same_day)[-1].payload["twins"] == [first]


def test_the_same_file_of_another_member_is_noticed_too(office, ana):
    zoe = office.person("member", "Zoë Janssens")
    office.submit(ana, office.write(ana))
    theirs = office.submit(zoe, office.write(zoe, "b" * 32, amount="7", day="3/3/2026"))
    with office.store.read() as tx:
        assert [one.owner for one in expenses.like(tx, theirs)] == [ana.id]


def test_kilometres_before_this_journey_count_even_if_nobody_typed_them(office, ana):
    for at, day in enumerate(("1/2/2026", "2/2/2026", "3/2/2026")):
        id = office.write(ana, f"{at}" * 32, receipt=None, kind="bicycle", kilometres="4000", amount=None, day=day)
        row = office.submit(ana, id)
    # 2026: 0.37 a kilometre, 3,690 at most: 1,480 and 1,480, and of the third 730.
    assert row.amount == Decimal("1480.00") and row.paid_back == Decimal("730.00")


def test_a_rate_that_nobody_knows_is_entered_before_anybody_approves(office, ana, claire):
    office.now = datetime(2026, 5, 12, 9, tzinfo=UTC)
    id = office.write(ana, receipt=None, kind="car", kilometres="100", amount=None, day="4/5/2026")
    assert office.submit(ana, id).paid_back is None
    with pytest.raises(NotNow, match="no_rate"):
        office.approve(claire, id)
    office.law = entered(office.law, "kilometre_rate_quarterly", 0.4401, datetime(2026, 4, 1))
    assert office.approve(claire, id).paid_back == Decimal("44.01")


@pytest.mark.claims("T028")
def test_the_turn_of_the_year_closes_nothing_by_itself(office, ana, claire):
    """23:59:59 on 31 December and 00:00:01 on 1 January in Brussels: the same answer."""
    midnight = datetime(2026, 12, 31, 23, tzinfo=UTC)
    ids = []
    for at, seconds in enumerate((-1, 1)):
        office.now = midnight - timedelta(hours=2)
        ids.append(office.write(ana, f"{at}" * 32, day="28/12/2026", amount=f"1{at}"))
        assert commands.submit(office.books, ana, ids[-1], midnight + timedelta(seconds=seconds)).year == 2026
    office.now = midnight + timedelta(days=20)
    for id in ids:
        office.approve(claire, id)
        assert office.book(claire, id).year == 2026


def test_an_expense_of_today_in_brussels_is_not_in_the_future(office, ana):
    office.now = datetime(2026, 6, 30, 21, tzinfo=UTC)
    id = office.write(ana, day="1/7/2026")
    with pytest.raises(NotComplete):
        commands.submit(office.books, ana, id, datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC))
    assert commands.submit(office.books, ana, id, datetime(2026, 6, 30, 22, tzinfo=UTC)).state == "submitted"


@pytest.mark.claims("T028")
def test_after_the_closing_that_was_announced_the_refusal_names_the_year_that_is_open(office, ana, claire):
    office.law = announced(office.law, "2027-01-22", "2026-12-04")
    last = datetime(2027, 1, 22, 22, 59, 59, tzinfo=UTC)
    office.later(days=310)
    in_time, late = office.write(ana, day="28/12/2026"), office.write(ana, "b" * 32, day="29/12/2026")
    assert commands.submit(office.books, ana, in_time, last).year == 2026
    with pytest.raises(Closed) as refused:
        commands.submit(office.books, ana, late, last + timedelta(seconds=1))
    assert (refused.value.values["year"], refused.value.values["last"].isoformat(), refused.value.open) == (2026, "2027-01-22", 2027)
    assert row_of(office, late).state == "draft"
    office.now = last + timedelta(hours=1)
    assert office.submit(ana, late, year=2027).year == 2027
    office.approve(claire, late)
    for wrong in (2025, 2028):
        with pytest.raises(NotNow):
            office.book(claire, late, year=wrong)
    assert office.book(claire, late).year == 2027
    office.approve(claire, in_time)
    with pytest.raises(Closed):
        office.book(claire, in_time)
    assert office.book(claire, in_time, year=2027).year == 2027


def test_what_was_handed_in_stays_when_its_draft_is_deleted_and_what_was_not_goes(office, ana):
    handed_in, unfinished = office.write(ana), office.write(ana, "b" * 32, receipt=PDF)
    office.submit(ana, handed_in)
    with office.store.write() as tx:
        for id in (handed_in, unfinished):
            drafts.delete_draft(tx, id, ana.id, office.later())
    with office.store.write() as tx:
        assert drafts.purge_deleted(tx, office.later(days=31)) == 1
    assert row_of(office, handed_in).state == "submitted" and row_of(office, unfinished) is None


def test_a_person_who_is_forgotten_leaves_amounts_in_the_books_and_no_words(office, ana, claire):
    booked, waiting = office.write(ana), office.write(ana, "b" * 32, receipt=PDF, amount="12")
    for id in (booked, waiting):
        office.submit(ana, id)
    office.approve(claire, booked)
    office.book(claire, booked)
    with office.store.write() as tx:
        assert {one["id"] for one in erasure.export(tx, ana.id)["expenses"]} == {booked, waiting}
        erasure.erase(tx, ana.id, office.later())
    row = row_of(office, booked)
    assert (row.worker, row.purpose, row.content, row.paid_back) == ("", "", "{}", Decimal("184.50"))
    assert row_of(office, waiting) is None
