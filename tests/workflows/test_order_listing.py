"""The list of orders with very many of them: found, counted, turned over, and still quick."""

import statistics
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from tests.office import NOW, Office
from workflows.orders.listing import ENDED, listing
from workflows.store.order_tables import orders as table
from workflows.store.tables import drafts
from workflows.words.typed import folded

MANY, FEW, MEMBERS = 10_000, 600, 40
STATES = ("sent", "seen", "accepted", "refused", "expired", "withdrawn", "revised", "to_review")


def filled(store, tmp_path, many):
    """An office with so many orders of forty members, fifty of them never sent; their adviser; the members."""
    office = Office(store, tmp_path)
    claire, members = office.person("adviser", "Claire Dubois"), [office.person("member", f"M{at} Peeters") for at in range(MEMBERS)]
    for member in members:
        office.assign(claire, member)
    rows = [{"id": f"{at:032x}", "owner": members[at % MEMBERS].id, "state": STATES[at % 6] if at % 100 else STATES[6 + at // 100 % 2],
             "since": NOW - timedelta(minutes=at), "revision": 1, "number": f"2026-{at:05d}", "worker": members[at % MEMBERS].name,
             "client": f"Cliënt {at % 300}", "subject": f"Sujet {at}", "day": date(2026, 3, 2).isoformat(), "net": "100.00", "gross": "121.00",
             "valid_until": "2026-05-01", "sought": folded(f"{members[at % MEMBERS].name} Cliënt {at % 300} Sujet {at} 2026-{at:05d}")}
            for at in range(many)]
    with store.write() as tx:
        tx.execute(insert(drafts), [{"id": row["id"], "owner": row["owner"], "page": "purchase_order", "title": "", "version": 1, "revision": 1,
                                     "created_at": NOW, "changed_at": NOW} for row in rows])
        tx.execute(insert(table), rows)
    for at in range(50):
        office.write(members[at % MEMBERS], f"{many + at:032x}", subject="Élan d’été")
    return office, claire, members


@pytest.fixture
def full(store, tmp_path):
    return filled(store, tmp_path, FEW)


def test_ten_thousand_orders_are_listed_within_a_tenth_of_a_second(store, tmp_path):
    office, claire, _ = filled(store, tmp_path, MANY)
    spent = []
    for asked in ({}, {"search": "client 12"}, {"states": ("sent", "seen")}, {"page": 70}) * 3:
        began = time.process_time()
        found = listing(office.house, claire, NOW, **asked)
        spent.append(time.process_time() - began)
        assert len(found.rows) == 100
    print(f"\n{MANY} orders listed in {1000 * statistics.median(spent):.0f} ms, at most {1000 * max(spent):.0f}")
    assert statistics.median(spent) < 0.1


def test_pages_together_have_each_order_once_the_longest_waiting_first(full):
    office, claire, _ = full
    first = listing(office.house, claire, NOW)
    assert first.total == first.every == FEW + 50 and first.pages == 7 and first.counts["draft"] == 50
    rows = [one.row for page in range(1, first.pages + 1) for one in listing(office.house, claire, NOW, page=page).rows]
    assert len({row.id for row in rows}) == len(rows) == FEW + 50
    waiting = [row.since for row in rows if row.state not in ENDED]
    assert [row.state in ENDED for row in rows] == sorted(row.state in ENDED for row in rows) and waiting == sorted(waiting)
    ended = [row.since for row in rows if row.state in ENDED]
    assert ended == sorted(ended, reverse=True)


def test_words_are_found_in_what_was_sent_and_in_what_is_still_written(full):
    office, claire, members = full
    assert listing(office.house, claire, NOW, search="elan ETE").counts == {"draft": 50}
    assert listing(office.house, claire, NOW, search="sujet 442").rows[0].row.number == "2026-00442"
    revised = next(one.row for one in listing(office.house, claire, NOW, states=("revised",)).rows)
    assert [one.row.id for one in listing(office.house, claire, NOW, search=revised.number).rows] == [revised.id]
    own = listing(office.house, members[7], NOW, search="peeters")
    assert {one.row.owner for one in own.rows} == {members[7].id} and own.rows[0].row.since == max(one.row.since for one in own.rows)
    assert listing(office.house, claire, NOW, search="100%").every == listing(office.house, claire, NOW, search="_").every == 0
    draft = listing(office.house, claire, NOW, states=("draft",)).rows[0]
    assert (str(draft.row.gross), draft.row.client, draft.row.number, draft.next, draft.who) == ("847.00", "Mobilis", None, "finish", "member")
    assert draft.may == ("send",)


def test_a_state_that_nobody_is_in_and_a_page_that_is_not_there_are_no_errors(full):
    office, _, members = full
    stranger = office.person("adviser", "Marc Thys")
    assert listing(office.house, stranger, NOW).rows == () and listing(office.house, stranger, NOW).pages == 1
    assert listing(office.house, members[0], NOW, page=10**9).page == 1
