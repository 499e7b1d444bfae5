"""Which migration a database stands at, and the way from there."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from workflows.store.errors import NewerDatabase, OldDatabase, StrangeDatabase

_STEPS = ScriptDirectory(str(Path(__file__).parent / "migrations"))


def newest() -> str:
    """The newest migration.

    >>> newest() >= "0002"
    True
    """
    return _STEPS.get_current_head()


def known() -> list[str]:
    """All migrations, oldest first.

    >>> known()[:2]
    ['0001', '0002']
    """
    return [step.revision for step in _STEPS.walk_revisions()][::-1]


def stands_at(tx: Connection) -> str | None:
    """The migration of this database, None when it is empty; StrangeDatabase when its tables are not ours."""
    found = MigrationContext.configure(tx).get_current_revision()
    if found is None and inspect(tx).get_table_names():
        raise StrangeDatabase(tx.engine.url.render_as_string())
    return found


def check(tx: Connection) -> None:
    """Refuse a database that is not at the newest migration."""
    found = stands_at(tx)
    if found in known():
        if found != newest():
            raise OldDatabase(found)
    elif found is not None:
        raise NewerDatabase(found)


def lock(tx: Connection) -> None:
    """Let nobody else migrate until this transaction ends; on SQLite a writer is alone anyway."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(7264501)"))


def migrate(tx: Connection, to: str = "head") -> None:
    """The steps up to `to`, in the transaction that is open: all of them are done, or none."""
    with EnvironmentContext(Config(), _STEPS, fn=lambda found, context: _STEPS._upgrade_revs(to, found)) as steps:
        steps.configure(connection=tx, transactional_ddl=True)
        steps.run_migrations()
