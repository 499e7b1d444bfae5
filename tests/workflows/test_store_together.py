"""Several programs write at once: nothing is lost, nothing happens twice, the chain is whole."""

import subprocess
import sys

import pytest

from tests.stores import HOUR, NOW
from workflows.store import assignments, drafts, journal, outbox, people, sessions

SAVES = 60
PROGRAM = """
import sys
from tests.stores import NOW
from workflows.store import drafts
from workflows.store.engine import Store
store, draft, actor = Store(sys.argv[1]), sys.argv[2], sys.argv[3]
for turn in range(int(sys.argv[4])):
    for field in (f"own_{actor}", "shared"):
        with store.write() as tx:
            drafts.save_field(tx, draft, field, f"{actor} {turn}", 0, actor, NOW)
"""
USE = """
import sys
from tests.stores import NOW
from workflows.store import outbox, sessions
from workflows.store.engine import Store
store = Store(sys.argv[1])
got = 0
for number in range(40):
    with store.write() as tx:
        got += sessions.use_link(tx, f"link {number}", NOW) is not None
    with store.write() as tx:
        got += 1000 * outbox.claim(tx, number + 1, NOW, NOW.replace(year=2027))
print(got)
"""


def together(code, *arguments):
    programs = [subprocess.Popen([sys.executable, "-c", code, *part], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for part in arguments]
    said = [program.communicate(timeout=120) for program in programs]
    assert [program.returncode for program in programs] == [0] * len(programs), said
    return [out for out, _ in said]


@pytest.fixture
def ann(store):
    with store.write() as tx:
        return people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)


def test_two_programs_save_into_one_draft_and_every_save_has_its_row(store, ann):
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)
    together(PROGRAM, (store.url, draft.id, "a", str(SAVES)), (store.url, draft.id, "b", str(SAVES)))
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


def test_of_all_who_use_a_link_or_take_a_mail_one_gets_it(store, ann):
    with store.write() as tx:
        for number in range(40):
            sessions.add_link(tx, ann.id, "reset", f"link {number}", NOW, NOW + HOUR)
            assert outbox.post(tx, "ann@example.org", "Hello", "text", NOW, "reminder") == number + 1
    got = [int(text) for text in together(USE, *[(store.url,)] * 3)]
    assert sum(got) == 40_040


def test_a_page_that_looks_for_changes_misses_none_while_others_write(store, ann):
    """Rows appear in the order of their numbers: who has seen row n will be told of every row after n."""
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)
    program = [subprocess.Popen([sys.executable, "-c", PROGRAM, store.url, draft.id, actor, "30"]) for actor in "ab"]
    seen = draft.revision
    while any(one.poll() is None for one in program) or seen < journal_end(store):
        with store.read() as tx:
            for row in drafts.changes(tx, draft.id, seen):
                assert row.seq == seen + 1
                seen = row.seq
    assert seen == draft.revision + 120 and [one.returncode for one in program] == [0, 0]


def journal_end(store) -> int:
    with store.read() as tx:
        return journal.latest(tx)


def test_assigning_twice_at_once_leaves_one_assignment(store, ann):
    with store.write() as tx:
        max_ = people.add_person(tx, "max@example.org", "Max", "adviser", "nl", NOW)
    code = ("import sys; from tests.stores import NOW; from workflows.store.engine import Store; from workflows.store import assignments\n"
            "for _ in range(10):\n with Store(sys.argv[1]).write() as tx: assignments.assign(tx, sys.argv[2], sys.argv[3], 'adviser', NOW)")
    together(code, *[(store.url, max_.id, ann.id)] * 2)
    with store.read() as tx:
        assert assignments.advisers_of(tx, ann.id, NOW) == [(max_, "adviser", None)]
