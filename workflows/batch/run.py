"""Rows become reports, side by side in processes; what is done stays done when the batch is started again."""

import csv
import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workflows.batch.one import REPORTS, brought, digest_in
from workflows.batch.stamp import stamp
from workflows.batch.table import Row
from workflows.batch.ways import Way, forked, pooled
from workflows.kernels.engine import NAME
from workflows.kernels.engine_limits import possible
from workflows.pages.registry import Page
from workflows.questions.base import Questions
from workflows.questions.problems import problems
from workflows.whole import whole
from workflows.words.catalogue import LANGUAGES, Words
from workflows.words.cells import inert

try:
    import fcntl
except ImportError:  # Windows has no such locks; there two batches into one folder are the user's to avoid.
    fcntl = None


BUSY_SECONDS = 2.0


class FolderBusy(RuntimeError):
    """Another batch is writing into this folder."""


@dataclass(frozen=True)
class Job:
    """One row that passed the questions: where its files go, what identifies its content, and which reports are made."""

    row: Row
    questions: Questions
    folder: str
    digest: str
    kinds: tuple[str, ...]


@dataclass
class Outcome:
    """What a batch did. `refused`: (row, name, field, sentence); `failed`: (row, name, error)."""

    done: int = 0
    kept: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)
    failed: list[tuple[int, str, str]] = field(default_factory=list)
    interrupted: bool = False


def check(rows: list[Row], page: Page, words: Words,
          kinds: tuple[str, ...] = REPORTS) -> tuple[list[Job], list[tuple[int, str, str, str]]]:
    """Every row through the questions first: jobs for those that fit, sentences for the others. `kinds`: of reports."""
    jobs, refused = [], []
    its = stamp(page)
    for row in rows:
        try:
            questions = page.model(**row.values)
        except ValidationError as error:
            refused += [(row.number, row.name, p.field, p.sentence) for p in problems(error, page.model, words)]
            continue
        if row.language not in LANGUAGES:
            refused.append((row.number, row.name, "language", words("batch.language", value=row.language)))
            continue
        content = json.dumps([questions.model_dump(mode="json"), row.language, its, kinds], sort_keys=True)
        folder = f"{row.number:05d}-{slug(row.name) or page.name}"
        jobs.append(Job(row, questions, folder, hashlib.sha256(content.encode()).hexdigest(), kinds))
    return jobs, refused


def run(jobs: list[Job], page: Page, out: Path, workers: int, tell: Callable[[int, int], None], engine: str = NAME,
        fresh: bool = False, lock: int | None = None, made_on: date | None = None, way: Way | None = None,
        ended: Callable[[Job], None] = lambda job: None) -> Outcome:
    """Run what is not done yet; `fresh`: all of them. `tell(done, of)` after every row. Ctrl-C ends it cleanly; the next
    start goes on. `lock`: see `alone_in`. `made_on`: the day that reports bear, today's when none is given. `way`: how rows
    are run, on this machine when none is given. `ended`: told of each row that went well.
    """
    outcome, day = Outcome(), (made_on or date.today()).isoformat()
    out.mkdir(parents=True, exist_ok=True)
    todo = jobs if fresh else _not_done(jobs, out)
    outcome.kept = len(jobs) - len(todo)
    tell(outcome.kept, len(jobs))
    asked = ((job, {"page_name": page.name, "parameters": parameters(job), "folder": str(out / job.folder),
                    "digest": job.digest, "made_on": day, "engine": engine,
                    "kinds": job.kinds}) for job in todo)
    way = way or (forked if engine == NAME and possible() else pooled)
    rows = way(asked, workers, lock, page.name)
    try:
        for job, error in rows if todo else ():
            if error:
                outcome.failed.append((job.row.number, job.row.name, error.strip()))
            else:
                outcome.done += 1
                ended(job)
            tell(outcome.kept + outcome.done + len(outcome.failed), len(jobs))
    except KeyboardInterrupt:
        outcome.interrupted = True
    finally:
        rows.close()
    return outcome


def _not_done(jobs, out):
    """The jobs without an answer. One whose content was done for another row takes that row's files."""
    todo = [job for job in jobs if not is_done(out, job)]
    if todo:
        places = {digest: place for place in out.iterdir() if (digest := digest_in(place))}
        todo = [job for job in todo if not _taken(places.get(job.digest), out / job.folder, job.digest)]
    return todo


def _taken(source, target, digest):
    """Copy a finished row's files; False where they are not there any more."""
    # Where two rows changed places, the source was the target of the other a moment ago.
    if source is None or digest_in(source) != digest:
        return False
    try:
        brought(target, lambda name: (source / name).read_bytes() if (source / name).is_file() else None)
    except OSError:
        return False
    return digest_in(target) == digest


def parameters(job: Job) -> dict[str, Any]:
    """What papermill is given for a row: only what differs from the notebook's own cell."""
    said = {name: _listed(value) for name, value in job.questions.typed().items()}
    return {**said, "language": job.row.language}


def is_done(out: Path, job: Job) -> bool:
    """Whether the row's answer is there and is that of exactly these questions."""
    return digest_in(out / job.folder) == job.digest


def write_table(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    """A CSV that appears whole or not at all; without rows it is taken away."""
    if not rows:
        path.unlink(missing_ok=True)
        return
    with whole(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *([inert(cell) for cell in row] for row in rows)])


@contextmanager
def alone_in(out: Path) -> Iterator[int]:
    """Nobody else writes into this folder meanwhile; FolderBusy otherwise.

    Gives the lock's descriptor: whoever inherits it keeps the folder closed, so that the rows of a batch that was killed
    are all ended before another one begins. For that the lock is waited for a little.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".batch").open("w") as lock:
        until = time.monotonic() + BUSY_SECONDS
        while fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() > until:
                    raise FolderBusy(out) from error
                time.sleep(0.05)
        yield lock.fileno()


def slug(name: str) -> str:
    """A name as part of a file name.

    >>> slug("Éloïse D'Hondt & fils 🎨")
    'eloise-d-hondt-fils'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def _listed(value: Any) -> Any:
    return [_listed(part) for part in value] if isinstance(value, tuple) else value
