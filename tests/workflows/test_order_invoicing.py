"""Lines on invoices: none lost, none twice, sums to the cent, work dates untouched; deposits, contracts, undoing, bankruptcy."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.law.library import shelf
from workflows.orders import invoicing
from workflows.orders.billing import grouped, parts_of
from workflows.orders.examples import example
from workflows.orders.invoicing import NotInvoiced
from workflows.orders.lines import Line
from workflows.orders.order import in_months, with_deposit
from workflows.orders.overdue import warn
from workflows.people.drafts import NotYours
from workflows.store import invoices, outbox

MONTHS = tuple(date(2026, month, 28) for month in range(1, 13))
LINES = st.lists(st.builds(Line, st.just("Travail"), st.decimals("0.001", "999", places=3), st.sampled_from(["hour", "day", "minute"]),
                           st.decimals("0.0001", "9999", places=4), st.sampled_from(["standard", "performance", "exempt"])), min_size=1, max_size=12)


@given(lines=LINES, plan=st.sampled_from([(), MONTHS[:3], MONTHS, "deposit"]), share=st.decimals("0.01", "0.99", places=2))
def test_no_cent_is_lost_whatever_the_parts(lines, plan, share):
    net = sum((line.amount for line in lines), Decimal("0.00"))
    parts = with_deposit(net, share) if plan == "deposit" else in_months(net, plan) if plan else ()
    if parts and not any(one.net for one in parts):
        return
    found = parts_of(example(lines=tuple(lines), instalments=parts), "a", date(2026, 2, 21))
    assert sum((one.net for one in found), Decimal("0.00")) == net
    assert len({(one.line, one.part) for one in found}) == len(found)
    for at, line in enumerate(lines):
        assert sum((one.net for one in found if one.line == at), Decimal("0.00")) == line.amount
    group, = grouped(found, shelf()) or (None,)
    assert net == 0 or group.net == net


def test_a_contract_of_fifteen_euros_a_month_gives_twelve_parts_of_fifteen():
    year = example(lines=(Line("Entretien", Decimal(12), "month", Decimal(15)),), instalments=in_months(Decimal(180), MONTHS))
    found = parts_of(year, "a", date(2026, 1, 2))
    assert [str(one.net) for one in found] == ["15.00"] * 12 and [one.due for one in found] == list(MONTHS)


@pytest.fixture
def ana(office):
    return office.person("member", "Ana Peeters")


@pytest.fixture
def claire(office, ana):
    found = office.person("adviser", "Claire Dubois")
    office.assign(found, ana)
    return found


def sold(office, ana, at, **typed):
    id = office.write(ana, f"{at:032x}", **typed)
    office.send(ana, id)
    office.answer(id)
    return id


END = date(2026, 3, 31)


@pytest.mark.claims("T035")
def test_all_lines_of_a_client_stand_on_one_invoice_of_one_day(office, ana, claire):
    for at, (hours, price) in enumerate([("0,5", "80"), ("1,25", "79,99"), ("30", "12,3450")]):
        sold(office, ana, at, lines=[["Appel", hours, "hour", price, "standard", "work"]], day=f"{at + 2}/3/2026")
    sold(office, ana, 9, client_name="Autre", client_number=None, client_email="autre@example.org")
    ready = {one.client: one for one in invoicing.preview(office.house, claire, ana.id, END, office.now)}
    assert set(ready) == {"Mobilis", "Autre"} and str(ready["Mobilis"].group.net) == "510.34"
    made = invoicing.group(office.house, claire, ana.id, ready["Mobilis"].group.client, END, END, Decimal("510.34"), office.later())
    assert (made.day, made.due, made.net, made.tax) == (END, END + timedelta(days=30), Decimal("510.34"), Decimal("107.17"))
    with office.store.read() as tx:
        lines = invoices.lines_on(tx, made.id)
    assert sum((line.net for line in lines), Decimal(0)) == made.net
    assert [line.day.day for line in lines] == [2, 3, 4], "the days of work stay what they were"
    assert [one.client for one in invoicing.preview(office.house, claire, ana.id, END, office.now)] == ["Autre"]


def test_two_who_group_at_once_make_one_invoice(office, ana, claire):
    sold(office, ana, 1)
    ready, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    invoicing.group(office.house, claire, ana.id, ready.group.client, END, END, ready.group.net, office.later())
    with pytest.raises(NotInvoiced):
        invoicing.group(office.house, ana, ana.id, ready.group.client, END, END, ready.group.net, office.later())
    with office.store.read() as tx:
        assert len(invoices.invoices_of(tx, [ana.id])) == 1


def test_what_changed_since_the_preview_is_not_invoiced(office, ana):
    sold(office, ana, 1)
    ready, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    sold(office, ana, 2)
    with pytest.raises(NotInvoiced):
        invoicing.group(office.house, ana, ana.id, ready.group.client, END, END, ready.group.net, office.later())


def test_an_invoice_is_undone_until_the_accounting_has_it(office, ana, claire):
    sold(office, ana, 1)
    ready, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    made = invoicing.group(office.house, ana, ana.id, ready.group.client, END, END, ready.group.net, office.later())
    invoicing.undo(office.house, ana, made.id, office.later())
    again, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    assert again == ready
    made = invoicing.group(office.house, ana, ana.id, ready.group.client, END, END, ready.group.net, office.later())
    with pytest.raises(NotYours):
        invoicing.hand_over(office.house, ana, made.id, "V2026/17", office.later())
    invoicing.hand_over(office.house, claire, made.id, "V2026/17", office.later())
    for does in (lambda: invoicing.undo(office.house, claire, made.id, office.later()),
                 lambda: invoicing.hand_over(office.house, claire, made.id, "V2026/18", office.later())):
        with pytest.raises(NotInvoiced):
            does()


def test_paid_in_parts_then_the_client_goes_bankrupt(office, ana, claire):
    sold(office, ana, 1)
    ready, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    made = invoicing.group(office.house, claire, ana.id, ready.group.client, END, END, ready.group.net, office.later())
    today = office.now.date()
    invoicing.settle(office.house, claire, made.id, "paid", Decimal("200"), today, "virement", office.later())
    invoicing.settle(office.house, claire, made.id, "lost", Decimal("500"), today, "faillite du 20 février", office.later())
    for kind, net in (("paid", "0.01"), ("credited", "-1"), ("given", "1")):
        with pytest.raises(NotInvoiced):
            invoicing.settle(office.house, claire, made.id, kind, Decimal(net), today, "", office.later())
    with office.store.read() as tx:
        assert [(one.kind, one.net) for one in invoices.settled(tx, [made.id])] == [("paid", Decimal(200)), ("lost", Decimal(500))]


def test_a_deposit_is_invoiced_at_once_and_the_rest_at_the_end(office, ana):
    sold(office, ana, 1, deposit="40")
    now, = invoicing.preview(office.house, ana, ana.id, office.now.date(), office.now)
    later, = invoicing.preview(office.house, ana, ana.id, END, office.now)
    assert (str(now.group.net), str(later.group.net)) == ("280.00", "700.00")


def test_strangers_see_and_do_nothing(office, ana):
    sold(office, ana, 1)
    for other in (office.person("member", "Zoë Janssens"), office.person("adviser", "Marc Thys"), office.person("administrator", "Ad Min")):
        with pytest.raises(NotYours):
            invoicing.preview(office.house, other, ana.id, END, office.now)


@pytest.mark.claims("T035")
def test_the_monthly_batch_makes_one_invoice_per_client_and_nothing_twice(office, ana):
    bram = office.person("member", "Bram Claes")
    for at, who in enumerate((ana, ana, bram)):
        sold(office, who, at)
    seen = invoicing.group_all(office.house, END, office.now, preview=True)
    assert [line[:2] for line in seen] and len(seen) == 2 and sum(line[2] for line in seen) == Decimal(2100)
    assert invoicing.group_all(office.house, END, office.later()) == seen
    assert invoicing.group_all(office.house, END, office.later()) == []
    with office.store.read() as tx:
        made = invoices.invoices_of(tx, [ana.id, bram.id])
    assert sorted(str(one.net) for one in made) == ["1400.00", "700.00"] and {one.day for one in made} == {END}


def test_an_unpaid_invoice_is_told_when_it_is_late_and_once_more(office, ana, claire):
    sold(office, ana, 1)
    invoicing.group_all(office.house, END, office.now)
    due = datetime.combine(END + timedelta(days=30), time(12), UTC)
    with office.store.read() as tx:
        made, = invoices.invoices_of(tx, [ana.id])
    counts = []
    for days in (0, 1, 2, 15, 40):
        warn(office.house, due + timedelta(days=days))
        with office.store.read() as tx:
            counts.append(len(outbox.about(tx, made.id)))
    assert counts == [0, 2, 2, 4, 4], "the member and the adviser, twice"
    invoicing.settle(office.house, claire, made.id, "paid", made.net, office.now.date(), "", office.later())
    assert warn(office.house, due + timedelta(days=90)) == 0
