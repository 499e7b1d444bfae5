"""PostgreSQL is restarted while people type: the server comes back by itself and nothing acknowledged is lost."""

import threading
import time

import pytest

from tests.faults.writing import FIELDS, begin, lost
from tests.stores import NOW, end_postgres, fresh_database, start_postgres, stop_postgres
from workflows.store import drafts, journal
from workflows.store.engine import Store, open_store
from workflows.store.errors import ConnectionLost, StoreUnavailable


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL that the tests may stop."""
    started = start_postgres()
    yield started
    end_postgres(started)


def restart(server) -> None:
    """As after a power cut."""
    stop_postgres(server)
    server.ensure_postgres_running()


class Typist(threading.Thread):
    """Saves number after number, sends one again when it was refused, as the page does."""

    def __init__(self, store: Store, draft: str):
        super().__init__(daemon=True)
        self.store, self.draft = store, draft
        self.acknowledged, self.refused, self.failed, self.done = [], 0, None, False

    def run(self):
        number = 0
        while not self.done:
            try:
                self.store.run(lambda tx, at=number: drafts.save_field(tx, self.draft, f"field_{at % FIELDS}", [at], 0, "ann", NOW))
            except StoreUnavailable:
                self.refused += 1
                time.sleep(0.05)
                continue
            except Exception as error:
                self.failed = error
                return
            self.acknowledged.append(number)
            number += 1


def restarts(server, rounds: int) -> None:
    store = open_store(fresh_database(server.get_uri()))
    draft = begin(store)
    typist = Typist(store, draft.id)
    typist.start()
    for _ in range(rounds):
        before = len(typist.acknowledged)
        while len(typist.acknowledged) < before + 30 and typist.failed is None:
            time.sleep(0.02)
        restart(server)
    after = len(typist.acknowledged)
    while len(typist.acknowledged) < after + 30 and typist.failed is None:
        time.sleep(0.02)
    typist.done = True
    typist.join(30)
    missing = lost(store, draft.id, draft.revision, typist.acknowledged)
    print(f"\nlost acknowledged fields: {missing} of {len(typist.acknowledged)}, after {rounds} restarts of PostgreSQL, "
          f"{typist.refused} saves refused and sent again")
    assert typist.failed is None and missing == 0 and len(typist.acknowledged) >= 30 * (rounds + 1)
    with store.read() as tx:
        assert journal.verify(tx) is None
        # What was sent again after a lost commit stands once.
        numbers = [row.payload["value"][0] for row in drafts.changes(tx, draft.id, draft.revision)]
        assert numbers == sorted(set(numbers))
    store.close()


def test_a_restart_in_the_middle(server):
    restarts(server, 2)
    assert server.get_pid()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_many_restarts_in_the_middle(server):
    restarts(server, 12)
    assert server.get_pid()


def test_connections_that_were_idle_at_a_restart_are_replaced_unseen(server):
    store = open_store(fresh_database(server.get_uri()))
    draft = begin(store)
    restart(server)
    with store.write() as tx:
        assert drafts.save_field(tx, draft.id, "days", 1, 0, "ann", NOW).changed
    with pytest.raises(ConnectionLost) as refused, store.write() as tx:
        drafts.save_field(tx, draft.id, "days", 2, 0, "ann", NOW)
        restart(server)
    assert refused.value.committing
    with store.read() as tx:
        assert drafts.values(tx, draft.id)["days"].value == 1
    store.close()
