"""What happens to orders by itself, the clock being ours; and whether all evidence stands."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.accounts import House as Home
from tests.office import NOW, Office
from workflows.cli.main import main
from workflows.orders import commands
from workflows.orders.clock import FIRST, LAST, SECOND, Ticked, due, tick
from workflows.orders.verify import verify
from workflows.store import journal, orders, outbox
from workflows.store.erasure import erase
from workflows.store.people import by_email

DAY = timedelta(days=1)


@pytest.fixture
def sent(office):
    """An order that was sent and whose mail left, on 20 February 2026; it can be answered until 22 March."""
    ana = office.person("member", "Ana Peeters")
    id = office.write(ana, client_language="nl")
    office.send(ana, id)
    leave(office, id)
    return id


def leave(office, id):
    with office.store.write() as tx:
        for mail in outbox.about(tx, id):
            outbox.sent(tx, mail.id, office.now)


def row_of(office, id):
    with office.store.read() as tx:
        return orders.order(tx, id)


def reminders(office, id):
    with office.store.read() as tx:
        return [mail for mail in outbox.about(tx, id) if mail.kind == "reminder"]


def test_a_client_is_reminded_three_times_each_once_and_then_the_order_expires(office, sent):
    told = {}
    for day in range(35):
        for hour in (0, 3, 12):  # several looks a day, by several servers
            done = tick(office.house, NOW + day * DAY + timedelta(hours=hour))
            if done != Ticked(0, 0):
                told[(NOW + day * DAY).date().isoformat()] = (done.expired, done.reminded)
    assert told == {"2026-02-23": (0, 1), "2026-02-27": (0, 1), "2026-03-20": (0, 1), "2026-03-23": (1, 0)}
    mails = reminders(office, sent)
    assert len(mails) == 3 and {mail.to for mail in mails} == {"achats@example.org"} and mails[0].reply_to == "ana@example.org"
    assert "20 februari 2026" in mails[0].body and "22 maart 2026" in mails[0].body and office.links[sent] not in mails[0].body
    with office.store.read() as tx:
        found = [entry for entry in journal.entries(tx, draft=sent) if entry.event in ("order_reminded", "order_expired")]
        assert journal.verify(tx) is None
    assert [entry.payload.get("which") for entry in found] == [FIRST, SECOND, LAST, None]
    assert row_of(office, sent).state == "expired"


def test_the_last_day_ends_at_midnight_in_belgium(office, sent):
    last = row_of(office, sent).valid_until
    assert last == date(2026, 3, 22)
    tick(office.house, datetime(2026, 3, 22, 22, 59, tzinfo=UTC))
    assert row_of(office, sent).state == "sent"
    assert tick(office.house, datetime(2026, 3, 22, 23, 0, tzinfo=UTC)).expired == 1
    assert row_of(office, sent).state == "expired"


@pytest.mark.parametrize("ends", ["accept", "refuse", "withdraw", "revise"])
def test_nobody_is_reminded_after_the_answer(office, sent, ends):
    with office.store.read() as tx:
        ana = by_email(tx, "ana@example.org")
    if ends in ("accept", "refuse"):
        office.answer(sent, ends)
    else:
        getattr(commands, ends)(office.house, ana, sent, office.later())
    assert {tick(office.house, NOW + day * DAY) for day in range(40)} == {Ticked(0, 0)} and reminders(office, sent) == []


def test_after_a_week_without_a_server_there_is_one_reminder_and_not_all(office, sent):
    assert tick(office.house, NOW + 10 * DAY).reminded == 1 and tick(office.house, NOW + 11 * DAY).reminded == 0
    assert len(reminders(office, sent)) == 1


def test_nobody_is_reminded_of_a_mail_that_never_left(office):
    ana = office.person("member", "Ana Peeters")
    id = office.write(ana)
    office.send(ana, id)
    assert {tick(office.house, NOW + day * DAY) for day in range(20)} == {Ticked(0, 0)}
    leave(office, id)
    assert tick(office.house, NOW + 20 * DAY).reminded == 1


def test_a_revision_is_reminded_of_on_its_own(office, sent):
    with office.store.read() as tx:
        ana = by_email(tx, "ana@example.org")
    tick(office.house, NOW + 3 * DAY)
    office.now = NOW + 4 * DAY
    commands.revise(office.house, ana, sent, office.now)
    office.send(ana, sent)
    leave(office, sent)
    assert tick(office.house, NOW + 5 * DAY).reminded == 0 and tick(office.house, NOW + 7 * DAY).reminded == 1
    assert len({mail.key for mail in reminders(office, sent)}) == 2


def test_an_order_that_is_open_for_few_days_is_reminded_of_less(office, sent):
    row = row_of(office, sent)
    for days, expected in ((1, {""}), (2, {""}), (3, {"", LAST}), (5, {"", LAST}), (6, {"", FIRST, LAST})):
        short = type(row)(**{**row.__dict__, "valid_until": NOW.date() + days * DAY})
        assert {due(short, NOW.date() + at * DAY, office.house.law) for at in range(days + 2)} == expected, days


def test_all_evidence_stands_and_each_thing_that_is_broken_is_found(office, sent):
    office.answer(sent)
    found = verify(office.house)
    assert (found.chain, found.orders, found.documents, found.broken) == (None, 1, 1, ())
    with office.store.read() as tx:
        version = orders.revision(tx, sent, 1)
    file = office.home / "attachments" / version.pdf[:2] / version.pdf
    kept = file.read_bytes()
    file.write_bytes(kept + b" ")
    assert verify(office.house).broken == (("2026-0001", "document"),)
    file.unlink()
    assert verify(office.house).broken == (("2026-0001", "document"),)
    file.write_bytes(kept)
    with office.store.write() as tx:
        tx.execute(text("UPDATE order_revisions SET content = :content"), {"content": version.content.replace("350", "450")})
    assert verify(office.house).broken == (("2026-0001", "content"),)
    with office.store.write() as tx:
        tx.execute(text("UPDATE order_revisions SET content = :content"), {"content": version.content})
        tx.execute(text("UPDATE orders SET state = 'refused'"))
    assert verify(office.house).broken == (("2026-0001", "no_answer"),)


def test_a_person_who_was_erased_leaves_evidence_that_says_nothing_and_breaks_nothing(office, sent):
    office.answer(sent)
    with office.store.write() as tx:
        erase(tx, row_of(office, sent).owner, office.later())
    found = verify(office.house)
    assert found.chain is None and found.broken == ()


def test_the_command_line_lists_ticks_and_verifies(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path))
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    office = Office(Home(tmp_path).store(), tmp_path)
    ana = office.person("member", "Ana Peeters")
    for at, subject in enumerate(("Affiche\tet\nplus", "Site")):
        office.send(ana, office.write(ana, f"{at}" * 32, subject=subject))
    office.answer("1" * 32)

    def said(*words) -> tuple[int, str, str]:
        status = main(["orders", *words])
        return status, *capsys.readouterr()

    status, out, _ = said("list", "--lang", "en")
    lines = [line.split("\t") for line in out.splitlines()]
    assert status == 0 and [line[:2] for line in lines] == [["2026-0001", "sent"], ["2026-0002", "accepted"]]
    assert lines[0][3:] == ["Ana Peeters", "Mobilis", "Affiche et plus", "2026-03-02", "847.00"]
    assert [line.split("\t")[0] for line in said("list", "--state", "accepted")[1].splitlines()] == ["2026-0002"]
    assert [line.split("\t")[0] for line in said("list", "--search", "affiche")[1].splitlines()] == ["2026-0001"]
    wrong = said("list", "--state", "nothing", "--lang", "nl")
    assert wrong[0] == 2 and "bestaat niet" in wrong[2]
    assert "Orders: 2; documents: 2" in said("verify", "--lang", "en")[1]
    assert re.search(r"Expired: 1\. Clients reminded: 0", said("tick", "--lang", "en")[1]), "the clock stands months later"
    (office.home / "attachments").rename(office.home / "gone")
    broken = said("verify", "--lang", "fr")
    assert broken[0] == 1 and "2026-0001 : un document manque" in broken[2]
    office.store.close()
