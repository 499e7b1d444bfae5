"""A kernel's life: it comes quickly or slowly, but always the same; it shares nothing, and it leaves nothing behind."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from tests.kernels import WAYS, gone, kernel
from workflows.kernels.environment import ALWAYS
from workflows.kernels.provisioner import ForkedProvisioner
from workflows.kernels.service import PROVISIONER
from workflows.kernels.warm import WarmParent
from workflows.settings import ROOT

SECRETS = {"ATELIER_DATABASE": "postgresql://secret", "ATELIER_HOME": "/secret", "JUPYTER_TOKEN": "secret", "SMTP_PASSWORD": "secret"}

every_way = pytest.mark.parametrize("way", WAYS)


@every_way
def test_a_kernel_computes_is_interrupted_restarted_and_shut_down(warm, way):
    with kernel(way) as found:
        assert found.run("x = 6 * 7; print(x)") == "42"
        found.begin("import time; print('now', flush=True); time.sleep(60)")
        began = time.monotonic()
        found.manager.interrupt_kernel()
        assert found.hear("error")["ename"] == "KeyboardInterrupt"
        found.client.wait_for_ready(timeout=60)
        assert found.run("print(x)") == "42"
        assert time.monotonic() - began < 10
        first, folder = found.pid, found.folder
        found.manager.restart_kernel(now=True)
        found.client.wait_for_ready(timeout=60)
        assert gone(first) and found.pid != first
        assert found.run("print('x' in globals())") == "False"
        last = found.pid
        assert found.manager.is_alive()
        found.manager.shutdown_kernel()
        assert gone(last) and not found.manager.is_alive() and not folder.exists()


@every_way
def test_a_cell_may_await_and_is_interrupted_all_the_same(warm, way):
    with kernel(way) as found:
        assert found.run("import asyncio; await asyncio.sleep(0.01); print(await asyncio.sleep(0, 'slept'))") == "slept"
        found.begin("print('now', flush=True); await asyncio.sleep(60)")
        began = time.monotonic()
        found.manager.interrupt_kernel()
        found.client.wait_for_ready(timeout=60)
        assert found.run("print(6 * 7)") == "42" and time.monotonic() - began < 30


def test_a_forked_kernel_has_the_warm_parent_and_a_started_one_the_server(warm):
    with kernel("forked") as forked, kernel("started") as started:
        assert psutil.Process(forked.pid).ppid() == warm.warm.pid
        assert psutil.Process(started.pid).ppid() == os.getpid()


def test_kernels_share_nothing(warm):
    draw = "import random, uuid, numpy; print(random.random(), uuid.uuid4(), numpy.random.rand())"
    with kernel() as one, kernel() as other:
        one.run("import workflows; workflows.mine = 1")
        assert other.run("import workflows; print(hasattr(workflows, 'mine'))") == "False"
        drawn = [set(found.run(draw).split()) for found in (one, other)]
        assert not drawn[0] & drawn[1]
        assert one.folder != other.folder


async def first_words(times: int) -> list[str]:
    """What so many kernels print as soon as they are ready, each asked for at once."""
    async def one(number):
        manager = AsyncKernelManager()
        await manager.start_kernel(cwd=str(ROOT / "notebooks"))
        before, client, said = manager.client(), manager.client(), []
        # The second one is what Voilà is: the server itself listens to every kernel already.
        for listener in (before, client):
            listener.start_channels()
            await listener.wait_for_ready(timeout=60)
        before.stop_channels()
        await client.execute_interactive(f"print({number})", timeout=60, output_hook=lambda message: said.append(message["content"].get("text", "")))
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        return "".join(said).strip()

    return await asyncio.gather(*(one(number) for number in range(times)))


def test_nothing_is_missed_of_many_kernels_that_start_at_once(warm, monkeypatch):
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", PROVISIONER)
    # In a thread of its own no event loop runs; the browser tests leave one in this thread.
    with ThreadPoolExecutor(1) as apart:
        said = apart.submit(lambda: asyncio.run(first_words(8))).result()
    assert said == [str(number) for number in range(8)]


@every_way
def test_a_page_tells_the_browser_what_changed(warm, way):
    with kernel(way, {"SERVER_SOFTWARE": "voila/0", "QUERY_STRING": "turnover=30000&lang=nl"}) as found:
        found.run("from widgets.notebook import open_page; page = open_page('simulation', globals()); page.room")
        net = found.run("print(page.room.answer.ways['cooperative'].net_year)")
        found.client.execute("page.room.form.fields['turnover'].entry.value = '31000'")
        told = found.hear("comm_msg")["data"]
        assert (told["method"], told["state"]) == ("update", {"value": "31000"})
        assert float(found.run("print(page.room.answer.ways['cooperative'].net_year)")) > float(net)


def test_an_ended_kernel_is_buried(warm):
    with kernel() as found:
        pid = found.pid
        os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 5
        while psutil.pid_exists(pid) and time.monotonic() < until:
            time.sleep(0.02)
        assert not psutil.pid_exists(pid)
        assert not found.manager.is_alive()


@every_way
def test_a_kernel_knows_what_is_on_the_list_and_nothing_else_of_the_environment(warm, way):
    wanted = {"QUERY_STRING": "turnover=1", "VOILA_REQUEST_URL": "http://here", "ATELIER_PERSON": "ada", "LC_ALL": "C.UTF-8"}
    with kernel(way, {**SECRETS, **wanted, "UNKNOWN": "secret"}) as found:
        known = eval(found.run("import os; print(dict(os.environ))"))
        started_with = Path(f"/proc/{found.pid}/environ").read_bytes()
    assert wanted.items() <= known.items()
    assert set(known) - set(os.environ) - set(wanted) <= {*ALWAYS, "HOME", "TMPDIR"} | {name for name in known if name.startswith(("PYDEVD", "JPY", "MPL", "TERM", "CLICOLOR", "PAGER", "GIT_PAGER", "FORCE_COLOR"))}
    assert not set(SECRETS) & set(known) and "UNKNOWN" not in known
    assert "secret" not in "".join(known.values()) and b"secret" not in started_with


@every_way
def test_a_kernel_has_no_descriptor_of_the_server(warm, way):
    with open(ROOT / "pyproject.toml") as _, kernel(way) as found:
        kinds = {os.readlink(entry) for entry in Path(f"/proc/{found.pid}/fd").iterdir()}
        files = {kind for kind in kinds if kind.startswith("/")}
        assert files <= {"/dev/null", "/dev/urandom", str(found.folder / "tmp" / "log")}
        assert {kind.partition(":")[0] for kind in kinds - files} <= {"socket", "pipe", "anon_inode"}


@every_way
def test_a_kernel_speaks_with_its_own_desk(warm, way):
    desks = {}

    def open_desk(kernel_id, environment):
        ours, its = socket.socketpair()
        desks[environment["ATELIER_PERSON"]] = ours
        return its

    ForkedProvisioner.open_desk = staticmethod(open_desk)
    try:
        with kernel(way, {"ATELIER_PERSON": "ada"}) as ada, kernel(way, {"ATELIER_PERSON": "bob"}) as bob:
            say = "import os, socket; desk = socket.socket(fileno=int(os.environ['ATELIER_DESK_FD'])); desk.send(b'I am {}'); print(desk.recv(20))"
            for person in desks:
                desks[person].send(f"rows of {person}".encode())
            assert ada.run(say.format("ada")) == "b'rows of ada'"
            assert bob.run(say.format("bob")) == "b'rows of bob'"
            assert [desks[person].recv(20) for person in ("ada", "bob")] == [b"I am ada", b"I am bob"]
        # The server's copy of the kernel's end is closed: with the kernel the line is gone.
        assert desks["ada"].recv(1) == b""
    finally:
        ForkedProvisioner.open_desk = None
        for ours in desks.values():
            ours.close()


@pytest.mark.slow
def test_with_the_warm_parent_its_kernels_are_gone_and_soon_they_are_forked_from_a_new_one(warm):
    with kernel() as found:
        before, pid = warm.warm.pid, found.pid
        os.kill(before, signal.SIGKILL)
        assert gone(pid)
    forked, until = False, time.monotonic() + 120
    while not forked:
        # While the new parent loads, for longer on a busy machine, a kernel is started: there is always one.
        with kernel() as found:
            assert found.run("print(1)") == "1" and warm.warm.pid not in (None, before)
            forked = psutil.Process(found.pid).ppid() == warm.warm.pid
        assert forked or time.monotonic() < until


def test_without_a_warm_parent_that_lives_kernels_are_started(warm, tmp_path):
    broken = WarmParent(tmp_path, (sys.executable, "-c", "pass"))
    usual, ForkedProvisioner.warm = warm.warm, broken
    try:
        broken.start()
        with kernel() as one, kernel() as other:
            assert [psutil.Process(found.pid).ppid() for found in (one, other)] == [os.getpid()] * 2
            assert one.run("print(1)") == other.run("print(1)") == "1"
    finally:
        broken.stop()
        ForkedProvisioner.warm = usual


SERVER = """
import time
from tests.kernels import kernel
from workflows.kernels.service import kernels
with kernels() as found, kernel("forked") as forked, kernel("started") as started:
    forked.client.execute("while True: pass")
    print(found.runtime, found.warm.pid, forked.pid, started.pid, flush=True)
    time.sleep(600)
"""


def test_a_killed_server_leaves_nothing():
    with subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            runtime, *pids = server.stdout.readline().split()
            assert len(pids) == 3 and all(psutil.pid_exists(int(pid)) for pid in pids)
        finally:
            server.kill()
    assert [gone(int(pid)) for pid in pids] == [True] * 3
    assert not Path(runtime).exists()
