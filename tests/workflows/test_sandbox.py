"""A hostile cell in a kernel, forked and started: what works in a kernel that is not confined is refused in both."""

import json
import os
import socket
import stat
import struct
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernels import kernel
from workflows.kernels.refused import REFUSED
from workflows.kernels.sandbox import exposed, possible, readable
from workflows.kernels.seccomp import program
from workflows.kernels.syscalls import MACHINE, NUMBERS
from workflows.settings import ROOT, data_folder, home_folder

SECRET = b"what another member typed"

VICTIM = """
import ctypes, sys, time
file = open(sys.argv[1])
text = ctypes.create_string_buffer(sys.argv[2].encode())
print(ctypes.addressof(text), file.fileno(), flush=True)
time.sleep(600)
"""

BEGIN = """
import ctypes, os, resource, signal, socket, subprocess, sys, tempfile
from pathlib import Path
class NOTHING: pass
for _name, _value in {known!r}.items():
    globals()[_name] = _value
C = ctypes.CDLL(None, use_errno=True)
def ask(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def attempt(code):
    try:
        exec(code, globals())
    except (OSError, MemoryError) as error:
        print("refused", type(error).__name__)
    else:
        print("done")
"""

FILES = {
    "the database": "assert open(database, 'rb').read() == secret",
    "the database through a link to the root": "assert open('/proc/self/root' + database, 'rb').read() == secret",
    "the database through another's root": "assert open(f'/proc/{victim}/root{database}', 'rb').read() == secret",
    "the database through another's descriptor": "assert open(f'/proc/{victim}/fd/{descriptor}', 'rb').read() == secret",
    "the folder of the database": "assert os.listdir(os.path.dirname(database))",
    "a second name for the database": "os.link(database, tempfile.gettempdir() + '/mine')",
    "writing the database": "open(database, 'ab').close()",
    "the rights of the database": "os.chmod(database, 0o600)",
    "the times of the database": "os.utime(database)",
    "watching the database": "ask(C.inotify_add_watch(ask(C.inotify_init()), database.encode(), 0xFFF))",
    "the users of the machine": "assert open('/etc/passwd').read()",
    "a package": "open(packages + '/hostile.py', 'w').close(); os.unlink(packages + '/hostile.py')",
    "a notebook": "open(notebook, 'a').close()",
    "the law": "open(law, 'a').close()",
    "the folder of all kernels": "assert os.listdir(runtime)",
    "another kernel's connection": "assert open(neighbour + '/connection.json').read()",
    "another kernel's files": "assert open(neighbour + '/tmp/log').read() is not None",
    "a new socket among the kernels": "s = socket.socket(socket.AF_UNIX); s.bind(runtime + '/mine'); s.close(); os.unlink(runtime + '/mine')",
}

PROCESSES = {
    "the list of processes": "assert os.listdir('/proc')",
    "another's environment": "assert open(f'/proc/{victim}/environ', 'rb').read()",
    "another's maps": "assert open(f'/proc/{victim}/maps').read()",
    "another's descriptors": "assert os.listdir(f'/proc/{victim}/fd')",
    "another's memory as a file": "f = open(f'/proc/{victim}/mem', 'rb', 0); f.seek(address); assert f.read(len(secret)) == secret",
    "another's memory by a call": """
class Part(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))
room = ctypes.create_string_buffer(len(secret))
ask(C.process_vm_readv(victim, ctypes.byref(Part(ctypes.addressof(room), len(secret))), 1, ctypes.byref(Part(address, len(secret))), 1, 0))
assert room.raw == secret""",
    "tracing another": "ask(C.ptrace(16, victim, None, None)); os.waitpid(victim, 0x40000000); ask(C.ptrace(17, victim, None, None))",
    "holding another": "os.close(os.pidfd_open(victim))",
    "a signal to another": "os.kill(victim, signal.SIGCONT)",
    "a signal to another kernel": "os.kill(kernel, signal.SIGCONT)",
    "a signal to the server": "os.kill(server, signal.SIGCONT)",
    "slowing another down": "os.setpriority(os.PRIO_PROCESS, victim, 1)",
    "another's limits": "resource.prlimit(victim, resource.RLIMIT_CORE)",
    "another's processors": "os.sched_setaffinity(victim, os.sched_getaffinity(victim))",
    "a program with more rights": "assert subprocess.run([program, '--version'], capture_output=True).returncode is not None",
    "a program": "assert subprocess.run([sys.executable, '-c', '']).returncode == 0",
    "a child": "child = os.fork()\nif not child: os._exit(0)\nos.waitpid(child, 0)",
    "outliving the server": "ask(C.prctl(1, 0, 0, 0, 0))",
    "being looked into": "ask(C.prctl(4, 1, 0, 0, 0))",
}

