"""Who gets in, who may do what, and what the Desk gives: on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from workflows.people import accounts, drafts, entering
from workflows.people.desk import LocalDesk, answer
from workflows.people.drafts import NotKept, NotYours
from workflows.people.entering import Refused
from workflows.people.roles import ROLES, may
from workflows.people.tokens import digest
from workflows.simulation.questions import SimulationQuestions as Q
from workflows.store import assignments, people, sessions
from workflows.store.drafts import create_draft, migrate_draft
from workflows.store.journal import entries, verify
from workflows.words.catalogue import LANGUAGES, speak

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
GOOD = "three small green boats"
DRAFT = "0123456789abcdef" * 2


def person(store, name="Ana Peeters", role="member", email=None):
    return accounts.add_account(store, email or f"{name.split()[0].lower()}@example.org", name, role, "fr", None, NOW)


def entered(store, who, password=GOOD):
    return entering.enter_by_link(store, entering.new_link(store, who, "first", NOW), password, NOW)


def refused(work, *arguments) -> str:
    with pytest.raises(Refused) as found:
        work(*arguments)
    for language in LANGUAGES:
        assert speak(language)(found.value.key, **found.value.values)
    return found.value.key


def test_a_link_enters_once_and_then_the_password_does(store):
    ana = person(store)
    assert refused(entering.sign_in, store, ana.email, "", "192.0.2.1", NOW) == "sign_in.wrong", "there is no default password"
    token = entering.new_link(store, ana, "first", NOW)
    assert entering.whose_link(store, token, NOW).id == ana.id, "looking uses nothing up"
    assert refused(entering.enter_by_link, store, token, "short", NOW) == "password.short"
    assert entering.enter_by_link(store, token, GOOD, NOW).person.id == ana.id
    assert refused(entering.enter_by_link, store, token, "another good password", NOW) == "enter.used"
    found = entering.sign_in(store, " ANA@example.org ", GOOD, "192.0.2.1", NOW)
    assert entering.who_has(store, found.token, NOW).name == "Ana Peeters"
    assert refused(entering.sign_in, store, ana.email, GOOD + "x", "192.0.2.1", NOW) == "sign_in.wrong"
    assert refused(entering.sign_in, store, "nobody@example.org", GOOD, "192.0.2.1", NOW) == "sign_in.wrong", "the same answer"
    with store.read() as tx:
        stored = people.person(tx, ana.id).password
    assert stored.startswith("$argon2id$") and GOOD not in stored


def test_a_link_is_too_old_after_its_time(store):
    ana = person(store)
    for purpose, lasts in entering.LINK.items():
        token = entering.new_link(store, ana, purpose, NOW)
        assert entering.whose_link(store, token, NOW + lasts - timedelta(seconds=1))
        assert entering.whose_link(store, token, NOW + lasts + timedelta(seconds=1)) is None


def test_a_new_password_ends_every_other_session(store):
    ana = person(store)
    first = entered(store, ana)
    second = entered(store, ana, "four large yellow boats")
    assert entering.who_has(store, first.token, NOW) is None and entering.who_has(store, second.token, NOW)
    assert entering.sign_out_everywhere(store, ana, NOW) == 1
    assert entering.who_has(store, second.token, NOW) is None
    third = entering.sign_in(store, ana.email, "four large yellow boats", "192.0.2.1", NOW)
    assert entering.who_has(store, third.token, NOW + entering.SESSION - timedelta(minutes=1))
    assert entering.who_has(store, third.token, NOW + entering.SESSION + timedelta(minutes=1)) is None
    entering.sign_out(store, third.token)
    assert entering.who_has(store, third.token, NOW) is None


def test_guessing_is_slowed_down_for_the_account_and_for_the_address(store):
    ana, bram = person(store), person(store, "Bram Claes")
    entered(store, ana), entered(store, bram)
    for _ in range(entering.PER_ACCOUNT):
        assert refused(entering.sign_in, store, ana.email, "wrong", "192.0.2.1", NOW) == "sign_in.wrong"
    assert refused(entering.sign_in, store, ana.email, GOOD, "192.0.2.9", NOW) == "sign_in.throttled", "from anywhere"
    assert entering.sign_in(store, bram.email, GOOD, "192.0.2.1", NOW), "others still enter"
    assert entering.sign_in(store, ana.email, GOOD, "192.0.2.1", NOW + entering.WINDOW + timedelta(seconds=1))
    with store.write() as tx:
        for _ in range(entering.PER_ADDRESS - 1):
            sessions.note_attempt(tx, f"address:{digest('192.0.2.66')}", NOW)
    assert refused(entering.sign_in, store, "guess@example.org", "x", "192.0.2.66", NOW) == "sign_in.wrong"
    assert refused(entering.sign_in, store, bram.email, GOOD, "192.0.2.66", NOW) == "sign_in.throttled"


def test_a_closed_account_is_closed_at_once(store):
    ana, noor = person(store), person(store, "Noor Maes", "administrator")
    session = entered(store, ana)
    accounts.disable(store, ana, noor, NOW)
    assert entering.who_has(store, session.token, NOW) is None
    assert refused(entering.sign_in, store, ana.email, GOOD, "192.0.2.1", NOW) == "sign_in.wrong"
    accounts.enable(store, ana, noor, NOW)
    assert entering.sign_in(store, ana.email, GOOD, "192.0.2.1", NOW)
    assert refused(accounts.disable, store, noor, noor, NOW) == "accounts.self"
    assert refused(accounts.change_role, store, noor, "member", noor, NOW) == "accounts.self"


@pytest.mark.parametrize("email, name, role, why", [
    ("no address", "Ana", "member", "accounts.email"), ("a@b\r\nBcc: c@d", "Ana", "member", "accounts.email"),
    ("ana@example.org", " ", "member", "accounts.name"), ("ana@example.org", "A\u202ena", "member", "accounts.name"),
    ("ana@example.org", "Ana", "king", "accounts.role")])
def test_an_account_needs_an_address_a_name_and_a_role(store, email, name, role, why):
    assert refused(accounts.add_account, store, email, name, role, "fr", None, NOW) == why


def test_an_address_belongs_to_one_account(store):
    person(store)
    assert refused(accounts.add_account, store, "ANA@example.org", "Other", "member", "fr", None, NOW) == "accounts.taken"


def test_an_administrator_keeps_accounts_and_never_sees_contents():
    acts = ("keep_drafts", "see_members", "open_adviser_pages", "run_batches", "manage_accounts")
    assert [act for act in acts if may("administrator", act)] == ["manage_accounts"]
    assert [role for role in (*ROLES, "guest") if may(role, "manage_accounts")] == ["administrator"]
    assert [role for role in (*ROLES, "guest") if may(role, "see_members")] == ["adviser"]
    assert [role for role in (*ROLES, "guest") if may(role, "run_batches")] == ["staff"]


def test_a_draft_is_its_owners_and_of_the_adviser_of_today(store):
    ana, bram, claire = person(store), person(store, "Bram Claes"), person(store, "Claire Dubois", "adviser")
    dirk, sam, noor = (person(store, "Dirk Maes", "adviser"), person(store, "Sam Lambert", "staff"),
                       person(store, "Noor Maes", "administrator"))
    accounts.assign_adviser(store, ana, claire.id, noor, NOW)
    drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    assert drafts.open_draft(store, ana, DRAFT, Q, NOW).raw == {"turnover": "48000"}
    assert drafts.open_draft(store, claire, DRAFT, Q, NOW).owner.id == ana.id
    for stranger in (bram, dirk, sam, noor):
        with pytest.raises(NotYours):
            drafts.open_draft(store, stranger, DRAFT, Q, NOW)
        with pytest.raises(NotYours):
            drafts.save(store, stranger, DRAFT, {"turnover": ("1", 0)}, Q, NOW)
        assert LocalDesk(store, stranger.id, lambda: NOW).draft(DRAFT) is None
    with store.read() as tx:
        opened = [entry for entry in entries(tx, subject=ana.id) if entry.event == "opened"]
    assert [(entry.actor, entry.draft) for entry in opened] == [(claire.id, DRAFT)], "the member can read who opened it"
    accounts.assign_adviser(store, ana, dirk.id, noor, NOW)
    with pytest.raises(NotYours):
        drafts.open_draft(store, claire, DRAFT, Q, NOW)
    assert drafts.open_draft(store, dirk, DRAFT, Q, NOW)


def test_a_stand_in_sees_members_until_the_day(store):
    ana, claire, dirk = person(store), person(store, "Claire Dubois", "adviser"), person(store, "Dirk Maes", "adviser")
    accounts.assign_adviser(store, ana, claire.id, None, NOW)
    drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    with store.write() as tx:
        assignments.assign(tx, dirk.id, ana.id, "stand_in", NOW, until=NOW + timedelta(days=7), by=claire.id)
    assert drafts.open_draft(store, dirk, DRAFT, Q, NOW + timedelta(days=6))
    with pytest.raises(NotYours):
        drafts.open_draft(store, dirk, DRAFT, Q, NOW + timedelta(days=8))


def test_an_adviser_who_becomes_something_else_sees_nobody_any_more(store):
    ana, claire, noor = person(store), person(store, "Claire Dubois", "adviser"), person(store, "Noor", "administrator")
    accounts.assign_adviser(store, ana, claire.id, noor, NOW)
    drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    session = entered(store, claire)
    accounts.change_role(store, claire, "staff", noor, NOW)
    assert entering.who_has(store, session.token, NOW) is None
    with store.read() as tx:
        assert assignments.members_of(tx, claire.id, NOW) == []
        changed = people.person(tx, claire.id)
    with pytest.raises(NotYours):
        drafts.look(store, changed, DRAFT, NOW)


def test_a_draft_that_is_sent_twice_is_made_once(store):
    ana, bram = person(store), person(store, "Bram Claes")
    first = drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    again = drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    assert first["turnover"].seq == again["turnover"].seq and not again["turnover"].changed
    with pytest.raises(NotYours):
        drafts.create(store, bram, DRAFT, {"turnover": ("1", 0)}, Q, NOW)


@pytest.mark.parametrize("fields, why", [
    ({"nothing": ("1", 0)}, "save.unknown"), ({"turnover": ({"a": 1}, 0)}, "save.shape"), ({"turnover": ("1", "x")}, "save.shape"),
    ({"turnover": (["1", ["2"]], 0)}, "save.shape"), ({"turnover": ("9" * 30_000, 0)}, "save.too_long"),
    ({f"f{n}": ("1", 0) for n in range(300)}, "save.too_many")])
def test_what_no_entry_can_hold_is_refused_whole(store, fields, why):
    ana = person(store)
    with pytest.raises(NotKept) as found:
        drafts.create(store, ana, DRAFT, {"days": ("10", 0), **fields}, Q, NOW)
    assert found.value.key == why and speak("nl")(why, **found.value.values)
    with pytest.raises(NotYours):
        drafts.look(store, ana, DRAFT, NOW)


@pytest.mark.parametrize("typed", ["", "beaucoup", "-5", "1e99", "NaN", "😀", "1\x002", "\ud800", None, True, 12.5, ["1", ""] * 6])
def test_what_does_not_fit_is_kept_as_it_was_typed(store, typed):
    ana = person(store)
    drafts.create(store, ana, DRAFT, {"turnover": ("1", 0)}, Q, NOW)
    drafts.save(store, ana, DRAFT, {"turnover": (typed, 0)}, Q, NOW)
    found = drafts.look(store, ana, DRAFT, NOW).raw.get("turnover")
    assert found == typed or (isinstance(typed, str) and len(found) == len(typed)), "unpaired surrogates are replaced"


def test_an_older_draft_is_brought_to_todays_questions(store, monkeypatch):
    ana = person(store)
    with store.write() as tx:
        old = create_draft(tx, ana.id, "simulation", 1, {"income": "48000"}, ana.id, NOW)
    monkeypatch.setattr(Q, "version", 2)
    monkeypatch.setattr(Q, "migrations", {1: lambda values: {"turnover": values["income"]}})
    opened = drafts.open_draft(store, ana, old.id, Q, NOW)
    assert opened.raw == {"turnover": "48000"} and opened.draft.version == 2
    with store.read() as tx:
        assert [entry.event for entry in entries(tx, draft=old.id)] == ["created", "migrated"]
        assert verify(tx) is None
    with store.write() as tx:
        migrate_draft(tx, old.id, opened.raw, 2, NOW)


def test_the_desk_answers_one_person_and_nothing_but_questions(store):
    ana, bram = person(store), person(store, "Bram Claes")
    drafts.create(store, ana, DRAFT, {"turnover": ("48000", 0)}, Q, NOW)
    asked = b'{"ask": "draft", "id": "%s"}' % DRAFT.encode()
    assert b'"48000"' in answer(LocalDesk(store, ana.id, lambda: NOW), asked)
    bram_desk = LocalDesk(store, bram.id, lambda: NOW)
    for line in (asked, b"", b"null", b"[]", b"{", b'{"ask": "people"}', b'{"ask": "draft"}', b"\xff\xfe", b'{"ask": "draft", "id": {}}'):
        assert answer(bram_desk, line) == b"null\n"
