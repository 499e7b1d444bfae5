"""The server is killed while a member types: what it acknowledged is there, what it did not arrives once it is back."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.accounts import House
from tests.servers import free_port, wait_for
from tests.typing_member import TypingMember
from workflows.people import drafts
from workflows.store.journal import verify

ATELIER = Path(sys.executable).parent / "atelier"


def start(port: int, home: Path, url: str = "") -> subprocess.Popen:
    environment = {**os.environ, "ATELIER_HOME": str(home), **({"ATELIER_DATABASE": url} if url else {})}
    process = subprocess.Popen([ATELIER, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=environment, start_new_session=True)
    wait_for(f"http://127.0.0.1:{port}/healthz", process)
    return process


def kill_while_typing(folder: Path, kills: int, seed: int, url: str = "") -> tuple[int, int, int]:
    """Fields acknowledged, lost, and typed but never kept, over so many kills at random moments."""
    chance, port = random.Random(seed), free_port()
    house = House(folder, url or None)
    house.store().close()
    ana = house.add("member", "Ana Peeters")
    member = TypingMember(f"http://127.0.0.1:{port}", house, ana, f"{seed:032x}")
    lost, fields = 0, ("turnover", "days", "expenses", "own_costs", "wanted_net")
    for _ in range(kills):
        process = start(port, folder, url)
        children = psutil.Process(process.pid).children(recursive=True)
        timer = threading.Timer(chance.uniform(0.0, 0.4), process.kill)
        timer.start()
        while process.poll() is None:
            member.type(**{chance.choice(fields): f"{chance.randrange(10**6)}"})
        timer.join()
        _, alive = psutil.wait_procs(children, timeout=30)
        assert alive == [], "a server that was killed leaves nothing behind"
        store = house.store()
        kept = drafts.look(store, ana, member.draft, house.now()).raw if member.made else {}
        lost += len(member.lost(kept))
        with store.read() as tx:
            assert verify(tx) is None
        store.close()
    process = start(port, folder, url)
    member.until_kept()
    process.terminate()
    assert process.wait(timeout=30) == 0
    store = house.store()
    kept = drafts.look(store, ana, member.draft, house.now()).raw
    store.close()
    never = sum(1 for name, value in member.acknowledged.items() if kept.get(name) != value)
    return len(member.acknowledged), lost, never


def test_a_later_value_without_an_answer_is_no_loss_and_an_older_or_no_value_is_one(tmp_path):
    house = House(tmp_path)
    house.store().close()
    member = TypingMember("http://127.0.0.1:9", house, house.add("member"), "0" * 32)
    member.acknowledged, member.since = {"turnover": "2"}, {"turnover": []}
    for later in ("3", "4"):
        assert not member.type(turnover=later), "nobody answers there"
    assert [member.lost({"turnover": kept}) for kept in ("2", "3", "4")] == [[], [], []]
    assert [member.lost(kept) for kept in ({"turnover": "1"}, {})] == [["turnover"], ["turnover"]]


@pytest.mark.claims("T019")
@pytest.mark.parametrize("kills, seed", [
    pytest.param(2, 1), pytest.param(12, 2, marks=pytest.mark.slow), pytest.param(1_000, 3, marks=[pytest.mark.soak, pytest.mark.timeout(20_000)])])
def test_a_killed_server_loses_no_acknowledged_field(tmp_path, kills, seed):
    began = time.monotonic()
    fields, lost, never = kill_while_typing(tmp_path, kills, seed)
    print(f"server killed {kills} times in {time.monotonic() - began:.0f} s: {fields} fields, {lost} acknowledged lost, {never} never kept")
    assert (lost, never) == (0, 0)


@pytest.mark.slow
def test_a_killed_server_loses_nothing_on_postgres_either(tmp_path, postgres):
    from tests.stores import fresh_database

    fields, lost, never = kill_while_typing(tmp_path, 6, 4, fresh_database(postgres))
    print(f"server killed 6 times on PostgreSQL: {fields} fields, {lost} acknowledged lost, {never} never kept")
    assert (lost, never) == (0, 0)
