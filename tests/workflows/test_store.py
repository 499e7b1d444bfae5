"""The database itself: made, refused, shared, and what happens when it cannot."""

import os
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from tests.faults.writing import forked, heard
from tests.stores import NOW
from workflows.store import journal, people, schema
from workflows.store.engine import Store, open_store
from workflows.store.errors import Busy, ConnectionLost, EmailTaken, NewerDatabase, OldDatabase, StrangeDatabase
from workflows.store.workflow_tables import metadata


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(store):
    with store.read() as tx:
        found = MigrationContext.configure(tx, opts={"compare_type": True})
        assert compare_metadata(found, metadata) == []
        assert schema.stands_at(tx) == schema.newest() == schema.known()[-1]


def test_two_programs_that_start_at_once_on_nothing_both_find_a_whole_database(database):
    def work(acknowledge):
        with open_store(database).read() as tx:
            acknowledge(journal.latest(tx))

    programs = [forked(work) for _ in range(4)]
    assert [heard(reading) for _, reading in programs] == [[0]] * 4
    assert [os.waitpid(child, 0)[1] for child, _ in programs] == [0] * 4


def test_an_older_database_is_left_alone_and_says_so(database):
    old = Store(database)
    with old.write() as tx:
        schema.migrate(tx, "0001")
    with pytest.raises(OldDatabase, match="0001"):
        open_store(database)
    with old.read() as tx:
        assert schema.stands_at(tx) == "0001"
    old.close()


def test_a_newer_database_and_somebody_elses_are_refused(store):
    with store.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        open_store(store.url)
    with store.write() as tx:
        tx.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StrangeDatabase):
        open_store(store.url)


def test_the_address_of_a_strange_database_is_said_without_its_password(tmp_path):
    with pytest.raises(ConnectionLost) as said:
        open_store("postgresql://ann:s3cret@127.0.0.1:1/atelier")
    assert "s3cret" not in str(said.value)


def test_an_error_leaves_nothing_behind(store):
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        raise ZeroDivisionError
    with store.read() as tx:
        assert people.people(tx) == []


def test_after_a_refusal_the_same_transaction_goes_on(store):
    with store.write() as tx:
        ann = people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        with pytest.raises(EmailTaken):
            people.add_person(tx, "ANN@example.org", "Other", "member", "fr", NOW)
        people.rename(tx, ann.id, "Anne")
    with store.read() as tx:
        assert [person.name for person in people.people(tx)] == ["Anne"]


def test_who_reads_sees_one_moment_and_cannot_write(store):
    with store.read() as tx:
        before = people.people(tx)
        with store.write() as other:
            people.add_person(other, "ann@example.org", "Ann", "member", "fr", NOW)
        assert people.people(tx) == before == []
    with pytest.raises(Exception, match=r"(?i)read-?only"), store.read() as tx:
        people.add_person(tx, "bob@example.org", "Bob", "member", "fr", NOW)


def test_a_writer_who_waits_too_long_is_told_to_come_back(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    with store.read() as tx:
        tx.exec_driver_sql("PRAGMA busy_timeout=50")  # the pool gives the same connection again
    other = Store(store.url)
    with other.write() as tx:
        people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        with pytest.raises(Busy), store.write():
            pass
    with store.write() as tx:
        assert people.by_email(tx, "ann@example.org").name == "Ann"


def test_sqlite_is_set_to_keep_what_it_acknowledged_and_to_overwrite_what_it_deletes(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    with store.read() as tx:
        asked = {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar()
                 for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")}
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_the_files_of_the_database_are_their_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        store = open_store(f"sqlite:///{tmp_path / 'home' / 'a.db'}")
        with store.write() as tx:
            people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        files = list((tmp_path / "home").iterdir())
        assert {Path(path).name for path in files} == {"a.db", "a.db-wal", "a.db-shm"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    finally:
        os.umask(before)


def test_run_tries_again_once(store):
    tries = []

    def work(tx):
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionLost("the line was cut")
        return people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW).name

    assert store.run(work) == "Ann" and len(tries) == 2
