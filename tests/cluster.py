"""A real cluster on this machine: a scheduler and workers in processes of their own, over TCP."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

DASK = Path(sys.executable).parent / "dask"
SECONDS = 60


class Cluster:
    """`address` of a scheduler, and the worker processes that were started for it."""

    def __init__(self, folder: Path, options: tuple[str, ...] = (), protocol: str = "tcp"):
        self.folder, self.options, self.workers = folder, options, []
        about = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", f"{protocol}://127.0.0.1", "--port", "0", "--no-dashboard",
                                     "--scheduler-file", str(about))
        until(about.exists)
        self.address = json.loads(about.read_text(encoding="utf-8"))["address"]

    def worker(self, **environment: str) -> psutil.Process:
        """One more, with a place for one row, known to the scheduler; nothing starts it again when it dies."""
        number = len(self.workers) + 1
        place, log = self.folder / f"worker-{number}", self.folder / f"worker-{number}.log"
        self.workers.append(self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--name", f"w{number}",
            "--local-directory", str(place), log=log, **environment))
        until(lambda: "Registered to" in log.read_text(encoding="utf-8"))
        return psutil.Process(self.workers[-1].pid)

    def _start(self, what: str, *options: str, log: Path | None = None, **environment: str) -> subprocess.Popen:
        with (log or self.folder / f"{what}.log").open("w") as said:
            return subprocess.Popen([DASK, what, *options, *self.options], stdout=said, stderr=said, stdin=subprocess.DEVNULL,
                                    env={**os.environ, **environment}, start_new_session=True)

    def stop(self) -> None:
        for one in [*self.workers, self.scheduler]:
            if one.poll() is None:
                one.send_signal(signal.SIGKILL)
            one.wait()


@contextmanager
def cluster(folder: Path, workers: int = 2, **how) -> Iterator[Cluster]:
    """A scheduler with so many workers, ended afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Cluster(folder, **how)
    try:
        for _ in range(workers):
            found.worker()
        yield found
    finally:
        found.stop()


def until(happened, seconds: float = SECONDS) -> None:
    """Wait for something; fails when it does not come."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
