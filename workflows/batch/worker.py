"""What a worker of a Dask cluster does with a row: forks it from a warm parent that it keeps, and sends its files back."""

import json
import select
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import get_worker

from workflows.batch.stamp import code, stamp
from workflows.batch.ways import ATTEMPTS, ROW_SECONDS
from workflows.kernels.engine_fork import Gone, Task, WarmParent
from workflows.kernels.engine_limits import possible
from workflows.pages.registry import PAGES

LOOK_SECONDS = 0.5
"""How often a row that runs is asked whether anybody still wants it."""
BORN = code()
"""The program that this process loaded. Files that are newer mean nothing until it is started again."""
KEPT = 2
"""Warm parents that a worker keeps when nothing runs in them: each has its page ready."""


@dataclass(frozen=True)
class Back:
    """What became of a row: its error or "", its files by name; or which worker has a version that makes other reports."""

    error: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    other: str = ""


class Parents:
    """The warm parents of this worker, by page and version. They end with it: each reads a socket that closes then."""

    def __init__(self):
        self._alone = threading.Lock()
        self._kept: dict[tuple[str, str], WarmParent] = {}
        self._busy: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def lent(self, page: str, version: str) -> Iterator[WarmParent | None]:
        """A warm parent for a row; None where this checkout is of another version."""
        key = page, version
        with self._alone:
            parent = self._kept.pop(key, None)
            # Looked at before it loads: what it has loaded is what is said here.
            if parent is None and version != version_of(page):
                parent = None
            else:
                parent = self._kept[key] = parent or WarmParent(page=page)
                self._busy[key] += 1
                self._end_idle()
                if not parent.alive():
                    parent.start()
        try:
            yield parent
        finally:
            if parent:
                with self._alone:
                    self._busy[key] -= 1

    def _end_idle(self):
        idle = [key for key in self._kept if not self._busy[key]]
        for key in idle[:max(0, len(self._kept) - KEPT)]:
            self._kept.pop(key).stop()


PARENTS = Parents()


def version_of(page: str) -> str:
    """The version of this worker for a page; "" where it has no such page, loaded another program, or cannot fork rows."""
    try:
        return stamp(PAGES[page]) if possible() and code() == BORN else ""
    except (KeyError, OSError):
        return ""


def row(asked: dict[str, Any], version: str) -> Back:
    """As `run_one`, in a process of its own, below the folder of this worker; ended when nobody wants it any more."""
    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state == "executing"

    for _ in range(ATTEMPTS):
        with TemporaryDirectory(prefix="row-", dir=worker.local_directory) as folder:
            back = _forked({**asked, "folder": f"{folder}/row"}, version, wanted)
        if back is not None:
            return back
    return Back("DeadProcess: ")


def _forked(asked, version, wanted) -> Back | None:
    """One attempt; None when the warm parent ended under it, which may not have been the row's fault."""
    folder = Path(asked["folder"])
    with PARENTS.lent(asked["page_name"], version) as parent:
        if parent is None:
            return Back(other=get_worker().address)
        try:
            task = parent.fork("workflows.batch.one:row", asked)
        except Gone:
            return None
        said, late = _heard(task, wanted)
        lives = parent.alive()
        task.end()
    if said.endswith(b'"'):
        return Back(json.loads(said), {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {})
    if late or lives:
        return Back(f"TimeoutError: {ROW_SECONDS} s" if late else "DeadProcess: ")
    return None


def _heard(task: Task, wanted: Callable[[], bool]) -> tuple[bytes, bool]:
    """All that the row's process says until it ends, and whether it took too long."""
    said, until, line = b"", time.monotonic() + ROW_SECONDS, select.poll()
    line.register(task.line, select.POLLIN)
    while wanted():
        if time.monotonic() > until:
            return said, True
        if line.poll(1000 * LOOK_SECONDS):
            try:
                more = task.line.recv(1 << 16)
            except ConnectionError:
                more = b""
            if not more:
                break
            said += more
    return said, False
