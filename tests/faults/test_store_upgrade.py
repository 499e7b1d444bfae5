"""An upgrade, or the making of a new database, is killed at any moment: the next start finds the old or the new, whole."""

import os
import random
import shutil
import signal
import time

import pytest
from sqlalchemy import insert, inspect, make_url, text

from tests.faults.writing import begin, forked, save
from tests.stores import NOW, fresh_database
from workflows.store import journal, schema
from workflows.store.backup import backup_name, upgrade
from workflows.store.engine import Store, open_store
from workflows.store.errors import OldDatabase
from workflows.store.tables import journal as table


def old_database(url: str, rows: int) -> Store:
    """A database of the first migration with a long journal, so that the second has work to do."""
    store = Store(url)
    with store.write() as tx:
        schema.migrate(tx, "0001")
    draft = begin(store)
    for number in range(20):
        save(store, draft.id, number)
    with store.write() as tx:
        before, seal = journal.alone(tx)
        many = []
        for seq in range(before + 1, before + rows + 1):
            row = {"seq": seq, "at": "2026-07-01T12:00:00.000000Z", "actor": f"a{seq % 99}", "subject": None, "event": "noted",
                   "draft": None, "field": None, "version": None, "digest": ""}
            seal = row["hash"] = journal._seal(seal, row)
            many.append({**row, "payload": None})
        tx.execute(insert(table), many)
        tx.execute(text("UPDATE head SET seq = :seq, hash = :hash"), {"seq": before + rows, "hash": seal})
    return store


def shape(store: Store) -> dict:
    """Tables, their columns, indexes and number of rows."""
    with store.read() as tx:
        seen = inspect(tx)
        return {name: (sorted(column["name"] for column in seen.get_columns(name)),
                       sorted(index["name"] for index in seen.get_indexes(name)),
                       tx.execute(text(f"SELECT count(*) FROM {name}")).scalar()) for name in seen.get_table_names()}


def upgrades(kind: str, tmp_path, request, rounds: int, seed: int, rows: int) -> None:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    base = fresh_database(server) if server else f"sqlite:///{tmp_path / 'base.db'}"
    first = old_database(base, rows)
    old = shape(first)
    first.close()

    def copied(turn):
        if server:
            return fresh_database(server, make_url(base).database)
        shutil.copy(tmp_path / "base.db", tmp_path / f"{turn}.db")
        return f"sqlite:///{tmp_path / f'{turn}.db'}"

    chance, found = random.Random(seed), {"0001": 0, schema.newest(): 0}
    whole, new = timed(copied("whole"), tmp_path / "home")
    for turn in range(rounds):
        url, home = copied(turn), tmp_path / f"home{turn}"
        child, reading = forked(lambda acknowledge, url=url, home=home: upgrade(Store(url), NOW, home))
        time.sleep(chance.uniform(0, whole * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        store = Store(url)
        with store.read() as tx:
            at = schema.stands_at(tx)
        found[at] += 1
        assert shape(store) == (old if at == "0001" else new)
        if at == "0001":
            with pytest.raises(OldDatabase):
                open_store(url)
        kept = backup_name(home, NOW)
        assert at == "0001" or kept.exists()
        done = upgrade(store, NOW.replace(hour=13), home)
        assert done.after == schema.newest() and shape(store) == new
        with store.read() as tx:
            assert journal.verify(tx) is None
        store.close()
    print(f"\nupgrades killed: {rounds}; old and whole: {found['0001']}, new and whole: {found[schema.newest()]}, broken: 0")
    assert sum(found.values()) == rounds and found["0001"]


def timed(url: str, home) -> tuple[float, dict]:
    """How long an upgrade takes that nobody kills, in a process of its own, and what it leaves."""
    start = time.monotonic()
    child, reading = forked(lambda acknowledge: upgrade(Store(url), NOW, home))
    assert os.waitpid(child, 0)[1] == 0
    os.close(reading)
    took, store = time.monotonic() - start, open_store(url)
    left = shape(store)
    store.close()
    return took, left


@pytest.mark.slow
def test_killed_upgrades(kind, tmp_path, request):
    upgrades(kind, tmp_path, request, rounds=8, seed=1, rows=3000)
    assert (tmp_path / "home" / "backups").is_dir()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_many_killed_upgrades(kind, tmp_path, request):
    upgrades(kind, tmp_path, request, rounds=60, seed=2, rows=20_000)
    assert (tmp_path / "home" / "backups").is_dir()


def test_a_database_whose_making_was_killed_is_made_at_the_next_start(kind, tmp_path, request):
    chance = random.Random(4)
    for turn in range(6):
        url = f"sqlite:///{tmp_path / f'{turn}.db'}" if kind == "sqlite" else fresh_database(request.getfixturevalue("postgres"))
        child, reading = forked(lambda acknowledge, url=url: open_store(url).close())
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        store = open_store(url)
        with store.read() as tx:
            assert schema.stands_at(tx) == schema.newest() and journal.latest(tx) == 0
        store.close()
