"""Backup, restore and upgrade. One file has the database and the attachments, from either kind of database to either."""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workflows import settings
from workflows.store import schema
from workflows.store.archive import Archive, Manifest, sync_folder, unpack, writing
from workflows.store.engine import Store, keep_private
from workflows.store.errors import BrokenBackup, NewerDatabase, NotEmpty
from workflows.store.journal import latest, verify
from workflows.store.rows import read_rows, tables, write_rows
from workflows.store.text import iso


@dataclass(frozen=True)
class Upgrade:
    """From which migration to which, and where the backup of what was there before lies."""

    before: str | None
    after: str
    backup: Path | None


def backup_name(home: Path, now: datetime) -> Path:
    """Where a backup goes when nobody says where.

    >>> from datetime import UTC
    >>> backup_name(Path("home"), datetime(2026, 7, 1, 12, tzinfo=UTC)).as_posix()
    'home/backups/atelier-20260701-120000-000000.tar.gz'
    """
    return home / "backups" / f"atelier-{now:%Y%m%d-%H%M%S-%f}.tar.gz"


def backup(store: Store, target: Path, now: datetime, home: Path | None = None) -> Manifest:
    """All rows as they are at one moment, and the attachments. FileExistsError when `target` is there."""
    attachments = (home or settings.home_folder()) / "attachments"
    with writing(target) as archive, store.read() as tx:
        version = schema.stands_at(tx)
        for table in tables(tx):
            with tempfile.TemporaryFile(dir=target.parent) as file:
                write_rows(tx, table, file)
                size = file.tell()
                file.seek(0)
                archive.add(f"tables/{table.name}.jsonl", file, size)
        # After the rows: an attachment that a row names was there before the row.
        _add_folder(archive, attachments)
        return archive.finish(version or "", latest(tx), iso(now))


def restore(archive: Path, url: str | None = None, home: Path | None = None) -> Manifest:
    """A backup into an empty database and an empty folder, brought to the newest migration; all of it, or nothing."""
    home = home or settings.home_folder()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    attachments = home / "attachments"
    if attachments.is_dir() and any(attachments.iterdir()):
        raise NotEmpty(str(attachments))
    with closing(Store(url)) as store, tempfile.TemporaryDirectory(prefix=".restoring-", dir=home) as folder:
        keep_private(store)
        with store.write() as tx:
            schema.lock(tx)
            if schema.stands_at(tx) is not None:
                raise NotEmpty(store.engine.url.render_as_string())
            manifest = unpack(archive, Path(folder))
            if manifest.version not in schema.known():
                raise NewerDatabase(manifest.version)
            schema.migrate(tx, manifest.version)
            read_rows(tx, Path(folder) / "tables")
            schema.migrate(tx)
            if verify(tx) is not None:
                raise BrokenBackup("journal")
            _place(Path(folder) / "attachments", attachments)
    return manifest


def upgrade(store: Store, now: datetime, home: Path | None = None) -> Upgrade:
    """Bring a database to the newest migration, after a backup in `home/backups`; all steps in one transaction, or none."""
    home = home or settings.home_folder()
    keep_private(store)
    with store.read() as tx:
        before = schema.stands_at(tx)
    if before is not None and before not in schema.known():
        raise NewerDatabase(before)
    if before == schema.newest():
        return Upgrade(before, before, None)
    kept = None
    if before is not None:
        kept = backup_name(home, now)
        backup(store, kept, now, home)
    with store.write() as tx:
        schema.lock(tx)
        schema.migrate(tx)
    return Upgrade(before, schema.newest(), kept)


def _add_folder(archive: Archive, folder: Path) -> None:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                archive.add(f"attachments/{path.relative_to(folder).as_posix()}", file, path.stat().st_size)


def _place(source: Path, target: Path) -> None:
    """The attachments are there before the rows that name them."""
    if source.is_dir():
        if target.is_dir():
            target.rmdir()
        source.rename(target)
        sync_folder(target.parent)
