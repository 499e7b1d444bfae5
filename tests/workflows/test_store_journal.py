"""The chain of evidence: nobody changes a row unseen, and a person can be forgotten without breaking it."""

import hashlib
import hmac
import json
from itertools import product

import pytest
from sqlalchemy import text

from tests.stores import HOUR, NOW
from workflows.store import assignments, drafts, erasure, journal, outbox, people, sessions
from workflows.store.errors import UnknownPerson
from workflows.store.text import canonical

SECRET = "Wilhelmina-Zonderzorgen"


@pytest.fixture
def ann(store):
    with store.write() as tx:
        return people.add_person(tx, "ann@example.org", SECRET, "member", "fr", NOW)


@pytest.fixture
def max_(store):
    with store.write() as tx:
        return people.add_person(tx, "max@example.org", "Max", "adviser", "nl", NOW)


def filled(store, ann, rows=6):
    with store.write() as tx:
        for row in range(rows):
            journal.append(tx, NOW, ann.id, ann.id, "noted", payload={"row": row, "é": [1.5, None, "\x00"]})
        return journal.append(tx, NOW, None, None, "started")


def test_rows_are_read_as_they_were_written(store, ann):
    with store.write() as tx:
        first = journal.append(tx, NOW, "max", ann.id, "opened", draft="d", field="f", payload={"a": "é\x00"}, version=3)
        journal.append(tx, NOW, None, None, "started")
        assert journal.latest(tx) == first + 1 == 2
        assert journal.entries(tx, subject=ann.id) == journal.entries(tx, draft="d") == [
            journal.Entry(1, NOW, "max", ann.id, "opened", "d", "f", {"a": "é\x00"}, 3)]
        assert [entry.seq for entry in journal.entries(tx, newest_first=True)] == [2, 1]
        assert [entry.seq for entry in journal.entries(tx, since=1)] == [2] and len(journal.entries(tx, limit=1)) == 1


@pytest.mark.parametrize("change", [
    "UPDATE journal SET event = 'other' WHERE seq = 2", "UPDATE journal SET payload = '{}' WHERE seq = 2",
    "UPDATE journal SET payload = NULL, actor = NULL WHERE seq = 2", "UPDATE journal SET seq = 99 WHERE seq = 2",
    "DELETE FROM journal WHERE seq = 2", "DELETE FROM journal"])
def test_the_database_refuses_to_change_the_journal(store, ann, change):
    filled(store, ann)
    with pytest.raises(Exception, match="append-only"), store.write() as tx:
        tx.execute(text(change))
    with store.read() as tx:
        assert journal.verify(tx) is None and len(journal.entries(tx)) == 7


def test_replacing_a_row_or_emptying_the_table_is_refused_too(store, ann, kind):
    filled(store, ann)
    change = ("INSERT OR REPLACE INTO journal (seq, at, event, digest, hash) VALUES (2, '', '', '', '')" if kind == "sqlite"
              else "TRUNCATE journal")
    with pytest.raises(Exception, match="append-only"), store.write() as tx:
        tx.execute(text(change))
    with store.read() as tx:
        assert journal.verify(tx) is None


def unguarded(store, kind):
    with store.write() as tx:
        for name in ("journal_keeps_rows", "journal_keeps_words"):
            if kind == "sqlite":
                tx.execute(text(f"DROP TRIGGER {name}"))
        if kind == "postgres":
            tx.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))


@pytest.mark.parametrize("change, found", [
    ("UPDATE journal SET event = 'other' WHERE seq = 3", 3), ("UPDATE journal SET at = '2020' WHERE seq = 3", 3),
    ("UPDATE journal SET actor = 'other' WHERE seq = 3", 3), ("UPDATE journal SET payload = '[9]' WHERE seq = 3", 3),
    ("UPDATE journal SET digest = '' WHERE seq = 3", 3), ("DELETE FROM journal WHERE seq = 3", 3),
    ("DELETE FROM journal WHERE seq = 1", 1), ("DELETE FROM journal WHERE seq = 7", 7), ("DELETE FROM journal", 1),
    ("UPDATE journal SET subject = NULL WHERE seq = 3", 3), ("UPDATE journal SET payload = NULL WHERE seq = 3", None)])
