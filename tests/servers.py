"""Programs that tests start and watch: a free port, a server that answers, what a process was started as."""

import socket
import subprocess
import time
import urllib.request

import psutil


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen, seconds: float = 90) -> str:
    """What the address answers, once it does; the process must live until then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            return urllib.request.urlopen(address, timeout=60).read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"nothing answered within {seconds} s")


def kernels_below(process: psutil.Process) -> set[psutil.Process]:
    """The kernels that a process or what it started runs, and that are alive."""
    found = set()
    for child in process.children(recursive=True):
        try:
            if child.name() == "atelier-kernel" or "ipykernel_launcher" in " ".join(child.cmdline()):
                found.add(child)
        except psutil.Error:
            continue  # it ended while we looked
    return found
