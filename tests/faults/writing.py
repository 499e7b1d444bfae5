"""A program that saves fields without rest and says which ones were acknowledged, and the count of those that were lost."""

import os
import random
import signal
import time
from collections.abc import Callable
from itertools import count

from tests.stores import NOW
from workflows.store import drafts, journal, people
from workflows.store.engine import Store

FIELDS = 25


def begin(store: Store) -> drafts.Draft:
    """A person's draft to write into."""
    with store.write() as tx:
        ann = people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)
        return drafts.create_draft(tx, ann.id, "simulation", 1, {}, ann.id, NOW)


def save(store: Store, draft: str, number: int) -> None:
    """One save, with words long enough to need more than one page now and then."""
    with store.write() as tx:
        drafts.save_field(tx, draft, f"field_{number % FIELDS}", [number, "x" * (number * 37 % 3000)], 0, "ann", NOW)


def forked(work: Callable[[Callable[[int], None]], None]) -> tuple[int, int]:
    """Run `work(acknowledge)` in a process of its own; its id, and where what it acknowledged can be read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(lambda number: os.write(writing, b"%d\n" % number))
    except BaseException as error:
        os.write(2, f"the writer ended: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def writer(url: str, draft: str, first: int) -> tuple[int, int]:
    """A process that saves numbers from `first` on and acknowledges each after its commit."""
    def work(acknowledge):
        store = Store(url)
        for number in count(first):
            save(store, draft, number)
            acknowledge(number)
    return forked(work)


def killed(child: int, reading: int, saves: int, after: float) -> list[int]:
    """Kill -9 so many seconds after so many saves; what had been acknowledged."""
    said = b""
    while said.count(b"\n") < saves:
        part = os.read(reading, 4096)
        assert part, "the writer ended by itself"
        said += part
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return [*map(int, said.split()), *heard(reading)]


def heard(reading: int) -> list[int]:
    """All that was acknowledged until the other end closed."""
    with os.fdopen(reading, "rb") as file:
        return [int(line) for line in file]


def lost(store: Store, draft: str, since: int, acknowledged: list[int]) -> int:
    """How many acknowledged fields are neither in the journal nor, where they were the last, in the draft."""
    with store.read() as tx:
        rows = {row.payload["value"][0] for row in drafts.changes(tx, draft, since)}
        says = {field: value.value[0] for field, value in drafts.values(tx, draft).items()}
    return sum(number not in rows or says[f"field_{number % FIELDS}"] < number for number in acknowledged)


def kills(url: str, rounds: int, seed: int) -> None:
    """Kill a writer so many times; prints and asserts that nothing acknowledged was lost and that the chain is whole."""
    from workflows.store.engine import open_store

    chance, store = random.Random(seed), open_store(url)
    draft, first, acknowledged, missing = begin(store), 0, 0, 0
    for turn in range(rounds):
        store.close()
        with store.read() as tx:
            since = journal.latest(tx)
        store.close()
        numbers = killed(*writer(url, draft.id, first), chance.randrange(12), chance.uniform(0, 0.03))
        store = open_store(url)
        missing += lost(store, draft.id, since, numbers)
        acknowledged += len(numbers)
        first = max([first, *numbers]) + 2
        if turn % 50 == 0 or turn == rounds - 1:
            with store.read() as tx:
                assert journal.verify(tx) is None
    store.close()
    print(f"\nlost acknowledged fields: {missing} of {acknowledged}, after {rounds} kills of the writer")
    assert missing == 0 and acknowledged > 3 * rounds