def test_who_gets_past_the_guard_is_found_at_the_row(store, kind, ann, change, found):
    filled(store, ann)
    unguarded(store, kind)
    with store.write() as tx:
        tx.execute(text(change))
    with store.read() as tx:
        assert journal.verify(tx) == found


def test_who_rewrites_a_row_with_its_seal_is_found_at_the_next(store, kind, ann):
    filled(store, ann)
    unguarded(store, kind)
    with store.write() as tx:
        row = dict(tx.execute(text("SELECT * FROM journal WHERE seq = 3")).mappings().one())
        before = tx.execute(text("SELECT hash FROM journal WHERE seq = 2")).scalar()
        row["event"] = "other"
        seal = hashlib.sha256(canonical([before, *(row[name] for name in ("seq", "at", "actor", "event", "subject", "draft", "field",
                                                                          "version", "digest"))]).encode()).hexdigest()
        tx.execute(text("UPDATE journal SET event = 'other', hash = :seal WHERE seq = 3"), {"seal": seal})
    with store.read() as tx:
        assert journal.verify(tx) == 4


def everything(store, ann, max_):
    """A person with something in every table; the draft."""
    with store.write() as tx:
        people.set_password(tx, ann.id, f"hash-{SECRET}", NOW)
        people.bind_subject(tx, ann.id, "https://id.example.org", f"sub-{SECRET}")
        sessions.open_session(tx, ann.id, "session", NOW, NOW + HOUR)
        sessions.add_link(tx, ann.id, "reset", "link", NOW, NOW + HOUR)
        sessions.note_attempt(tx, "mail:ann@example.org", NOW)
        assignments.assign(tx, max_.id, ann.id, "adviser", NOW)
        outbox.post(tx, "ann@example.org", f"Dear {SECRET}", "text", NOW, "reminder")
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {"client": SECRET}, ann.id, NOW, f"for {SECRET}")
        drafts.save_field(tx, draft.id, "turnover", f"{SECRET} 2", 0, max_.id, NOW)
        drafts.save_field(tx, draft.id, "turnover", f"{SECRET} 3" * 2000, 0, ann.id, NOW)
        other = drafts.create_draft(tx, max_.id, "simulation", 1, {"client": "kept"}, max_.id, NOW)
        journal.append(tx, NOW, ann.id, max_.id, "greeted", payload={"words": "of Max"})
    return draft, other


def test_the_export_has_everything_about_a_person_and_nothing_of_others(store, ann, max_):
    _, other = everything(store, ann, max_)
    with store.read() as tx:
        found = erasure.export(tx, ann.id)
    said = json.dumps(found)
    assert found["account"]["email"] == "ann@example.org" and found["account"]["password"] is True
    assert found["drafts"][0]["values"]["client"]["value"] == SECRET and found["drafts"][0]["title"] == f"for {SECRET}"
    assert [entry["event"] for entry in found["journal"]] == ["created", "field", "field", "greeted"]
    assert found["journal"][1]["payload"] == {"value": f"{SECRET} 2"} and found["journal"][3]["payload"] is None
    assert found["outside_accounts"][0]["subject"] == f"sub-{SECRET}" and found["mails"][0]["subject"] == f"Dear {SECRET}"
    assert len(found["assignments"]) == len(found["sessions"]) == len(found["links"]) == 1
    assert "of Max" not in said and "kept" not in said and other.id not in said and "hash-" not in said


