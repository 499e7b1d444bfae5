"""The door to the database: one transaction to write, one to read."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from workflows import settings
from workflows.store import schema
from workflows.store.errors import ConnectionLost, trouble
from workflows.store.workflow_tables import metadata

_PATIENCE = 5  # seconds that a writer waits for another one
_POOL = {"pool_size": 8, "max_overflow": 8, "pool_timeout": _PATIENCE}
_PRAGMAS = (f"busy_timeout={_PATIENCE * 1000}", "journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "foreign_keys=ON",
            "secure_delete=ON", "temp_store=MEMORY")
_SETTINGS = ("synchronous_commit = on", f"lock_timeout = '{_PATIENCE}s'", "timezone = 'UTC'")


class Store:
    """One database. What was written when `write()` ended is on the disk."""

    def __init__(self, url: str | None = None):
        self.url = url or settings.database_url()
        self._wipe_due = False
        where = _address(self.url)
        self.sqlite = where.get_backend_name() == "sqlite"
        if self.sqlite:
            self.engine = create_engine(where, **_POOL)
            event.listen(self.engine, "begin", _begin)
        else:
            self.engine = create_engine(where, pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE}, **_POOL)
        event.listen(self.engine, "connect", _prepare_sqlite if self.sqlite else _prepare_postgres)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on an error. StoreUnavailable when the database cannot."""
        with self._transaction({"writes": True}) as tx:
            yield tx
        if self._wipe_due:
            with suppress(Exception):  # what was written stays written; the next write tries again
                self._wipe()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One look at the database as it is at one moment."""
        options = {} if self.sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._transaction(options) as tx:
            yield tx

    def run(self, work: Callable[[Connection], Any]) -> Any:
        """`work(tx)` in one transaction, once more when the connection was lost before the commit."""
        try:
            with self.write() as tx:
                return work(tx)
        except ConnectionLost as lost:
            if lost.committing:
                raise
        with self.write() as tx:
            return work(tx)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, options: dict) -> Iterator[Connection]:
        committing = False
        try:
            with self._connect(options) as tx:
                yield tx
                committing = True
                tx.commit()
                self._wipe_due |= bool(tx.info.pop("wipe", False))
        except SQLAlchemyError as error:
            known = trouble(error)
            if known is None:
                raise
            known.committing = committing
            raise known from error

    def _connect(self, options: dict) -> Connection:
        """A connection with a transaction begun; tried twice, as the database may be about to return."""
        for last in (False, True):
            tx = None
            try:
                tx = self.engine.connect().execution_options(**options)
                tx.begin()
                return tx
            except SQLAlchemyError as error:
                if tx is not None:
                    with suppress(SQLAlchemyError):
                        tx.close()
                if last or self.sqlite or trouble(error) is None:
                    raise
                time.sleep(0.3)
        raise AssertionError("two tries end above")

    def _wipe(self) -> None:
        """Take what was erased out of the database's own log; where a reader is in the way, after the next write."""
        if self.sqlite:
            plain = self.engine.raw_connection()
            try:
                cursor = plain.cursor()
                cursor.execute("PRAGMA busy_timeout=0")  # it would wait for readers, and writers for it
                self._wipe_due = bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
                cursor.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
            finally:
                plain.close()
        else:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
                plain.exec_driver_sql(f"VACUUM {', '.join(metadata.tables)}")
            self._wipe_due = False


def open_store(url: str | None = None) -> Store:
    """The store, made when it is empty; OldDatabase, NewerDatabase or StrangeDatabase when it does not fit this Atelier."""
    store = Store(url)
    try:
        keep_private(store)
        with store.read() as tx:
            empty = schema.stands_at(tx) is None
        with store.write() if empty else store.read() as tx:
            if empty:
                schema.lock(tx)
            if empty and schema.stands_at(tx) is None:
                schema.migrate(tx)
            schema.check(tx)
    except BaseException:
        store.close()
        raise
    return store


def _address(url: str) -> URL:
    where = make_url(url)
    return where.set(drivername="postgresql+psycopg") if where.get_backend_name() in ("postgresql", "postgres") else where


def keep_private(store: Store) -> None:
    """A new database file is its owner's alone; SQLite gives its log the same rights."""
    name = store.engine.url.database if store.sqlite else None
    if name and name != ":memory:":
        Path(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(name, os.O_CREAT | os.O_RDWR, 0o600))


def _begin(tx: Connection) -> None:
    writes = tx.get_execution_options().get("writes", False)
    if tx.info.get("writes") is not writes:  # the pragma throws away all that SQLite has prepared
        tx.exec_driver_sql(f"PRAGMA query_only={int(not writes)}")
        tx.info["writes"] = writes
    tx.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_sqlite(connection, _) -> None:
    connection.isolation_level = None  # `_begin` says when a transaction begins, and which
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_postgres(connection, _) -> None:
    with connection.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(f"SET {setting}")
    connection.commit()
