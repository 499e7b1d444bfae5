"""The life of an order: sent, seen, answered once, revised, withdrawn, expired; who may do what; numbers without gaps."""

import json
from datetime import timedelta

import pytest

from workflows.orders import commands
from workflows.orders.answering import Came, NoLink, NotAnswered, Said, answer, answer_for, code_of, look, show
from workflows.orders.commands import NotComplete, NotNow
from workflows.people.drafts import NotYours
from workflows.store import attachments, journal, orders, outbox


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
        return orders.order(tx, id)


def events(office, id, name=None) -> list:
    with office.store.read() as tx:
        found = [entry for entry in journal.entries(tx, draft=id) if entry.event.startswith("order_")]
        assert journal.verify(tx) is None
    return [entry for entry in found if name in (None, entry.event)]


@pytest.mark.claims("T022")
def test_an_order_is_sent_with_number_document_mail_and_evidence_at_once(office, ana):
    id = office.write(ana)
    row = office.send(ana, id)
    assert (row.state, row.number, row.revision, str(row.net), str(row.gross)) == ("sent", "2026-0001", 1, "700.00", "847.00")
    assert (row.worker, row.client, row.subject) == ("Ana Peeters", "Mobilis", "Affiche")
    with office.store.read() as tx:
        mail, = outbox.about(tx, id)
        sent = orders.revision(tx, id, 1)
    assert mail.to == "achats@example.org" and mail.reply_to == "ana@example.org" and office.links[id] in mail.body
    assert office.links[id] in mail.page and "Mobilis" in mail.attachment_name and "2026-0001" in mail.attachment_name
    assert attachments.read(office.home, sent.pdf).startswith(b"%PDF 2026-0001") and mail.attachment == sent.pdf
    said, = events(office, id, "order_sent")
    assert said.payload["pdf"] == sent.pdf and said.payload["to"] == "achats@example.org" and said.actor == ana.id


def test_the_secret_of_the_link_is_kept_nowhere_but_in_the_mail(office, ana):
    id = office.write(ana)
    office.send(ana, id)
    token = office.links[id]
    with office.store.read() as tx:
        rows = json.dumps([entry.payload for entry in journal.entries(tx)])
        mail, = outbox.about(tx, id)
    assert token not in rows and code_of(token) not in rows and len(token) == 43
    with office.store.write() as tx:
        outbox.sent(tx, mail.id, office.now)
        mail, = outbox.about(tx, id)
    assert mail.body == "" and mail.page is None, "what was sent is forgotten: it lets in"


@pytest.mark.claims("T029", "T034")
def test_the_client_accepts_once_and_everything_after_that_changes_nothing(office, ana):
    id = office.write(ana)
    office.send(ana, id)
    row = office.answer(id, address="192.0.2.7", agent="Phone")
    assert row.state == "accepted"
    said, = events(office, id, "order_accepted")
    assert {name: said.payload[name] for name in ("name", "channel", "address", "agent", "revision", "may_decide")} == {
        "name": "Jeanne Martin", "channel": "link", "address": "192.0.2.7", "agent": "Phone", "revision": 1, "may_decide": True}
    for decision in ("accept", "refuse"):
        with pytest.raises(NoLink, match=r"answer\.already_accepted"):
            office.answer(id, decision)
    assert len(events(office, id)) == 2 and row_of(office, id).state == "accepted"
    with office.store.read() as tx:
        kinds = [(mail.kind, mail.to) for mail in outbox.about(tx, id)]
    assert kinds == [("order", "achats@example.org"), ("accepted", "ana@example.org"), ("accepted", "achats@example.org")]


@pytest.mark.claims("T034")
def test_a_refusal_carries_its_reason(office, ana):
    id = office.write(ana)
    office.send(ana, id)
    shown = show(office.house, office.links[id], office.now)
    said = Said("refuse", "Jeanne", True, reason="Trop cher")
    assert answer(office.house, office.links[id], shown.nonce, said, Came("link"), office.later()).state == "refused"
    assert events(office, id, "order_refused")[0].payload["reason"] == "Trop cher"


@pytest.mark.parametrize(("said", "field"), [(Said("accept", "  ", True), "name"), (Said("accept", "Jeanne", False), "may_decide")])
def test_without_name_or_tick_nothing_is_decided(office, ana, said, field):
    id = office.write(ana)
    office.send(ana, id)
    shown = show(office.house, office.links[id], office.now)
    with pytest.raises(NotAnswered) as refused:
        answer(office.house, office.links[id], shown.nonce, said, Came("link"), office.later())
    assert refused.value.field == field and row_of(office, id).state == "sent"


def test_opening_a_link_changes_nothing_and_asking_for_the_document_says_it_is_seen(office, ana):
    id = office.write(ana)
    office.send(ana, id)
    before = events(office, id)
    for _ in range(15):
        show(office.house, office.links[id], office.later(minutes=1))
    assert events(office, id) == before and row_of(office, id).state == "sent"
    for _ in range(2):
        assert look(office.house, office.links[id], Came("link", "192.0.2.7", "Phone"), office.later()).startswith(b"%PDF")
    assert row_of(office, id).state == "seen" and len(events(office, id, "order_seen")) == 1


