"""The servers that attacks are run against: ours as it is served, and Voilà as it comes."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.attacker import Person
from tests.servers import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent
VOILA = Path(sys.executable).parent / "voila"
SERVE = """
import sys
from workflows.server import app
from workflows.server.app import serve
from workflows.server.bounds import Bounds
app.PING = {ping}
serve(int(sys.argv[1]), lambda store: None, bounds=Bounds({bounds}))
"""


@dataclass(frozen=True)
class Target:
    """A server that runs: `page` opens the simulation, `log` is what it wrote."""

    name: str
    address: str
    page: str
    process: subprocess.Popen
    log: Path
    known: list = field(default_factory=list)

    def stranger(self) -> Person:
        """Somebody new, with a mark against forged requests that they made up themselves."""
        person = Person(self.address, self.page)
        person.cookies["_xsrf"] = "ab" * 16
        return person

    async def ann(self, new: bool = False) -> tuple[Person, str]:
        """Somebody with an open page, and its kernel; the same one for all, or a new one."""
        if self.known and not new:
            return self.known[0]
        person = Person(self.address, self.page)
        found = person, await person.open()
        if not new:
            self.known.append(found)
        return found

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def ours(folder: Path, bounds: str = "", ping: str = "app.PING") -> Iterator[Target]:
    """Our server; `bounds` are arguments of Bounds, as Python, `ping` the milliseconds between two signs of life."""
    port = free_port()
    command = [sys.executable, "-c", SERVE.format(bounds=bounds, ping=ping), str(port)]
    with _running("ours", command, port, "/healthz", "/simulation", folder / f"ours-{port}.log") as target:
        yield target


@contextmanager
def stock(folder: Path, *options: str, megabytes: int = 0) -> Iterator[Target]:
    """Voilà as it comes, on a folder with a copy of the simulation's notebook, a picture and a batch's output."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    for place in (folder / "simulation.ipynb", folder / "results" / "batch.ipynb"):
        shutil.copy(ROOT / "notebooks" / "simulation.ipynb", place)
    (folder / "secret.svg").write_text("<svg><!-- secret --></svg>", encoding="utf-8")
    port = free_port()
    command = [VOILA, str(folder), "--no-browser", "--port", str(port), *options]
    with _running("stock", command, port, "/voila/static/voila.js", "/voila/render/simulation.ipynb", folder / f"stock-{port}.log",
                  megabytes) as target:
        yield target


@contextmanager
def _running(name, command, port, alive, page, log, megabytes=0):
    def bounded():
        if megabytes:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    with log.open("w") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=bounded,
                                   env={**os.environ, "LANG": "fr_BE.UTF-8", "ATELIER_HOME": str(log.with_suffix(".home"))})
    try:
        wait_for(f"http://127.0.0.1:{port}{alive}", process)
        yield Target(name, f"http://127.0.0.1:{port}", page, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
