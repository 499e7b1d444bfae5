"""Files beside the database, each named by its content: a document, a receipt. The file is there before its row."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from workflows.store.archive import sync_folder
from workflows.store.insert import insert_once
from workflows.store.order_tables import attachments as table


class MissingFile(Exception):
    """The database names a file that is not there, or that is not the one that was kept."""


def keep(tx: Connection, home: Path, content: bytes, type: str, now: datetime) -> str:
    """Keep a file for good, and its row; its SHA-256. The same content is kept once."""
    name = hashlib.sha256(content).hexdigest()
    path = _path(home, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, content)
        sync_folder(path.parent)
    insert_once(tx, table, ("sha256",), sha256=name, type=type, size=len(content), created_at=now)
    return name


def read(home: Path, name: str) -> bytes:
    """A file that was kept; MissingFile when it is gone or changed."""
    try:
        content = _path(home, name).read_bytes()
    except FileNotFoundError:
        raise MissingFile(name) from None
    if hashlib.sha256(content).hexdigest() != name:
        raise MissingFile(name)
    return content


def type_of(tx: Connection, name: str) -> str | None:
    """The type of a file, None when there is no such row."""
    return tx.execute(select(table.c.type).where(table.c.sha256 == name)).scalar()


def _write(path: Path, content: bytes) -> None:
    """The whole file under its name, or nothing of it: where the disk is full no piece may fill it further."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def _path(home: Path, name: str) -> Path:
    return home / "attachments" / name[:2] / name
