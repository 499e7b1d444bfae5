"""A folder or a bucket elsewhere to which rows and tables are copied, through fsspec.

What is there is whole: an answer is the last of its row.
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from workflows.batch.beyond import Beyond, why
from workflows.batch.one import ANSWER, FILES, FIRST_BYTES, brought, digest_in, digest_of

STORES = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"}
"""There an object is whole or not there; elsewhere a file is written beside its name first."""
SIDE_BY_SIDE = 8


class Place:
    """What a URL names: `s3://bucket/folder`, `file:///folder`, a path, and whatever else fsspec knows."""

    def __init__(self, url: str):
        self.url = url
        try:
            from fsspec.core import url_to_fs
            self._files, self._root = url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
        except Exception as error:
            raise _said(error, url) from None
        self._root = self._root.rstrip("/")
        known = self._files.protocol
        self._store = bool(STORES & set([known] if isinstance(known, str) else known))

    def probe(self) -> None:
        """Beyond where nothing can be written: better now than after an hour."""
        self._tried(self._write, f"{self._root}/.batch", b"")

    def rows(self) -> set[str]:
        """The folders of the rows whose answer is there."""
        found = self._tried(self._files.find, self._root, maxdepth=2)
        return {path.split("/")[-2] for path in found if path.endswith(f"/{ANSWER}")}

    def digest(self, folder: str) -> str:
        """What the row there was made from; "" when it is not done."""
        answer = f"{self._root}/{folder}/{ANSWER}"
        return digest_of(self._if_there(self._files.cat_file, answer, start=0, end=FIRST_BYTES) or b"")

    def bring(self, place: Path) -> None:
        """A row from there into its folder here."""
        brought(place, lambda name: self._if_there(self._files.cat_file, f"{self._root}/{place.name}/{name}"))

    def send(self, place: Path) -> None:
        """A row's folder from here; an answer that stands there goes first, as what is beside it may be half new soon."""
        target = f"{self._root}/{place.name}"
        if self.digest(place.name):
            self._if_there(self._files.rm_file, f"{target}/{ANSWER}")
        for name in FILES:
            if (place / name).is_file():
                self.put(place / name, f"{place.name}/{name}")

    def put(self, path: Path, name: str) -> None:
        """One file under a name."""
        self._tried(self._write, f"{self._root}/{name}", path.read_bytes())

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        self._if_there(self._files.rm_file, f"{self._root}/{name}")

    def _write(self, target: str, content: bytes) -> None:
        if self._store:
            self._files.pipe_file(target, content)
            return
        self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(f"{target}.part", content)
        self._files.mv(f"{target}.part", target)

    def _tried(self, call, *given: Any, **named: Any) -> Any:
        try:
            return call(*given, **named)
        except Exception as error:
            raise _said(error, self.url) from None

    def _if_there(self, call, *given: Any, **named: Any) -> Any:
        """As `_tried`; None where there is no such file."""
        try:
            return call(*given, **named)
        except FileNotFoundError:
            return None
        except Exception as error:
            raise _said(error, self.url) from None


class Copies:
    """The rows of a batch on their way to a place. The first trouble ends the copying, not the batch: its files are kept."""

    def __init__(self, url: str, out: Path):
        self._place, self._out = Place(url), out
        self._pool = ThreadPoolExecutor(SIDE_BY_SIDE)
        self._sent: list[Future] = []
        self._trouble: Beyond | None = None

    def level(self, rows: dict[str, str]) -> None:
        """Rows (folder to digest) that are there and not here are brought; those that are only here are sent."""
        self._place.probe()
        there = self._place.rows()
        list(self._pool.map(lambda folder: self._level(folder, rows[folder], folder in there), rows))

    def _level(self, folder, digest, there):
        here, same = digest_in(self._out / folder) == digest, there and self._place.digest(folder) == digest
        if here and not same:
            self._place.send(self._out / folder)
        elif same and not here:
            self._place.bring(self._out / folder)

    def send(self, folder: str) -> None:
        """A row that just ended; beside the others."""
        if self._trouble is None:
            self._sent.append(self._pool.submit(self._send, folder))

    def _send(self, folder):
        if self._trouble is None:
            try:
                self._place.send(self._out / folder)
            except Beyond as trouble:
                self._trouble = trouble

    def end(self, tables: Iterable[Path]) -> Beyond | None:
        """Wait for all of it, then the tables, those that are no more taken away; what went wrong, if anything did."""
        self._pool.shutdown()
        try:
            for path in tables if self._trouble is None else ():
                if path.is_file():
                    self._place.put(path, path.name)
                else:
                    self._place.remove(path.name)
        except Beyond as trouble:
            self._trouble = trouble
        return self._trouble


class NoCopies:
    """What stays where it was made."""

    def level(self, rows: dict[str, str]) -> None:
        """As Copies."""

    def send(self, folder: str) -> None:
        """As Copies."""

    def end(self, tables: Iterable[Path]) -> None:
        """As Copies."""


def copies_to(url: str, out: Path) -> Copies | NoCopies:
    """Copies of the rows' folders in `out`; none without a URL."""
    return Copies(url, out) if url else NoCopies()


def _said(error: BaseException, url: str) -> Beyond:
    """A trouble of somebody else's program as a sentence that names the way out."""
    if isinstance(error, ImportError):
        return Beyond("place.extra", url=url, why=why(error))
    if isinstance(error, ValueError):
        return Beyond("place.unknown", url=url, why=why(error))
    if isinstance(error, FileNotFoundError):
        return Beyond("place.missing", url=url)
    if isinstance(error, PermissionError) or "Credential" in type(error).__name__:
        return Beyond("place.refused", url=url, why=why(error))
    return Beyond("place.unreachable", url=url, why=why(error))
