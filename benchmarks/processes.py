"""Programs that are started for a measurement: a clean environment, a limit of time, and an end that leaves nothing."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS, END_SECONDS = 120, 10
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Unmeasured(RuntimeError):
    """A measurement could not be made; the text is a sentence for the person."""


def clean_environment(place: Path) -> dict[str, str]:
    """This process's environment without what would change a measurement; Jupyter's own folders stand below `place`."""
    left_out = ("JUPYTER", "IPYTHON", "PYTHON", "SERVER_SOFTWARE", "VIRTUAL_ENV", "QUERY_STRING", "VOILA")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    folders = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
               "IPYTHONDIR": "ipython"}
    for folder in folders.values():
        (place / folder).mkdir(parents=True, exist_ok=True)
    return kept | {name: str(place / folder) for name, folder in folders.items()}


def run(command: list[str | Path], environment: dict[str, str], seconds: float) -> str:
    """What the command printed; Unmeasured when it fails or takes longer than `seconds`."""
    with started(command, environment, subprocess.PIPE) as process:
        try:
            said, complaints = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Unmeasured(f"{_named(command)} took longer than {seconds:.0f} s") from None
    if process.returncode:
        last = (complaints.strip().splitlines() or ["it said nothing"])[-1]
        raise Unmeasured(f"{_named(command)} ended with status {process.returncode}: {last}")
    return said


@contextmanager
def served(command: list[str | Path], environment: dict[str, str], port: int) -> Iterator[psutil.Process]:
    """A server while it is needed: ready when it listens on `port`, and ended with all its kernels."""
    with started(command, environment) as process:
        until = time.monotonic() + START_SECONDS
        while not _listens(port):
            if process.poll() is not None:
                raise Unmeasured(f"{_named(command)} ended with status {process.returncode} before it listened")
            if time.monotonic() > until:
                raise Unmeasured(f"{_named(command)} did not listen within {START_SECONDS} s")
            time.sleep(0.1)
        yield psutil.Process(process.pid)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def started(command: list[str | Path], environment: dict[str, str],
            output: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen]:
    """A program while it is looked at; it is ended with all that it started."""
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment, stdout=output, stderr=output,
                               stdin=subprocess.DEVNULL, text=True, start_new_session=True)
    try:
        yield process
    finally:
        _end(process)


def _end(process):
    """The program, its group, and the kernels: they have sessions of their own, so a signal to the group misses them."""
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    for sent in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, sent)
        for child in family:
            try:
                child.send_signal(sent)
            except psutil.NoSuchProcess:
                continue
        _, family = psutil.wait_procs(family, timeout=END_SECONDS)
        try:
            process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    for stream in filter(None, (process.stdout, process.stderr)):
        stream.close()


def _listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _named(command):
    return " ".join(Path(part).name if isinstance(part, Path) else part for part in command[:4])
