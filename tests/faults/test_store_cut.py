"""The power goes: of the log, only what was on the disk at the last sync is sure; the rest is cut, torn or garbage."""

import random
import shutil
from pathlib import Path

import pytest

from tests.faults.writing import begin, lost, save
from workflows.store import journal
from workflows.store.engine import open_store


def sure(wal: Path) -> int:
    """How many bytes of a log are frames of its present round: what follows is left over from an earlier one."""
    data = wal.read_bytes()
    if len(data) < 32:
        return 0
    size, salts, at = 24 + int.from_bytes(data[8:12], "big"), data[16:24], 32
    while data[at + 8:at + 16] == salts:
        at += size
    return at


def damaged(data: bytes, kept: int, chance: random.Random) -> bytes:
    """The log after a power cut: whole up to `kept`, then one of the things that a disk does."""
    cut = chance.randrange(kept, len(data) + 1)
    garbage = chance.randbytes(chance.randrange(1, 9000))
    bits = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        if len(data) > kept:
            bits[chance.randrange(kept, len(data))] ^= 1 << chance.randrange(8)
    return chance.choice([data[:cut], data[:cut] + garbage, bytes(bits), data[:kept] + bytes(len(data) - kept),
                          data[:kept] + chance.randbytes(len(data) - kept)])


def cuts(folder: Path, rounds: int, seed: int, saves: int) -> None:
    """Cut so many times; prints and asserts that nothing acknowledged was lost and that the chain is whole."""
    chance, missing, acknowledged = random.Random(seed), 0, 0
    store = open_store(f"sqlite:///{folder / 'a.db'}")
    draft, number = begin(store), 0
    wal = folder / "a.db-wal"
    for turn in range(rounds):
        with store.read() as tx:
            since = journal.latest(tx)
        numbers = list(range(number, number + chance.randrange(1, saves)))
        for number in numbers:
            save(store, draft.id, number)
        kept = sure(wal)  # each commit was synced, so all of this is on the disk, and what a checkpoint moved too
        started, later = wal.read_bytes()[:32], number
        for later in range(number + 1, number + 1 + chance.randrange(1, 12)):
            save(store, draft.id, later)
        number = later + 1
        after = wal.read_bytes()
        if after[:32] != started:
            kept = sure(wal)  # a new round began: a checkpoint had synced the database before it
        copy = folder / f"cut{turn}"
        copy.mkdir()
        shutil.copy(folder / "a.db", copy / "a.db")
        (copy / "a.db-wal").write_bytes(damaged(after, kept, chance))
        back = open_store(f"sqlite:///{copy / 'a.db'}")
        missing += lost(back, draft.id, since, numbers)
        acknowledged += len(numbers)
        with back.read() as tx:
            assert journal.verify(tx) is None
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        save(back, draft.id, number)
        back.close()
        shutil.rmtree(copy)
    store.close()
    print(f"\nlost acknowledged fields: {missing} of {acknowledged}, after {rounds} cuts of the log")
    assert missing == 0 and acknowledged > rounds


def test_cuts_of_the_log(tmp_path):
    cuts(tmp_path, 40, seed=1, saves=30)
    assert (tmp_path / "a.db").exists()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_more_cuts_of_the_log(tmp_path):
    cuts(tmp_path, 120, seed=2, saves=80)
    assert (tmp_path / "a.db").exists()


def test_a_log_cut_before_its_last_sync_would_be_noticed(tmp_path):
    """The counter counts: cutting what had been synced loses what was acknowledged."""
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    draft = begin(store)
    for number in range(20):
        save(store, draft.id, number)
    (tmp_path / "cut").mkdir()
    shutil.copy(tmp_path / "a.db", tmp_path / "cut" / "a.db")
    wal = (tmp_path / "a.db-wal").read_bytes()
    (tmp_path / "cut" / "a.db-wal").write_bytes(wal[:len(wal) - 30_000])
    assert lost(open_store(f"sqlite:///{tmp_path / 'cut' / 'a.db'}"), draft.id, draft.revision, list(range(20))) > 0
