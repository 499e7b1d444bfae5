"""Several programs write at once: nothing is lost, nothing happens twice, the chain is whole."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from tests.faults.writing import forked, heard
from tests.stores import HOUR, NOW
from workflows.store import assignments, drafts, journal, outbox, people, sessions
from workflows.store.engine import Store

SAVES = 60


def saving(url, draft, actor, turns):
    """A program that saves a field of its own and one that others save too."""
    def work(acknowledge):
        store = Store(url)
        for turn in range(turns):
            for field in (f"own_{actor}", "shared"):
                with store.write() as tx:
                    drafts.save_field(tx, draft, field, f"{actor} {turn}", 0, actor, NOW)
    return work


def using(url):
    """A program that tries 40 links and 40 mails, and says which of them it got."""
    def work(acknowledge):
        store = Store(url)
        for number in range(40):
            with store.write() as tx:
                link = sessions.use_link(tx, f"link {number}", NOW)
            with store.write() as tx:
                mail = outbox.claim(tx, number + 1, NOW, NOW + HOUR)
            for got, what in ((link, number), (mail, 1000 + number)):
                if got:
                    acknowledge(what)
    return work


def together(*works):
    """What several processes said, once all of them ended well."""
    programs = [forked(work) for work in works]
    said = [heard(reading) for _, reading in programs]
    assert [os.waitpid(child, 0)[1] for child, _ in programs] == [0] * len(programs)
    return said


@pytest.fixture
def ann(store):
    with store.write() as tx:
        return people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)


def test_two_programs_save_into_one_draft_and_every_save_has_its_row(store, ann):
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)
    together(saving(store.url, draft.id, "a", SAVES), saving(store.url, draft.id, "b", SAVES))
    with store.read() as tx:
        rows = drafts.changes(tx, draft.id, draft.revision)
        wanted = sorted(f"{actor} {turn}" for actor in "ab" for turn in range(SAVES))
        for fields in (("shared",), ("own_a", "own_b")):
            assert sorted(row.payload["value"] for row in rows if row.field in fields) == wanted
        said = drafts.values(tx, draft.id)
        assert said["own_a"].value == f"a {SAVES - 1}" and said["own_b"].value == f"b {SAVES - 1}"
        assert said["shared"].value == [row.payload["value"] for row in rows if row.field == "shared"][-1]
        assert [row.seq for row in rows] == list(range(2, 4 * SAVES + 2)) and journal.verify(tx) is None
        assert len({row.actor for row in rows[1:]}) == 2


def test_the_threads_of_one_server_save_side_by_side(store, ann):
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)

    def save(number):
        with store.write() as tx:
            drafts.save_field(tx, draft.id, f"field_{number % 7}", number, 0, ann.id, NOW)
        with store.read() as tx:
            return drafts.values(tx, draft.id)[f"field_{number % 7}"].value is not None

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(save, range(120)))
    with store.read() as tx:
        assert sorted(row.payload["value"] for row in drafts.changes(tx, draft.id, draft.revision)) == list(range(120))
        assert journal.verify(tx) is None


def test_of_all_who_use_a_link_or_take_a_mail_one_gets_it(store, ann):
    with store.write() as tx:
        for number in range(40):
            sessions.add_link(tx, ann.id, "reset", f"link {number}", NOW, NOW + HOUR)
            assert outbox.post(tx, "ann@example.org", "Hello", "text", NOW, "reminder") == number + 1
    got = together(*[using(store.url)] * 3)
    assert sorted(chain(*got)) == [*range(40), *range(1000, 1040)]


def test_a_page_that_looks_for_changes_misses_none_while_others_write(store, ann):
    """Rows appear in the order of their numbers: who has seen row n will be told of every row after n."""
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)
    programs = [forked(saving(store.url, draft.id, actor, 30)) for actor in "ab"]
    seen, until = draft.revision, time.monotonic() + 60
    while seen < draft.revision + 120 and time.monotonic() < until:
        with store.read() as tx:
            for row in drafts.changes(tx, draft.id, seen):
                assert row.seq == seen + 1
                seen = row.seq
    assert seen == draft.revision + 120 and [os.waitpid(child, 0)[1] for child, _ in programs] == [0, 0]


def test_assigning_twice_at_once_leaves_one_assignment(store, ann):
    with store.write() as tx:
        max_ = people.add_person(tx, "max@example.org", "Max", "adviser", "nl", NOW)

    def assigning(acknowledge):
        own = Store(store.url)
        for _ in range(10):
            with own.write() as tx:
                assignments.assign(tx, max_.id, ann.id, "adviser", NOW)

    together(assigning, assigning)
    with store.read() as tx:
        assert assignments.advisers_of(tx, ann.id, NOW) == [(max_, "adviser", None)]
