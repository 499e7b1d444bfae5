"""Many answer one order at once: one answer counts. Many send at once and are killed amid it: no number is lost or given twice."""

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.faults.writing import forked, heard
from tests.office import Office, plain_document
from workflows.orders import commands
from workflows.orders.answering import Came, NoLink, Said, answer, show
from workflows.orders.verify import verify
from workflows.store import journal, orders
from workflows.store.engine import Store, open_store
from workflows.store.errors import StoreUnavailable

WON, LATE, BUSY = range(3)


def sent_orders(office: Office, count: int) -> list[str]:
    """The ids of so many orders that wait for an answer."""
    ana = office.person("member", "Ana Peeters")
    made = [office.write(ana, f"{at:032x}") for at in range(count)]
    for id in made:
        office.send(ana, id)
    return made


def answered(office: Office, id: str, decision: str) -> int:
    """One client's tap: whether it was the one that counts."""
    try:
        shown = show(office.house, office.links[id], office.now)
        answer(office.house, office.links[id], shown.nonce, Said(decision, f"Jeanne {decision}", True), Came("link"), office.now)
    except NoLink as late:
        assert late.key.startswith("answer.already_"), late.key
        return LATE
    except StoreUnavailable:
        return BUSY
    return WON


def taps(office: Office, url: str, made: list[str], turn: int, threads: int, each: int, acknowledge) -> None:
    """A server of its own: so many threads answer every order so many times, in an order of their own."""
    store, chance = Store(url), random.Random(turn)
    own = Office(store, office.home, now=office.now, links=office.links)
    work = [(id, chance.choice(("accept", "refuse"))) for id in made * each]
    chance.shuffle(work)
    with ThreadPoolExecutor(threads) as pool:
        for (id, _), outcome in zip(work, pool.map(lambda one: answered(own, *one), work)):
            acknowledge(made.index(id) * 10 + outcome)
    store.close()


@pytest.mark.parametrize("count, servers, threads, each", [
    pytest.param(6, 2, 5, 2), pytest.param(500, 4, 5, 5, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])])
def test_of_all_answers_to_an_order_exactly_one_counts(database, tmp_path, count, servers, threads, each):
    store = open_store(database)
    office = Office(store, tmp_path)
    made = sent_orders(office, count)
    store.close()
    running = [forked(partial(taps, office, database, made, turn, threads, each)) for turn in range(servers)]
    found = Counter()
    for child, reading in running:
        found.update(heard(reading))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    total = Counter(number % 10 for number in found.elements())
    print(f"\nanswers: {sum(total.values())} to {count} orders; counted {total[WON]}, too late {total[LATE]}, busy {total[BUSY]}")
    assert sum(total.values()) == count * servers * each
    assert [found[at * 10 + WON] for at in range(count)] == [1] * count
    with store.read() as tx:
        for id in made:
            decided = [entry for entry in journal.of_draft(tx, id) if entry.event in ("order_accepted", "order_refused")]
            assert [entry.event for entry in decided] == [f"order_{orders.order(tx, id).state}"]
    whole = verify(office.house)
    assert whole.chain is None and whole.broken == () and whole.documents == count
    store.close()


def sender(url: str, home, member, made: list[str], seed: int, acknowledge) -> None:
    """A server that sends what is not sent yet, and now and then dies amid a document, its number already taken."""
    chance, store = random.Random(seed), Store(url)

    def document(order, law):
        if chance.random() < 0.25:
            os._exit(9)
        return plain_document(order, law)

    office = Office(store, home, document)
    for at, id in enumerate(made):
        try:
            commands.send(office.house, member, id, office.now)
            acknowledge(at)
        except (commands.NotNow, StoreUnavailable):
            continue


@pytest.mark.parametrize("count, servers", [
    pytest.param(24, 3), pytest.param(1_000, 4, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])])
def test_numbers_are_unique_and_without_gaps_whoever_is_killed_amid_sending(database, tmp_path, count, servers):
    store, crashes, rounds = open_store(database), 0, 0
    office = Office(store, tmp_path)
    member = office.person("member", "Ana Peeters")
    made = [office.write(member, f"{at:032x}") for at in range(count)]
    left = list(made)
    while left:
        store.close()
        rounds += 1
        running = [forked(partial(sender, database, tmp_path, member, random.Random(at).sample(left, len(left)), rounds * 100 + at))
                   for at in range(servers)]
        for child, reading in running:
            heard(reading)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            assert status in (0, 9)
            crashes += status == 9
        with store.read() as tx:
            left = [id for id in made if orders.order(tx, id) is None]
    with store.read() as tx:
        numbers = sorted(orders.order(tx, id).number for id in made)
        assert all(len(orders.revisions(tx, id)) == 1 for id in made)
    print(f"\norders sent: {count} by {servers} servers at once, {crashes} of them killed amid it in {rounds} rounds")
    assert numbers == [f"2026-{at:04d}" for at in range(1, count + 1)] and crashes > 0
    assert verify(office.house).broken == () and verify(office.house).chain is None
    store.close()
