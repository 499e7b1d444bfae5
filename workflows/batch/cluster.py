"""Rows run on the workers of a Dask cluster. Their files come back here: workers need no shared folder and no secret."""

import logging
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from workflows.batch.beyond import Beyond, why
from workflows.batch.one import ANSWER, brought
from workflows.batch.stamp import stamp
from workflows.batch.ways import Way
from workflows.pages.registry import PAGES

CONNECT_SECONDS, WORKER_SECONDS, LOST_SECONDS = 10, 20, 60
"""How long a scheduler, its first worker, and in the middle any worker is waited for."""
LOOK_SECONDS = 5
AHEAD = 2
"""Rows that each place for one is given: what it does, and what it does next."""
HERE = ("localhost", "127.0.0.1", "::1")


def open_to_all(address: str) -> bool:
    """Whether what goes to this address can be read on the way.

    >>> open_to_all("10.0.0.5:8786"), open_to_all("tls://10.0.0.5:8786"), open_to_all("tcp://127.0.0.1:8786")
    (True, False, False)
    """
    found = urlsplit(address if "://" in address else f"tcp://{address}")
    return found.scheme not in ("tls", "wss") and found.hostname not in HERE


def clustered(address: str) -> Way:
    """A way for `run`: rows at the scheduler of this address. Without a number of rows, as many as its workers take."""
    def way(todo: Iterable[tuple[Any, dict[str, Any]]], workers: int, lock: int | None,
            page: str | None = None) -> Iterator[tuple[Any, str]]:
        client = _client(address)
        try:
            version = stamp(PAGES[page])
            _same(client, page, version)
            yield from _rows(client, iter(todo), workers, version, address)
        finally:
            # What still runs there is ended by its worker when its asker is gone.
            client.close()

    return way


def _client(address: str) -> Any:
    try:
        import distributed
        from distributed import Client
    except ImportError:
        raise Beyond("cluster.extra") from None
    for name in ("distributed", "distributed.client", "distributed.core"):
        # A sentence says what is wrong; its log would say the same again in its own words.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client = None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="atelier")
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except distributed.TimeoutError as error:
        if client:
            client.close()
            raise Beyond("cluster.no_worker", address=address) from None
        raise Beyond("cluster.unreachable", address=address, why=why(error)) from None
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise Beyond("cluster.unreachable", address=address, why=why(error)) from None
    return client


def _same(client, page, version):
    """Every worker has this version of the notebook, the program, the law, the words: else reports would differ."""
    from workflows.batch.worker import version_of

    found = client.run(version_of, page, on_error="return")
    other = sorted(worker for worker, said in found.items() if said != version and not isinstance(said, OSError))
    if other:
        raise Beyond("cluster.version", workers=", ".join(other[:5]))


def _rows(client, waiting, workers, version, address) -> Iterator[tuple[Any, str]]:
    from workflows.batch import worker

    running = {}
    while True:
        most = workers or AHEAD * max(1, sum(client.nthreads().values()))
        while len(running) < most and (one := next(waiting, None)):
            job, asked = one
            future = client.submit(worker.row, {**asked, "folder": ""}, version, key=f"row-{uuid4().hex}", pure=False)
            running[future] = job, asked
        if not running:
            return
        for future in _ended(client, list(running), address):
            job, asked = running.pop(future)
            yield job, _kept(future, asked, address)


def _ended(client, futures, address) -> list[Any]:
    """Those that ended, once there is one. Workers may come and go meanwhile."""
    from distributed import CancelledError, TimeoutError, wait

    last = time.monotonic()
    while True:
        try:
            with client.as_current():
                return list(wait(futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if client.status != "running":
                raise Beyond("cluster.lost", address=address) from None
            last = time.monotonic() if client.nthreads() else last
        except (CancelledError, OSError):
            raise Beyond("cluster.lost", address=address) from None
        if time.monotonic() - last > LOST_SECONDS:
            raise Beyond("cluster.no_worker", address=address)


def _kept(future, asked, address) -> str:
    """The files of a row into its folder here, the answer last; its error, "" for none."""
    from distributed import CancelledError

    try:
        back = future.result()
    except (CancelledError, OSError):
        raise Beyond("cluster.lost", address=address) from None
    except Exception as error:  # the row's own: its worker died under it again and again
        return f"{type(error).__name__}: {why(error)}"
    if back.other:
        raise Beyond("cluster.version", workers=back.other)
    try:
        brought(Path(asked["folder"]), back.files.get)
    except OSError as error:
        return f"{type(error).__name__}: {why(error)}"
    return back.error if back.error or ANSWER in back.files else "NoAnswer: "
