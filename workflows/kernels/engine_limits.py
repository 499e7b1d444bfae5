"""What a process of a run is bound to: its memory, its parent's life, and an end that leaves nothing behind."""

import os
import signal
import sys
from pathlib import Path

try:
    import resource

    from workflows.kernels.syscalls import prctl
except (ImportError, TypeError):  # Windows has neither; nothing is forked there.
    resource = prctl = None

MEMORY = 2 << 30
"""Bytes that a notebook may take beyond what its warm parent had loaded. Kept by RLIMIT_DATA, which counts what a process
writes for itself; RLIMIT_AS would also count what is only mapped, as numbers' libraries do by the gigabyte."""

_DIE_WITH_PARENT, _SUBREAPER = 1, 36


def possible() -> bool:
    """Whether runs can be forked here: everything that is needed is there on Linux only."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def limit_memory(most: int | None) -> None:
    """No more than so many bytes beyond what this process has; a MemoryError is what the notebook sees."""
    if most is None:
        return
    used = next(int(line.split()[1]) * 1024 for line in Path("/proc/self/status").read_text().splitlines()
                if line.startswith("VmData:"))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = used + most if hard == resource.RLIM_INFINITY else min(used + most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, wanted))


def die_with(parent: int) -> None:
    """This process ends when its parent ends, however that ended."""
    prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt() -> None:
    """Whatever a notebook starts, and leaves behind, becomes a child of this process: it can be found and ended."""
    prctl(_SUBREAPER, 1)


def end_strays(known: frozenset[int] = frozenset()) -> None:
    """End every child of this process but those that are known, and theirs when they become ours."""
    while strays := _children() - known:
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue


def _children():
    found = set()
    for thread in os.listdir("/proc/self/task"):
        try:
            found.update(int(pid) for pid in Path(f"/proc/self/task/{thread}/children").read_text().split())
        except FileNotFoundError:
            continue
    return found