@pytest.mark.claims("T034")
def test_a_revision_kills_the_old_link_keeps_the_number_and_is_answered_on_its_own(office, ana):
    id = office.write(ana)
    office.send(ana, id)
    old, shown = office.links[id], show(office.house, office.links[id], office.now)
    commands.revise(office.house, ana, id, office.later())
    with pytest.raises(NoLink) as gone:
        show(office.house, old, office.now)
    assert gone.value.status == 409
    row = office.send(ana, id)
    assert (row.number, row.revision, row.state) == ("2026-0001", 2, "sent")
    with pytest.raises(NoLink) as gone:
        answer(office.house, old, shown.nonce, Said("accept", "Jeanne", True), Came("link"), office.now)
    assert gone.value.status == 409
    fresh = office.links[id]
    with pytest.raises(NoLink) as gone:
        answer(office.house, fresh, shown.nonce, Said("accept", "Jeanne", True), Came("link"), office.now)
    assert gone.value.status == 409, "the nonce belongs to the version that was shown"
    assert office.answer(id).state == "accepted"
    with office.store.read() as tx:
        assert orders.revision(tx, id, 1).pdf != orders.revision(tx, id, 2).pdf


@pytest.mark.claims("T034")
def test_too_late_taken_back_and_unknown_are_told_apart(office, ana):
    late, back = office.write(ana), office.write(ana, "b" * 32)
    office.send(ana, late)
    office.send(ana, back)
    commands.withdraw(office.house, ana, back, office.later())
    gone = {}
    for name, token, now in (("late", office.links[late], office.now + timedelta(days=31)),
                             ("back", office.links[back], office.now), ("unknown", "x" * 43, office.now)):
        with pytest.raises(NoLink) as found:
            show(office.house, token, now)
        gone[name] = (found.value.status, found.value.key)
    assert gone == {"late": (410, "answer.expired"), "back": (410, "answer.withdrawn"), "unknown": (404, "answer.unknown")}
    assert show(office.house, office.links[late], office.now).row.state == "sent", "until the end of the day in Belgium"


def test_what_is_missing_or_wrong_is_listed_and_nothing_is_sent(office, ana):
    id = office.write(ana, client_email=None, day="soon", lines=[["Site", "half", "day", "350", "standard", "work"]])
    with pytest.raises(NotComplete) as refused:
        office.send(ana, id)
    assert set(refused.value.fields) == {"client_email", "day", "lines"}
    assert row_of(office, id) is None and events(office, id) == []
    with office.store.read() as tx:
        assert outbox.about(tx, id) == []


def test_steps_that_a_state_does_not_allow_are_refused(office, ana):
    id = office.write(ana)
    for does in (commands.withdraw, commands.revise, commands.give_back):
        with pytest.raises(NotNow):
            does(office.house, ana, id, office.later())
    office.send(ana, id)
    with pytest.raises(NotNow):
        office.send(ana, id)
    office.answer(id)
    with pytest.raises(NotNow):
        commands.withdraw(office.house, ana, id, office.later())
    assert commands.revise(office.house, ana, id, office.later()).state == "revised"


def test_only_the_owner_and_the_owners_adviser_may(office, ana, claire):
    id = office.write(ana)
    others = [office.person("member", "Zoë Janssens"), office.person("adviser", "Marc Thys"), office.person("staff", "Els Maes"),
              office.person("administrator", "Admin One")]
    for other in others:
        with pytest.raises(NotYours):
            office.send(other, id)
    commands.ask_review(office.house, ana, id, office.later())
    assert commands.give_back(office.house, claire, id, office.later(), "Prix trop bas").state == "draft"
    assert events(office, id, "order_give_back")[0].payload["note"] == "Prix trop bas"
    assert office.send(claire, id).number == "2026-0001"


@pytest.mark.claims("T029")
def test_without_a_mailbox_the_adviser_enters_the_answer_by_code_paper_or_in_session(office, ana, claire):
    for at, (channel, more) in enumerate([("code", {}), ("paper", {"photo": "0" * 64}), ("session", {})]):
        id = office.write(ana, f"{at}" * 32)
        office.send(ana, id)
        code = code_of(office.links[id])
        said, came = Said("accept", "Jeanne Martin", True), Came(channel, by=claire.id, **more)
        if channel == "code":
            with pytest.raises(NotAnswered):
                answer_for(office.house, claire, id, 1, said, came, office.later(), code="00000000" if code != "00000000" else "1")
        if channel == "paper":
            with pytest.raises(NotAnswered):
                answer_for(office.house, claire, id, 1, said, Came("paper", by=claire.id), office.later())
        with pytest.raises(NotYours):
            answer_for(office.house, ana, id, 1, said, came, office.later(), code)
        assert answer_for(office.house, claire, id, 1, said, came, office.later(), code).state == "accepted"
        entry, = events(office, id, "order_accepted")
        assert (entry.payload["channel"], entry.actor) == (channel, claire.id)


def test_numbers_are_given_at_sending_without_gaps_and_rolled_back_ones_are_given_again(office, ana):
    def broken(order, law):
        raise RuntimeError("the printer is on fire")

    drafts = [office.write(ana, f"{at:032x}") for at in range(1, 6)]
    assert [office.send(ana, id).number for id in drafts[:2]] == ["2026-0001", "2026-0002"]
    office.document = broken
    office.__post_init__()
    with pytest.raises(RuntimeError):
        office.send(ana, drafts[2])
    assert row_of(office, drafts[2]) is None
    office.document = lambda order, law: b"%PDF"
    office.__post_init__()
    assert [office.send(ana, id).number for id in drafts[2:]] == ["2026-0003", "2026-0004", "2026-0005"]