def test_an_erased_person_is_gone_from_everywhere_and_the_chain_still_holds(store, ann, max_):
    draft, other = everything(store, ann, max_)
    with store.write() as tx:
        erasure.erase(tx, ann.id, NOW + HOUR)
    with store.read() as tx:
        assert journal.verify(tx) is None
        tables = [name for (name,) in tx.execute(text(
            "SELECT name FROM sqlite_master WHERE type = 'table'" if store.sqlite else
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))]
        assert len(tables) >= 13
        rows = repr([tuple(row) for name in tables for row in tx.execute(text(f"SELECT * FROM {name}"))])
        assert SECRET not in rows and "ann@example.org" not in rows and "kept" in rows
        gone = people.person(tx, ann.id)
        assert (gone.email, gone.name, gone.password, gone.erased_at) == (None, "", None, NOW + HOUR)
        assert people.by_email(tx, "ann@example.org") is None and gone not in people.people(tx)
        assert sessions.session_person(tx, "session", NOW) is sessions.peek_link(tx, "link", NOW) is None
        assert people.by_subject(tx, "https://id.example.org", f"sub-{SECRET}") is None
        assert not assignments.may_see(tx, max_.id, ann.id, NOW + HOUR) and assignments.members_of(tx, max_.id, NOW) == []
        assert outbox.due(tx, NOW) == [] and drafts.values(tx, draft.id) == {}
        assert drafts.drafts(tx, ann.id) == [] and drafts.values(tx, other.id)["client"].value == "kept"
        assert [entry.event for entry in journal.entries(tx, subject=ann.id)] == ["created", "field", "field", "erased"]
        assert tx.execute(text("SELECT count(*) FROM salts WHERE owner = :id"), {"id": ann.id}).scalar() == 0


def test_the_address_of_an_erased_person_can_be_used_again_and_nothing_comes_back(store, ann):
    with store.write() as tx:
        erasure.erase(tx, ann.id, NOW)
        again = people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        assert people.by_email(tx, "ann@example.org") == again != ann
        for refused in (lambda: erasure.erase(tx, ann.id, NOW), lambda: people.rename(tx, ann.id, "Ann"),
                        lambda: journal.append(tx, NOW, None, ann.id, "noted", payload={"a": 1})):
            with pytest.raises(UnknownPerson):
                refused()


def test_no_byte_of_an_erased_person_stays_in_the_files(store, ann, max_, tmp_path, kind):
    """On PostgreSQL the rows are taken out by VACUUM; its own log is the server's matter."""
    everything(store, ann, max_)
    files = lambda: b"".join(path.read_bytes() for path in tmp_path.glob("store.db*"))  # noqa: E731
    assert kind == "postgres" or SECRET.encode() in files()
    with store.write() as tx:
        erasure.erase(tx, ann.id, NOW)
    assert SECRET.encode() not in files() and b"ann@example.org" not in files()
    with store.write() as tx:
        dead = 0 if kind == "sqlite" else tx.execute(text("SELECT pg_stat_get_dead_tuples('journal'::regclass)")).scalar()
    assert dead == 0


def test_with_a_reader_in_the_way_the_files_are_wiped_by_a_later_write(store, ann, max_, tmp_path, kind):
    everything(store, ann, max_)
    with store.read() as reader:
        people.people(reader)
        with store.write() as tx:
            erasure.erase(tx, ann.id, NOW)
    with store.write() as tx:
        people.rename(tx, max_.id, "Maxim")
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("store.db*"))


def test_without_the_salt_a_digest_cannot_be_guessed_from_the_payload(store, ann):
    filled(store, ann, rows=1)
    with store.read() as tx:
        digest, payload = tx.execute(text("SELECT digest, payload FROM journal WHERE seq = 1")).one()
        salts = [salt for (salt,) in tx.execute(text("SELECT salt FROM salts"))]
    seals = {hmac.new(salt, payload.encode(), hashlib.sha256).hexdigest() for salt in salts}
    assert len(salts) == 2 and all(len(salt) == 32 for salt in salts) and digest in seals
    with store.write() as tx:
        erasure.erase(tx, ann.id, NOW)
    with store.read() as tx:
        left = [salt for (salt,) in tx.execute(text("SELECT salt FROM salts"))]
    guesses = {hmac.new(salt, guess, hashlib.sha256).hexdigest() for salt, guess in product([b"", *left], [payload.encode()])}
    assert digest not in guesses and len(left) == 1
