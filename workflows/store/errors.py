"""What the store refuses, and why it cannot answer now."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree


class StoreUnavailable(Exception):
    """The database cannot take this now; it may be sent again. `committing`: it may have been taken all the same."""

    committing = False


class Busy(StoreUnavailable):
    """Somebody else was writing for too long."""


class DiskFull(StoreUnavailable):
    """The disk takes no more: full, or a limit was reached."""


class ConnectionLost(StoreUnavailable):
    """The database does not answer."""


class StoreError(Exception):
    """The store will not do this, however often it is asked."""


class OldDatabase(StoreError):
    """The database is older than this Atelier; `atelier upgrade` brings it up to date."""


class NewerDatabase(StoreError):
    """The database was made by a newer Atelier."""


class StrangeDatabase(StoreError):
    """There are tables, but none of ours."""


class NotEmpty(StoreError):
    """A backup is restored into an empty database and an empty folder only. The text names what is not empty."""


class BrokenBackup(StoreError):
    """The file is no backup, or it was changed or cut off. The text says what does not fit."""


class EmailTaken(StoreError):
    """Another person has this address."""


class SubjectTaken(StoreError):
    """Another person signs in with this outside account."""


class UnknownPerson(StoreError):
    """Nobody has this id, or the person was erased."""


class UnknownDraft(StoreError):
    """No draft has this id."""


class DeletedDraft(StoreError):
    """The draft was deleted; it can be restored."""


_SQLITE = {5: Busy, 6: Busy, 13: DiskFull, 10: ConnectionLost, 14: ConnectionLost}
# A write, a sync or a growing file that the system refuses: SQLite tells a limit of the file's size so.
_SQLITE_WRITING = {778: DiskFull, 1034: DiskFull, 1290: DiskFull, 1546: DiskFull, 4874: DiskFull}
_POSTGRES = {"53100": DiskFull, "55P03": Busy, "40001": Busy, "40P01": Busy, "53300": Busy}


def trouble(error: Exception) -> StoreUnavailable | None:
    """What an error of the driver means for who waits, or None where it is a fault of ours."""
    if isinstance(error, NoConnectionFree):
        return Busy(str(error))
    if not isinstance(error, DBAPIError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        kind = _SQLITE_WRITING.get(code) or _SQLITE.get(code & 0xFF)
        return kind(str(error.orig)) if kind else None
    kind = _POSTGRES.get(getattr(error.orig, "sqlstate", None) or "")
    if kind is None and (error.connection_invalidated or isinstance(error, (OperationalError, InterfaceError))):
        kind = ConnectionLost
    return kind(str(error.orig)) if kind else None
