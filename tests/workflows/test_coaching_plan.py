"""The coaching of a member in the database: who may, what the journal says, what both sign, what an erasure leaves."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, text

from workflows.batch.run import check
from workflows.batch.table import read_table
from workflows.coaching import commands
from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.commands import NotNow
from workflows.coaching.facts import facts_of
from workflows.coaching.office import Office
from workflows.coaching.opened import kept_answer, open_coaching
from workflows.coaching.quarter import UnknownAdviser, quarter_table
from workflows.coaching.questions import CoachingQuestions
from workflows.law.library import shelf
from workflows.pages.registry import PAGES
from workflows.people import drafts
from workflows.people.desk import LocalDesk, answer
from workflows.people.drafts import NotYours
from workflows.post.ics import Event, calendar
from workflows.store import assignments, coaching, coaching_facts, erasure, invoices, journal, people
from workflows.store.activity_tables import invoices as table
from workflows.store.drafts import save_field
from workflows.store.invoices import Settlement
from workflows.words.catalogue import speak

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DUE = date(2026, 12, 31)
TYPED = {"day_rate": "400", "wanted_net": "1.800", "cash": "9.000"}


@dataclass
class House:
    """Commands as people give them, an hour after each other."""

    office: Office
    now: datetime = NOW

    @property
    def store(self):
        return self.office.store

    def later(self, **by) -> datetime:
        self.now += timedelta(**(by or {"hours": 1}))
        return self.now

    def person(self, role, name):
        with self.store.write() as tx:
            return people.add_person(tx, f"{name.split()[0].lower()}@example.org", name, role, "fr", self.now)

    def typed(self, member, **answers):
        said = {name: (value, 0) for name, value in {**TYPED, **answers}.items()}
        drafts.create(self.store, member, "d" * 32, said, CoachingQuestions, self.later())

    def act(self, actor, member, title="Relever le tarif", by="member"):
        return commands.add_action(self.office, actor, member.id, title, "trois devis envoyés", DUE, by, self.later())

    def opened(self, actor, member):
        return open_coaching(self.office, actor, member.id, self.now)

    def events(self, member):
        with self.store.read() as tx:
            assert journal.verify(tx) is None
            return [(one.event, one.actor) for one in journal.entries(tx, subject=member.id) if one.event.startswith("coaching_")]


@pytest.fixture
def house(store):
    return House(Office(store, shelf()))


@pytest.fixture
def ana(house):
    return house.person("member", "Ana Peeters")


@pytest.fixture
def claire(house, ana):
    found = house.person("adviser", "Claire Dubois")
    with house.store.write() as tx:
        assignments.assign(tx, found.id, ana.id, "adviser", house.now)
    return found


def test_a_quarter_from_the_first_action_to_the_second_signature(house, ana, claire):
    house.typed(ana)
    mine, hers = house.act(ana, ana), house.act(claire, ana, "Présenter un mentor", "adviser")
    assert (mine.owner, hers.owner) == (ana.id, claire.id)
    meeting = commands.plan_meeting(house.office, claire, ana.id, datetime(2026, 12, 3, 10), 45, "Bruxelles", house.later())
    assert meeting.starts_at == datetime(2026, 12, 3, 9, tzinfo=UTC), "ten by the clocks of Brussels"
    report = commands.keep(house.office, claire, ana.id, house.later())
    content = json.loads(report.content)
    assert report.quarter == "2026-Q4" and [one["title"] for one in content["plan"]] == ["Relever le tarif", "Présenter un mentor"]
    assert content["indicators"]["day_rate"]["said"]["asked"] == 400.0
    commands.sign(house.office, ana, report.id, report.sha256, house.later())
    commands.sign(house.office, claire, report.id, report.sha256, house.later())
    found = house.opened(ana, ana)
    assert [(one.stands_as, one.person) for one in found.signed[report.id]] == [("member", ana.id), ("adviser", claire.id)]
    assert not found.may_sign(report) and found.since.changes == ()
    commands.move_action(house.office, ana, mine.id, "done", "", house.later())
    commands.hold_meeting(house.office, claire, meeting.id, 50, "Envoyer trois devis", "", house.later(days=8))
    with house.store.write() as tx:
        save_field(tx, "d" * 32, "day_rate", "500", 0, ana.id, house.later())
    since = house.opened(claire, ana).since
    assert [one.title for one in since.ended] == ["Relever le tarif"] and since.held[0].minutes == 50
    moved = {one.name: (one.before["said"].get("asked"), one.now["said"].get("asked"), one.now["verdict"]) for one in since.changes}
    assert {"stage", "break_even"} <= set(moved) and not {"utilisation", "concentration"} & set(moved), "only what moved"
    row, kept = kept_answer(house.office, ana, report.id, house.now, str)
    assert kept["indicators"]["day_rate"]["said"]["asked"] == 400.0, "a report does not change any more"
    assert [one["name"] for one in kept["signed"]] == ["Ana Peeters", "Claire Dubois"] and row.sha256 == kept["sha256"]
    assert house.events(ana) == [
        ("coaching_action_added", ana.id), ("coaching_action_added", claire.id), ("coaching_meeting_planned", claire.id),
        ("coaching_report_kept", claire.id), ("coaching_report_signed", ana.id), ("coaching_report_signed", claire.id),
        ("coaching_action_moved", ana.id), ("coaching_meeting_held", claire.id)]


def test_only_the_member_and_an_adviser_of_today_see_or_do_anything(house, ana, claire):
    house.typed(ana)
    action = house.act(ana, ana)
    meeting = commands.plan_meeting(house.office, ana, ana.id, datetime(2026, 12, 3, 10), 45, "", house.later())
    report = commands.keep(house.office, ana, ana.id, house.later())
    others = [house.person(role, f"{role.title()} Autre") for role in ("member", "adviser", "staff", "administrator")]
    with house.store.write() as tx:
        assignments.end_assignment(tx, claire.id, ana.id, "adviser", house.later())
    for nobody in (*others, claire):
        for does in (lambda who: house.opened(who, ana), lambda who: house.act(who, ana),
                     lambda who: commands.move_action(house.office, who, action.id, "done", "", house.now),
                     lambda who: commands.plan_meeting(house.office, who, ana.id, datetime(2026, 12, 3, 10), 45, "", house.now),
                     lambda who: commands.hold_meeting(house.office, who, meeting.id, 45, "x", "", house.now),
                     lambda who: commands.cancel_meeting(house.office, who, meeting.id, "", house.now),
                     lambda who: commands.keep(house.office, who, ana.id, house.now),
                     lambda who: commands.sign(house.office, who, report.id, report.sha256, house.now),
                     lambda who: kept_answer(house.office, who, report.id, house.now, str)):
            with pytest.raises(NotYours):
                does(nobody)
    assert len(house.events(ana)) == 3


def test_nobody_signs_for_the_other_twice_or_what_they_did_not_see(house, ana, claire):
    house.typed(ana)
    report = commands.keep(house.office, ana, ana.id, house.later())
    with pytest.raises(NotNow, match="changed"):
        commands.sign(house.office, ana, report.id, "0" * 64, house.later())
    commands.sign(house.office, ana, report.id, report.sha256, house.later())
    with pytest.raises(NotNow, match="signed"):
        commands.sign(house.office, ana, report.id, report.sha256, house.later())
    assert [one.stands_as for one in house.opened(claire, ana).signed[report.id]] == ["member"]
    with house.store.write() as tx:
        tx.execute(text("UPDATE coaching_snapshots SET content = :content"), {"content": report.content.replace("400", "900", 1)})
    with pytest.raises(NotNow, match="changed"):
        commands.sign(house.office, claire, report.id, report.sha256, house.later())


@pytest.mark.parametrize(("wrong", "why"), [
    (lambda h, who: commands.add_action(h.office, who, who.id, " ", "x", DUE, "member", h.now), "action"),
    (lambda h, who: commands.add_action(h.office, who, who.id, "x", "", DUE, "member", h.now), "action"),
    (lambda h, who: commands.add_action(h.office, who, who.id, "x", "y", date(2026, 11, 25), "member", h.now), "due"),
    (lambda h, who: commands.add_action(h.office, who, who.id, "x", "y", date(2099, 1, 1), "member", h.now), "due"),
    (lambda h, who: commands.add_action(h.office, who, who.id, "x", "y", DUE, "adviser", h.now), "no_adviser"),
    (lambda h, who: commands.plan_meeting(h.office, who, who.id, datetime(2026, 12, 3, 10), 45, "", h.now), "no_adviser"),
    (lambda h, who: commands.keep(h.office, who, who.id, h.now), "no_diagnosis")])
def test_what_is_missing_is_said_and_nothing_is_kept(house, wrong, why):
    bram = house.person("member", "Bram Claes")
    with pytest.raises(NotNow) as refused:
        wrong(house, bram)
    assert refused.value.key == f"coaching.error.{why}" and speak("nl")(refused.value.key)
    assert house.events(bram) == []


def test_a_meeting_that_is_past_too_long_or_without_next_step_is_refused(house, ana, claire):
    for start, minutes, why in ((datetime(2026, 11, 1, 10), 45, "start"), (datetime(2026, 12, 3, 10), 0, "minutes"),
                                (datetime(2026, 12, 3, 10), 481, "minutes")):
        with pytest.raises(NotNow, match=why):
            commands.plan_meeting(house.office, claire, ana.id, start, minutes, "", house.now)
    meeting = commands.plan_meeting(house.office, claire, ana.id, datetime(2026, 12, 3, 10), 45, "", house.later())
    with pytest.raises(NotNow, match="next_step"):
        commands.hold_meeting(house.office, claire, meeting.id, 45, " ", "", house.later())
    commands.cancel_meeting(house.office, ana, meeting.id, "", house.later())
    with pytest.raises(NotNow, match="changed"):
        commands.hold_meeting(house.office, claire, meeting.id, 45, "x", "", house.later())
    with house.store.read() as tx:
        assert (coaching.meeting(tx, meeting.id).state, coaching.meeting(tx, meeting.id).changes) == ("cancelled", 1)


def test_two_who_change_one_action_are_told(house, ana, claire):
    action = house.act(ana, ana)
    commands.move_action(house.office, claire, action.id, "dropped", action.since.isoformat(), house.later())
    with pytest.raises(NotNow, match="changed"):
        commands.move_action(house.office, ana, action.id, "open", action.since.isoformat(), house.later())
    commands.move_action(house.office, ana, action.id, "open", "", house.later())
    assert [one.state for one in house.opened(ana, ana).actions] == ["open"]


def test_the_books_say_what_was_invoiced_is_owed_and_ordered(house, ana):
    with house.store.write() as tx:
        for id, client, day, net, tax in (("old", "Vieux", "2025-06-01", "900", "189"), ("big", "Mobilis", "2026-03-02", "8000", "1680"),
                                          ("new", "Jan", "2026-09-09", "1999.99", "0"), ("gone", "Jan", "2026-09-09", "5", "0")):
            tx.execute(insert(table).values(id=id, owner=ana.id, client=client, day=day, due=day, net=net, tax=tax, made_at=house.now))
        invoices.undo_invoice(tx, "gone", house.now)
        for id, net in (("old", "900"), ("big", "6000")):
            invoices.settle(tx, Settlement(id, date(2026, 5, 1), "paid", Decimal(net), "", house.now, None))
    with house.store.read() as tx:
        found = facts_of(coaching_facts.plain_facts(tx, ana.id, date(2026, 11, 26)))
    assert found.clients == (8_000.0, 1_999.99) and found.turnover_year == 9_999.99 and found.with_tax == 11_679.99
    assert found.receivables == 2_000 + 420 + 1_999.99, "the tax follows what is unpaid"
    assert dict(found.months)["2025-06"] == 900.0 and found.since(2026, 1, 36)[2] == 8_000.0 and len(found.since(2026, 1, 36)) == 10


def test_the_table_of_a_quarter_gives_the_batch_what_each_member_sees(house, ana, claire, tmp_path):
    house.typed(ana, skills=[["selling", "2", "1/9/2026"]], pipeline="5000/50 %")
    bram = house.person("member", "Bram Claes")
    drafts.create(house.store, bram, "b" * 32, {"day_rate": ("300", 0)}, CoachingQuestions, house.later())
    with house.store.write() as tx:
        tx.execute(insert(table).values(id="x", owner=ana.id, client="Mobilis; \"Zoë\"", day="2026-09-09", due="2026-10-09", net="60000",
                                        tax="12600", made_at=house.now))
    said, rows = quarter_table(house.store, house.office.law, house.now)
    path = tmp_path / "quarter.csv"
    path.write_text(said, encoding="utf-8")
    (hers, his), refused = check(read_table(path, CoachingQuestions, speak("nl"), "nl"), PAGES["coaching"], speak("nl"))
    assert rows == 2 and refused == [] and (hers.row.name, his.row.name) == ("Ana Peeters", "Bram Claes")
    assert hers.questions.turnover_year == 60_000 and his.questions.turnover_year is None and his.questions.day_rate == 300
    seen = house.opened(ana, ana).answer
    batch = as_json(coach(hers.questions, house.office.law))
    assert batch["growth"] | {"origin": ""} == seen["growth"] | {"origin": ""} and batch["skills"] == seen["skills"]
    for part in ("scenarios", "routes", "hire", "services"):
        assert batch[part] == seen[part], part
    assert quarter_table(house.store, house.office.law, house.now, "claire@example.org")[1] == 1
    with pytest.raises(UnknownAdviser):
        quarter_table(house.store, house.office.law, house.now, "ana@example.org")


def test_a_page_is_told_of_its_own_member_only(house, ana, claire):
    house.typed(ana)
    house.act(ana, ana)
    hers, bram = LocalDesk(house.store, claire.id, lambda: house.now), house.person("member", "Bram Claes")
    told = json.loads(answer(hers, json.dumps({"ask": "coaching", "id": "d" * 32}).encode()))
    assert told["member"] == ana.id and [one["title"] for one in told["actions"]] == ["Relever le tarif"]
    his = LocalDesk(house.store, bram.id, lambda: house.now).coaching("d" * 32)
    assert his["member"] == bram.id and his["actions"] == [] and his["facts"]["months"] == []


def test_an_export_tells_the_coaching_and_an_erasure_forgets_it(house, ana, claire):
    house.typed(ana)
    house.act(ana, ana, "Mot secret")
    report = commands.keep(house.office, ana, ana.id, house.later())
    commands.sign(house.office, ana, report.id, report.sha256, house.later())
    with house.store.read() as tx:
        told = erasure.export(tx, ana.id)
    assert told["coaching_actions"][0]["title"] == "Mot secret" and told["coaching_snapshots"][0]["sha256"] == report.sha256
    assert len(told["coaching_signatures"]) == 1 and told["coaching_meetings"] == []
    with house.store.write() as tx:
        erasure.erase(tx, ana.id, house.later())
    with house.store.read() as tx:
        assert coaching.actions(tx, ana.id) == [] and coaching.snapshots(tx, ana.id) == [] and journal.verify(tx) is None
        assert "Mot secret" not in json.dumps([one.payload for one in journal.entries(tx, subject=ana.id)])


def test_the_calendar_file_is_what_rfc_5545_asks():
    at = datetime(2026, 7, 1, 8, tzinfo=UTC)
    said = "Accompagnement ; Zoë, « étape » \\ " + "é" * 90 + "\r\nBEGIN:VEVENT"
    content = calendar([Event("x@atelier", at, 45, said, at, "première\nseconde", "Rue Émile Féron 70, Bruxelles", "https://a.example.org/c", 2)])
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and content.endswith(b"END:VCALENDAR\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")
    assert unfolded.count("BEGIN:VEVENT") == 1 and "DTSTART;TZID=Europe/Brussels:20260701T100000" in unfolded
    assert "DTEND;TZID=Europe/Brussels:20260701T104500" in unfolded and "SEQUENCE:2" in unfolded and "TZID:Europe/Brussels" in unfolded
    assert "LOCATION:Rue Émile Féron 70\\, Bruxelles" in unfolded and "DESCRIPTION:première\\nseconde" in unfolded
    gone = calendar([Event("x@atelier", at, 45, "x", at, cancelled=True)]).decode()
    assert "METHOD:CANCEL" in gone and "STATUS:CANCELLED" in gone