LINES = {
    "another kernel's sockets": "socket.socket(socket.AF_UNIX).connect(neighbour + '/k-1')",
    "a socket with a name of its own": "socket.socket(socket.AF_UNIX).connect(abstract)",
    "a letter to a socket": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b'hello', letters)",
    "TCP to this machine": "socket.create_connection(('127.0.0.1', port), 5).close()",
    "TCP to listen on": "socket.create_server(('127.0.0.1', 0)).close()",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'hello', ('127.0.0.1', 9))",
    "the machine's network": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()",
    "memory that is shared by name": "ask(C.shmctl(ask(C.shmget(0, 4096, 0o1600)), 0, None))",
    "files in memory": "os.close(os.memfd_create('mine'))",
}

MUCH = {
    "three gigabytes": "import mmap; mmap.mmap(-1, 3 << 30, flags=mmap.MAP_PRIVATE).close()",
    "a large file": "with tempfile.TemporaryFile() as file: file.truncate(64 << 20)",
    "three hundred descriptors": "mine = []\ntry:\n  while len(mine) < 300: mine.append(os.open('/dev/null', 0))\nfinally: [os.close(one) for one in mine]",
}

OTHERWISE = {"a second name for the database": "OSError", **dict.fromkeys(MUCH, "OSError")}
"""Refusals that are no question of rights: another place, too much."""

ATTEMPTS = FILES | PROCESSES | LINES | MUCH


@pytest.fixture(scope="module")
def place(warm, tmp_path_factory) -> Iterator[dict]:
    """What a hostile cell would look for: a database, another process, another kernel, sockets that answer."""
    folder = tmp_path_factory.mktemp("home")
    database = folder / "atelier.db"
    database.write_bytes(SECRET)
    abstract, letters = f"\0atelier-{os.getpid()}", str(folder / "letters")
    victim = subprocess.Popen([sys.executable, "-c", VICTIM, str(database), SECRET.decode()], stdout=subprocess.PIPE, text=True)
    with (victim, socket.create_server(("127.0.0.1", 0)) as listening, socket.socket(socket.AF_UNIX) as named,
          socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as box, kernel() as neighbour):
        named.bind(abstract)
        named.listen()
        box.bind(letters)
        address, descriptor = map(int, victim.stdout.readline().split())
        yield {"database": str(database), "secret": SECRET, "victim": victim.pid, "address": address, "descriptor": descriptor,
               "port": listening.getsockname()[1], "abstract": abstract, "letters": letters, "server": os.getpid(),
               "packages": sysconfig.get_path("purelib"), "notebook": str(ROOT / "notebooks" / "simulation.ipynb"),
               "law": str(next((data_folder() / "law").glob("*.yaml"))), "runtime": str(warm.runtime),
               "neighbour": str(neighbour.folder), "kernel": neighbour.pid, "program": stronger()}
        victim.kill()


def stronger() -> str:
    """A program that runs with its owner's rights, whoever starts it."""
    for path in map(Path, ("/usr/bin/passwd", "/usr/bin/su", "/bin/su", "/usr/bin/mount", "/usr/bin/chsh")):
        if path.exists() and path.stat().st_mode & stat.S_ISUID:
            return str(path)
    return "/usr/bin/env"


@pytest.fixture(scope="module")
def hostile(confined, place):
    confined.run(BEGIN.format(known=place))
    return confined


@pytest.fixture(scope="module")
def free(warm, place):
    """The same kernel with all rights of the server's user."""
    with kernel(confined=False) as found:
        found.run(BEGIN.format(known=place))
        yield found


@pytest.mark.parametrize("what", ATTEMPTS)
def test_what_is_tried_works_where_nothing_is_confined(free, what):
    assert free.run(f"attempt({ATTEMPTS[what]!r})") == "done"


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_hostile_cell_is_refused(hostile, what):
    assert hostile.run(f"attempt({ATTEMPTS[what]!r})") == f"refused {OTHERWISE.get(what, 'PermissionError')}"


