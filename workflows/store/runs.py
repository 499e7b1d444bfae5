"""Batches that ran or are running: one row each, claimed before the work and beaten while it lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from workflows.store.insert import insert_once
from workflows.store.text import fresh_id
from workflows.store.workflow_tables import batch_runs as table

SILENT, FRESH = timedelta(minutes=30), timedelta(minutes=1)
"""A run that gave no sign of life for so long has died, whatever its row says; one that is fresh may be about to begin."""


@dataclass(frozen=True)
class Run:
    """One run. `due`: the moment of the schedule that it belongs to, None where somebody started it."""

    id: str
    name: str
    due: datetime | None
    state: str
    started_at: datetime
    beat_at: datetime
    ended_at: datetime | None
    by: str | None
    host: str
    folder: str
    rows: int
    done: int
    kept: int
    refused: int
    failed: int
    mailed: int
    why: str


_COLUMNS = [table.c[name] for name in Run.__dataclass_fields__]


def begin(tx: Connection, name: str, now: datetime, host: str, folder: str, *, due: datetime | None = None,
          by: str | None = None, state: str = "running") -> Run | None:
    """A new run, or None: another one is under way, or this moment of the schedule had its run."""
    ended = None if state == "running" else now
    made = fresh_id()
    fresh = insert_once(tx, table, (), id=made, name=name, due=due, state=state, started_at=now, beat_at=now, ended_at=ended,
                        by=by, host=host, folder=folder, rows=0, done=0, kept=0, refused=0, failed=0, mailed=0, why="")
    return run(tx, made) if fresh else None


def beat(tx: Connection, id: str, now: datetime, **counts: int) -> None:
    """A sign of life, with what is done so far."""
    tx.execute(update(table).where(table.c.id == id, table.c.state == "running").values(beat_at=now, **counts))


def end(tx: Connection, id: str, now: datetime, state: str, why: str = "", **counts: int) -> None:
    """How a run ended."""
    tx.execute(update(table).where(table.c.id == id).values(state=state, ended_at=now, beat_at=now, why=why, **counts))


def again(tx: Connection, id: str, now: datetime, host: str) -> bool:
    """Let a run that ended go on; False where another one of its definition is under way."""
    one = run(tx, id)
    if one is None or under_way(tx, one.name) is not None:
        return False
    done = tx.execute(update(table).where(table.c.id == id, table.c.state != "running").values(
        state="running", beat_at=now, ended_at=None, host=host, why=""))
    return done.rowcount == 1


def bury(tx: Connection, name: str, now: datetime, here: str = "") -> None:
    """Note that runs of a definition have died: silent for too long, or without the lock of the machine `here`."""
    for one in tx.execute(select(*_COLUMNS).where(table.c.name == name, table.c.state == "running")):
        if one.beat_at < now - (FRESH if one.host == here else SILENT):
            end(tx, one.id, now, "broken", "batches.broken")


def run(tx: Connection, id: str) -> Run | None:
    """The run of an id."""
    row = tx.execute(select(*_COLUMNS).where(table.c.id == id)).first()
    return row and Run(*row)


def under_way(tx: Connection, name: str) -> Run | None:
    """The run of a definition that is not at its end."""
    row = tx.execute(select(*_COLUMNS).where(table.c.name == name, table.c.state == "running")).first()
    return row and Run(*row)


def ended_before(tx: Connection, day: datetime) -> list[Run]:
    """Runs that ended before an instant and still have files."""
    found = tx.execute(select(*_COLUMNS).where(table.c.ended_at < day, table.c.folder != ""))
    return [Run(*row) for row in found]


def forgotten(tx: Connection, id: str) -> None:
    """Note that the files of a run are gone."""
    tx.execute(update(table).where(table.c.id == id).values(folder=""))


def runs(tx: Connection, name: str, limit: int = 20) -> list[Run]:
    """What ran of a definition, the newest first; what was waived did not run."""
    found = tx.execute(select(*_COLUMNS).where(table.c.name == name, table.c.state != "waived")
                       .order_by(table.c.started_at.desc(), table.c.id).limit(limit))
    return [Run(*row) for row in found]


def known(tx: Connection, name: str) -> bool:
    """Whether a moment of the definition's schedule was looked at before, run or waived."""
    return tx.execute(select(table.c.id).where(table.c.name == name, table.c.due.is_not(None)).limit(1)).first() is not None


def of_moment(tx: Connection, name: str, due: datetime) -> Run | None:
    """The run of a moment of the schedule."""
    row = tx.execute(select(*_COLUMNS).where(table.c.name == name, table.c.due == due)).first()
    return row and Run(*row)
