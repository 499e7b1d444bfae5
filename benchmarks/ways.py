"""The two servers that are compared: ours with its bounds raised, and Voilà as it comes, on the same notebook."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.processes import Unmeasured, clean_environment, free_port, served
from benchmarks.stock import stock_program

SERVE = """
import sys
from workflows.server.app import serve
from workflows.server.bounds import Bounds
often = ("1000000/minute",) * 2
serve(int(sys.argv[1]), lambda store: None, bounds=Bounds(kernels_per_person=500, kernels_in_all=500,
      rates={kind: often for kind in ("page", "api", "save")}))
"""
"""Ours with more room: all visits of a measurement come from one address, which is one more than anybody's."""

KERNELS = ("atelier-kernel", "ipykernel_launcher")
QUIET_SECONDS = 60


@dataclass(frozen=True)
class Way:
    """A server that runs: its process, its address, where the page is, and the home folder of ours."""

    name: str
    server: psutil.Process
    address: str
    page: str
    home: Path | None = None

    def family(self) -> list[psutil.Process]:
        """The server and everything that it started."""
        return [self.server, *self.server.children(recursive=True)]

    def wait_until_quiet(self, seconds: float = QUIET_SECONDS) -> None:
        """Until the server and its kernels have nothing to do: ours goes on with the exact scan when the page is there."""
        until, before = time.monotonic() + seconds, -1.0
        while (used := self._used()) - before > 0.02 and time.monotonic() < until:
            before = used
            time.sleep(0.4)

    def memory(self) -> tuple[float, list[float]]:
        """Megabytes (PSS) of everything together, and of each kernel."""
        whole, kernels = 0.0, []
        for process in self.family():
            try:
                size = process.memory_full_info().pss / 1e6
                if any(name in " ".join([process.name(), *process.cmdline()]) for name in KERNELS):
                    kernels.append(size)
                whole += size
            except psutil.NoSuchProcess:
                continue
            except psutil.AccessDenied:
                raise Unmeasured("this account may not read the memory of confined kernels: measure as root") from None
        return whole, kernels

    def _used(self):
        total = 0.0
        for process in self.family():
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += times.user + times.system
        return total


@contextmanager
def our_way(place: Path) -> Iterator[Way]:
    """Ours, with an empty home of its own."""
    port, home = free_port(), place / "home"
    environment = clean_environment(place) | {"ATELIER_HOME": str(home)}
    with served([sys.executable, "-c", SERVE, str(port)], environment, port) as server:
        yield Way("ours", server, f"http://127.0.0.1:{port}", "/simulation", home)


@contextmanager
def stock_way(place: Path) -> Iterator[Way]:
    """Stock Voilà on the simulation's notebook, with its defaults."""
    port, voila = free_port(), stock_program("voila")
    with served([voila, "notebooks/simulation.ipynb", "--no-browser", "--port", str(port)], clean_environment(place),
                port) as server:
        yield Way("stock", server, f"http://127.0.0.1:{port}", "/")


@contextmanager
def both_ways() -> Iterator[tuple[Way, Way]]:
    """Ours and stock, in this order, side by side."""
    with TemporaryDirectory(prefix="bench-") as place, ExitStack() as running:
        stock_program("voila")
        yield running.enter_context(our_way(Path(place))), running.enter_context(stock_way(Path(place)))