def test_every_call_of_the_list_is_refused(hostile):
    """With arguments that mean nothing: each call would fail, but for another reason."""
    numbers = {name: both[list(NUMBERS).index(MACHINE)] for name, both in REFUSED.items()}
    code = """
for name, number in numbers.items():
    if number is not None:
        result = C.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6)
        if (result, ctypes.get_errno()) != (-1, 1): print(name, result, ctypes.get_errno())
"""
    assert hostile.run(f"numbers = {numbers!r}{code}") == ""


def test_a_page_and_its_pdf_work(confined):
    """The notebook of the simulation, cell by cell, and what its button does."""
    cells = json.loads((ROOT / "notebooks" / "simulation.ipynb").read_text(encoding="utf-8"))["cells"]
    confined.run("import os; os.environ['SERVER_SOFTWARE'] = 'voila/0'")
    for cell in cells:
        confined.run("".join(cell["source"]))
    made = confined.run("from datetime import date\nfrom workflows.words.catalogue import speak\n"
                        "answer = page.page.answered(page.questions)\n"
                        "print(page.page.made_pdf(answer, speak('nl'), date(2026, 11, 25), 'http://here')[:5], answer['routes']['cooperative']['net_year'] > 0)")
    assert made == "b'%PDF-' True"
    assert (confined.folder / "tmp" / "log").read_text() == ""


def test_it_may_write_files_of_its_own_and_nowhere_else(confined):
    assert confined.run("import tempfile\nwith tempfile.NamedTemporaryFile() as file: print(file.name)").startswith(str(confined.folder / "tmp"))
    assert confined.run("try: open('mine', 'w')\nexcept PermissionError: print('refused')") == "refused"


def decided(number: int, arguments: tuple[int, ...] = (), machine: str = MACHINE, arch: int | None = None, pid: int = 77) -> int:
    """What the filter answers to a call, worked out by hand."""
    data = struct.pack("=iIQ6Q", number, NUMBERS[machine]["arch"] if arch is None else arch, 0, *(*arguments, 0, 0, 0, 0, 0, 0)[:6])
    steps, at, value = program(pid, machine), 0, 0
    while True:
        code, yes, no, other = steps[at]
        at += 1
        if code == 0x06:
            return other
        if code == 0x20:
            value = struct.unpack_from("=I", data, other)[0]
        elif code == 0x54:
            value &= other
        else:
            at += yes if {0x15: value == other, 0x25: value > other, 0x45: bool(value & other)}[code] else no


ALLOW, REFUSE, MISSING = 0x7FFF0000, 0x00050001, 0x00050026


@pytest.mark.parametrize("machine", NUMBERS)
def test_the_filter_decides_the_same_on_both_machines(machine):
    numbers, at = NUMBERS[machine], list(NUMBERS).index(machine)
    assert {decided(both[at], machine=machine) for both in REFUSED.values() if both[at] is not None} == {REFUSE}
    unix, stream, inet, dgram = 1, 1 | 0o2000000, 2, 2
    for name in ("socket", "socketpair"):
        assert [decided(numbers[name], asked, machine) for asked in ((unix, stream), (unix, dgram), (inet, stream))] == [ALLOW, REFUSE, REFUSE]
    for name in ("kill", "tgkill"):
        assert [decided(numbers[name], (pid,), machine) for pid in (77, 76, 0, 2**32 - 1)] == [ALLOW, REFUSE, REFUSE, REFUSE]
    assert [decided(numbers["clone"], (flags,), machine) for flags in (0x3D0F00, 17)] == [ALLOW, REFUSE]
    assert [decided(numbers["prctl"], (option,), machine) for option in (15, 1, 4)] == [ALLOW, REFUSE, REFUSE]
    assert [decided(number, machine=machine) for number in (numbers["clone3"], 452, 0x3FFFFFFF)] == [MISSING] * 3
    assert decided(0x40000000 | numbers["socket"], (unix, stream), machine) == REFUSE
    assert decided(numbers["kill"], (77,), machine, arch=0x40000003) == 0x80000000


def test_this_machine_can_confine_and_the_database_is_out_of_reach():
    assert possible() is None
    assert exposed([home_folder()]) == []
    assert exposed([data_folder() / "atelier.db"]) == [data_folder() / "atelier.db"]
    assert Path("/") not in readable() and ROOT not in readable()
