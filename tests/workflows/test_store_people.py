"""People, who is signed in, one-time links, assignments and mails that wait."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.stores import HOUR, NOW
from workflows.store import assignments, outbox, people, sessions
from workflows.store.errors import SubjectTaken, UnknownPerson


@pytest.fixture
def tx(store):
    with store.write() as tx:
        yield tx


@pytest.fixture
def ann(tx):
    return people.add_person(tx, " Ann@Example.ORG ", "Ann Hélène", "member", "fr", NOW)


@pytest.fixture
def max_(tx):
    return people.add_person(tx, "max@example.org", "Max", "adviser", "nl", NOW)


def test_a_person_is_found_by_id_and_by_address_however_it_is_typed(tx, ann):
    assert ann.email == "ann@example.org" and ann.created_at == NOW and ann.created_at.utcoffset() is not None
    assert people.by_email(tx, "ANN@example.org  ") == people.person(tx, ann.id) == ann
    assert people.by_email(tx, "nobody@example.org") is people.person(tx, "x") is None


def test_people_are_searched_without_case_and_accents(tx, ann, max_):
    assert people.people(tx, search="helene") == people.people(tx, search="HÉL") == people.people(tx, role="member") == [ann]
    assert people.people(tx, search="EXAMPLE.org") == [ann, max_] and people.people(tx, limit=1) == [ann]
    assert people.people(tx, search="%") == []


def test_words_that_a_database_refuses_are_kept_without_what_it_refuses(tx):
    odd = people.add_person(tx, "odd\x00@example.org", "O\x00dd\ud800", "staff", "en", NOW)
    assert (odd.email, odd.name) == ("odd@example.org", "Odd")


def test_what_changes_about_a_person(tx, ann):
    people.set_password(tx, ann.id, "$argon2id$…", NOW)
    people.set_role(tx, ann.id, "staff")
    people.set_language(tx, ann.id, "nl")
    people.rename(tx, ann.id, "Anna")
    people.set_disabled(tx, ann.id, NOW)
    found = people.person(tx, ann.id)
    assert (found.password, found.role, found.language, found.name, found.disabled_at) == (
        "$argon2id$…", "staff", "nl", "Anna", NOW)
    with pytest.raises(UnknownPerson):
        people.rename(tx, "nobody", "x")


def test_no_other_role_can_be_kept(store):
    with pytest.raises(IntegrityError), store.write() as tx:
        people.add_person(tx, "x@example.org", "X", "owner", "fr", NOW)


def test_an_outside_account_belongs_to_one_person(tx, ann, max_):
    people.bind_subject(tx, ann.id, "https://id.example.org", "4711")
    people.bind_subject(tx, ann.id, "https://id.example.org", "4711")
    assert people.by_subject(tx, "https://id.example.org", "4711") == ann
    assert people.by_subject(tx, "https://other.example.org", "4711") is None
    with pytest.raises(SubjectTaken):
        people.bind_subject(tx, max_.id, "https://id.example.org", "4711")


def test_a_session_ends_by_time_by_leaving_and_when_the_person_is_disabled(tx, ann):
    for token in ("a", "b", "c"):
        sessions.open_session(tx, ann.id, token, NOW, NOW + HOUR)
    assert sessions.session_person(tx, "a", NOW) == ann
    assert sessions.session_person(tx, "a", NOW + HOUR) is None and sessions.session_person(tx, "x", NOW) is None
    sessions.close_session(tx, "a")
    assert sessions.session_person(tx, "a", NOW) is None
    people.set_disabled(tx, ann.id, NOW)
    assert sessions.session_person(tx, "b", NOW) is None
    people.set_disabled(tx, ann.id, None)
    assert sessions.session_person(tx, "b", NOW).id == ann.id
    assert sessions.close_sessions(tx, ann.id) == 2 and sessions.session_person(tx, "b", NOW) is None


def test_a_link_opens_once_in_its_time(tx, ann):
    sessions.add_link(tx, ann.id, "reset", "hash", NOW, NOW + HOUR)
    assert sessions.use_link(tx, "hash", NOW + HOUR) is None and sessions.use_link(tx, "other", NOW) is None
    assert sessions.peek_link(tx, "hash", NOW) == sessions.peek_link(tx, "hash", NOW) == sessions.Link(
        ann.id, "reset", NOW + HOUR)
    assert sessions.use_link(tx, "hash", NOW).person_id == ann.id
    assert sessions.use_link(tx, "hash", NOW) is sessions.peek_link(tx, "hash", NOW) is None


def test_a_link_does_not_let_a_disabled_person_in(tx, ann):
    sessions.add_link(tx, ann.id, "reset", "hash", NOW, NOW + HOUR)
    people.set_disabled(tx, ann.id, NOW)
    assert sessions.peek_link(tx, "hash", NOW) is sessions.use_link(tx, "hash", NOW) is None


def test_attempts_are_counted_and_forgotten_after_a_day(tx):
    for hours in (0, 1, 2):
        sessions.note_attempt(tx, "ann@example.org", NOW + hours * HOUR)
    assert sessions.attempts(tx, "ann@example.org", NOW) == 3 and sessions.attempts(tx, "ann@example.org", NOW + HOUR) == 2
    assert sessions.attempts(tx, "bob@example.org", NOW) == 0
    sessions.note_attempt(tx, "bob@example.org", NOW + 26 * HOUR)
    assert sessions.attempts(tx, "ann@example.org", NOW) == 1
    sessions.clear_attempts(tx, "ann@example.org")
    assert sessions.attempts(tx, "ann@example.org", NOW) == 0


def test_an_adviser_sees_who_is_assigned_and_only_so_long(tx, ann, max_):
    assert not assignments.may_see(tx, max_.id, ann.id, NOW) and not assignments.may_see(tx, ann.id, ann.id, NOW)
    assignments.assign(tx, max_.id, ann.id, "adviser", NOW)
    assert assignments.may_see(tx, max_.id, ann.id, NOW) and not assignments.may_see(tx, ann.id, max_.id, NOW)
    assert assignments.members_of(tx, max_.id, NOW) == [ann]
    assert assignments.advisers_of(tx, ann.id, NOW) == [(max_, "adviser", None)]
    assert not assignments.may_see(tx, max_.id, ann.id, NOW - HOUR)
    assignments.end_assignment(tx, max_.id, ann.id, "adviser", NOW + HOUR)
    assert not assignments.may_see(tx, max_.id, ann.id, NOW + HOUR) and assignments.members_of(tx, max_.id, NOW + HOUR) == []


def test_who_stands_in_sees_until_the_day_that_was_named(tx, ann, max_):
    assignments.assign(tx, max_.id, ann.id, "stand_in", NOW, until=NOW + HOUR, by=ann.id)
    assignments.assign(tx, max_.id, ann.id, "stand_in", NOW, until=NOW + 2 * HOUR)
    assert assignments.advisers_of(tx, ann.id, NOW) == [(max_, "stand_in", NOW + 2 * HOUR)]
    assert assignments.may_see(tx, max_.id, ann.id, NOW + HOUR) and not assignments.may_see(tx, max_.id, ann.id, NOW + 2 * HOUR)
    assignments.assign(tx, max_.id, ann.id, "stand_in", NOW + 3 * HOUR)
    assert assignments.may_see(tx, max_.id, ann.id, NOW + 4 * HOUR)


@pytest.mark.parametrize("lose", [lambda tx, id: people.set_role(tx, id, "member"), lambda tx, id: people.set_disabled(tx, id, NOW)],
                         ids=["role", "disabled"])
def test_who_is_no_adviser_any_more_sees_nobody(tx, ann, max_, lose):
    assignments.assign(tx, max_.id, ann.id, "adviser", NOW)
    lose(tx, max_.id)
    assert not assignments.may_see(tx, max_.id, ann.id, NOW)
    assert assignments.members_of(tx, max_.id, NOW) == assignments.advisers_of(tx, ann.id, NOW) == []


def test_a_mail_waits_is_taken_by_one_and_leaves(tx):
    first = outbox.post(tx, "Ann@example.org", "Hello", "the link", NOW, "invitation")
    second = outbox.post(tx, "bob@example.org", "Hello", "text", NOW + HOUR, "reminder")
    assert [mail.id for mail in outbox.due(tx, NOW)] == [first] and [m.id for m in outbox.due(tx, NOW + HOUR)] == [first, second]
    assert outbox.claim(tx, first, NOW, NOW + HOUR) and not outbox.claim(tx, first, NOW, NOW + HOUR)
    assert outbox.due(tx, NOW) == []
    outbox.failed(tx, first, NOW, "no route", NOW + HOUR)
    mail = outbox.due(tx, NOW + HOUR)[0]
    assert (mail.to, mail.tries, mail.why, mail.body) == ("ann@example.org", 1, "no route", "the link")
    outbox.sent(tx, first, NOW + HOUR)
    outbox.failed(tx, second, NOW + HOUR, "no such address", None)
    assert outbox.due(tx, NOW + 100 * HOUR) == []


def test_the_same_key_is_queued_once_even_after_it_left(tx):
    first = outbox.post(tx, "ann@example.org", "Hello", "text", NOW, "reminder", key="reminder-7")
    outbox.sent(tx, first, NOW)
    assert outbox.post(tx, "ann@example.org", "Hello", "text", NOW, "reminder", key="reminder-7") == first
    assert outbox.due(tx, NOW) == []
