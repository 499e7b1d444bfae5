"""How rows are run side by side: forked from a warm parent, or as stock papermill does it."""

import json
import selectors
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import Any

from workflows.batch.one import run_one
from workflows.kernels.engine_fork import Gone, Task, WarmParent

Way = Callable[[Iterable[tuple[Any, dict[str, Any]]], int, int | None, str | None], Iterator[tuple[Any, str]]]
"""Takes (job, arguments of `run_one`), how many side by side, a lock and the page; gives (job, error) as rows end."""

ROW_SECONDS = 1200
"""The most that a row may take with its notebook and its reports; it is ended then."""

ATTEMPTS = 2
"""A row whose warm parent died under it is run again once: it may not have been to blame."""


def forked(todo: Iterable[tuple[Any, dict[str, Any]]], workers: int, lock: int | None,
           page: str | None = None) -> Iterator[tuple[Any, str]]:
    """Each (job, arguments of `run_one`) in a process of its own; yields (job, error) as they end, "" for none.

    `lock`: a descriptor that every process holds open, so that nobody else begins while one of them still writes.
    """
    waiting, running = iter(todo), {}
    with WarmParent(() if lock is None else (lock,), page) as parent, selectors.DefaultSelector() as selector:

        def begin(job, asked, attempt) -> tuple[Any, str] | None:
            for last in (False, True):
                if not parent.alive():
                    parent.start()
                try:
                    task = parent.fork("workflows.batch.one:row", asked)
                    break
                except Gone as error:
                    if last:
                        return job, f"Gone: {error}"
            running[task] = (job, asked, attempt, parent.pid, bytearray(), time.monotonic() + ROW_SECONDS)
            selector.register(task.line, selectors.EVENT_READ, task)
            return None

        def finish(task) -> tuple[Any, str] | None:
            job, asked, attempt, its, said, until = running.pop(task)
            selector.unregister(task.line)
            orphan = its != parent.pid or not parent.alive()
            task.end()
            if said.endswith(b'"'):
                return job, json.loads(said)
            if orphan and attempt < ATTEMPTS:
                return begin(job, asked, attempt + 1)
            return job, f"TimeoutError: {ROW_SECONDS} s" if time.monotonic() > until else "DeadProcess: "

        while True:
            while len(running) < workers and (one := next(waiting, None)):
                if failed := begin(*one, 1):
                    yield failed
            if not running:
                return
            ended = [key.data for key, _ in selector.select(1) if not _said(key.data, running[key.data][-2])]
            late = [task for task, (*_, until) in running.items() if time.monotonic() > until and task not in ended]
            yield from filter(None, map(finish, ended + late))


def _said(task: Task, said: bytearray) -> bool:
    """Keep what it said; False when it has nothing more to say."""
    try:
        more = task.line.recv(1 << 16)
    except ConnectionError:
        return False
    said += more
    return bool(more)


def pooled(todo: Iterable[tuple[Any, dict[str, Any]]], workers: int, *_: object) -> Iterator[tuple[Any, str]]:
    """As `forked`, with papermill's own engine: a process for each worker, an interpreter for each row."""
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))
    running: dict[Future, Any] = {}
    waiting, whole = iter(todo), False
    try:
        while True:
            while len(running) < 2 * workers and (one := next(waiting, None)):
                running[pool.submit(run_one, **one[1])] = one[0]
            if not running:
                whole = True
                return
            for future in wait(running, return_when=FIRST_COMPLETED)[0]:
                yield running.pop(future), str(future.exception() or future.result()).strip()
    finally:
        if not whole:
            for process in list((pool._processes or {}).values()):
                process.terminate()
        pool.shutdown(wait=whole, cancel_futures=True)
