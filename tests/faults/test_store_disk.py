"""The disk is full: a clear refusal, nothing acknowledged is lost, and saving works again once there is room."""

import os
import resource

import pytest
from sqlalchemy import text

from tests.faults.writing import begin, forked, heard, lost, save
from workflows.store import journal
from workflows.store.engine import open_store
from workflows.store.errors import Busy, ConnectionLost, DiskFull, StoreUnavailable

FULL, AGAIN = -1, -2


def full_at(url: str, draft: str, room: int):
    """Save under a limit of file sizes until it is refused, then without the limit; acknowledges numbers, FULL and AGAIN."""
    path = url.removeprefix("sqlite:///")

    def work(acknowledge):
        store = open_store(url)
        size = max(os.path.getsize(path), os.path.getsize(path + "-wal"))
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, hard))
        refused, number = 0, 0
        while refused < 3:
            try:
                save(store, draft, number)
                acknowledge(number)
            except DiskFull:
                refused += 1
                acknowledge(FULL)
            number += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        for again in range(number, number + 20):
            save(store, draft, again)
            acknowledge(again)
        acknowledge(AGAIN)
    return forked(work)


@pytest.mark.parametrize("room", [0, 1000, 40_000, 1_000_000])
def test_a_full_disk_refuses_clearly_and_loses_nothing(tmp_path, room):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    store = open_store(url)
    draft = begin(store)
    child, reading = full_at(url, draft.id, room)
    said = heard(reading)
    assert os.waitpid(child, 0)[1] == 0
    numbers = [number for number in said if number >= 0]
    assert said.count(FULL) == 3 and said[-1] == AGAIN and len(numbers) >= 20 + 20 * (room > 500_000)
    missing = lost(store, draft.id, draft.revision, numbers)
    print(f"\nlost acknowledged fields: {missing} of {len(numbers)}, with the disk full after {room} bytes")
    with store.read() as tx:
        assert missing == 0 and journal.verify(tx) is None
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_database_that_may_not_grow_is_a_full_disk_too(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    draft = begin(store)
    with store.read() as tx:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")
    numbers = []
    with pytest.raises(DiskFull):
        for number in range(1, 500):
            save(store, draft.id, number)
            numbers.append(number)
    assert lost(store, draft.id, draft.revision, numbers) == 0
    with store.read() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count=1000000")
    save(store, draft.id, 501)
    assert lost(store, draft.id, draft.revision, [*numbers, 501]) == 0


@pytest.mark.parametrize("code, kind", [("53100", DiskFull), ("40P01", Busy), ("55P03", Busy), ("57P01", ConnectionLost)])
def test_what_postgresql_says_becomes_the_same_refusals(postgres, code, kind):
    from tests.stores import fresh_database

    store = open_store(fresh_database(postgres))
    with pytest.raises(StoreUnavailable) as refused, store.write() as tx:
        tx.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{code}'; END $$"))
    assert type(refused.value) is kind and not refused.value.committing
    store.close()
