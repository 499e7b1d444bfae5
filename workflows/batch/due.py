"""What a timer starts: every definition whose moment came, once, and what died half-way, to its end."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.batch.definitions import Found, definitions
from workflows.batch.workflow import Desk, Overlap, go_on, start
from workflows.store import runs
from workflows.store.runs import Run

KEPT = timedelta(days=400)
"""How long the files of a run are kept: they hold what people earn. A yearly one can be compared with the one before."""


@dataclass(frozen=True)
class Looked:
    """What became of one definition: its run, or why there was none (waived, busy, failed, nothing)."""

    name: str
    what: str
    run: Run | None = None


def run_due(desk: Desk, known: dict[str, Found] | None = None) -> list[Looked]:
    """Look once at every schedule. Missed moments are caught up by one run, for the newest of them."""
    found = definitions() if known is None else known
    forget_old(desk)
    return [_look(desk, one) for one in found.values()
            if one.definition and one.definition.schedule and not one.troubles]


def forget_old(desk: Desk) -> None:
    """Take away the files of runs that ended long ago; the database still says that they were."""
    with desk.house.store.read() as tx:
        old = runs.ended_before(tx, desk.clock() - KEPT)
    for one in old:
        shutil.rmtree(desk.folder(one), ignore_errors=True)
        with desk.house.store.write() as tx:
            runs.forgotten(tx, one.id)


def _look(desk: Desk, found: Found) -> Looked:
    now = desk.clock()
    due = found.definition.schedule.last_due(now)
    with desk.house.store.write() as tx:
        if not runs.known(tx, found.name):
            # Seen for the first time: what was due before anybody had this definition is nobody's miss.
            runs.begin(tx, found.name, now, "", "", due=due, state="waived")
            return Looked(found.name, "waived")
        runs.bury(tx, found.name, now)
        mine = runs.of_moment(tx, found.name, due)
    return _run(desk, found, mine, due)


def _run(desk: Desk, found: Found, mine: Run | None, due: datetime) -> Looked:
    if mine is not None and mine.state not in ("broken", "running"):
        return Looked(found.name, "nothing", mine)
    try:
        # A row that says "running" has a process that holds the lock, or it died on this machine: both are tried.
        return Looked(found.name, "run", start(desk, found, due=due) if mine is None else go_on(desk, found, mine.id))
    except Overlap:
        return Looked(found.name, "busy", mine)
    except Exception:  # its row says why; the other definitions have their turn
        return Looked(found.name, "failed", mine)
