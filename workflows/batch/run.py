"""Rows become reports, side by side in processes; what is done stays done when the batch is started again."""

import csv
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workflows.batch.one import run_one
from workflows.batch.table import Row
from workflows.pages.registry import Page
from workflows.questions.base import Questions
from workflows.questions.problems import problems
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES, Words
from workflows.words.cells import inert

try:
    import fcntl
except ImportError:  # Windows has no such locks; there two batches into one folder are the user's to avoid.
    fcntl = None


class FolderBusy(RuntimeError):
    """Another batch is writing into this folder."""


@dataclass(frozen=True)
class Job:
    """One row that passed the questions: where its files go and what identifies its content."""

    row: Row
    questions: Questions
    folder: str
    digest: str


@dataclass
class Outcome:
    """What a batch did. `refused`: (row, name, field, sentence); `failed`: (row, name, error)."""

    done: int = 0
    kept: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)
    failed: list[tuple[int, str, str]] = field(default_factory=list)
    interrupted: bool = False


def check(rows: list[Row], page: Page, words: Words) -> tuple[list[Job], list[tuple[int, str, str, str]]]:
    """Every row through the questions first: jobs for those that fit, sentences for the others."""
    jobs, refused = [], []
    stamp = _stamp(page)
    for row in rows:
        try:
            questions = page.model(**row.values)
        except ValidationError as error:
            refused += [(row.number, row.name, p.field, p.sentence) for p in problems(error, page.model, words)]
            continue
        if row.language not in LANGUAGES:
            refused.append((row.number, row.name, "language", words("batch.language", value=row.language)))
            continue
        content = json.dumps([questions.model_dump(mode="json"), row.language, stamp], sort_keys=True)
        folder = f"{row.number:05d}-{slug(row.name) or page.name}"
        jobs.append(Job(row, questions, folder, hashlib.sha256(content.encode()).hexdigest()))
    return jobs, refused


def run(jobs: list[Job], page: Page, out: Path, workers: int, tell: Callable[[int, int], None]) -> Outcome:
    """Run what is not done yet. `tell(done, of)` after every row. Ctrl-C ends it cleanly; the next start goes on."""
    outcome = Outcome()
    todo = [job for job in jobs if not is_done(out, job)]
    outcome.kept = len(jobs) - len(todo)
    tell(outcome.kept, len(jobs))
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))
    running: dict[Future, Job] = {}
    waiting = iter(todo)
    try:
        while True:
            for job in waiting:
                running[pool.submit(run_one, page.name, parameters(job), str(out / job.folder), job.digest,
                                    date.today().isoformat())] = job
                if len(running) >= 2 * workers:
                    break
            if not running:
                break
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                job = running.pop(future)
                error = future.exception() or future.result()
                if error:
                    outcome.failed.append((job.row.number, job.row.name, str(error).strip()))
                else:
                    outcome.done += 1
                tell(outcome.kept + outcome.done + len(outcome.failed), len(jobs))
    except KeyboardInterrupt:
        outcome.interrupted = True
        for process in list((pool._processes or {}).values()):
            process.terminate()
    finally:
        pool.shutdown(wait=not outcome.interrupted, cancel_futures=True)
    return outcome


def parameters(job: Job) -> dict[str, Any]:
    """What papermill is given for a row: only what differs from the notebook's own cell."""
    said = {name: _listed(value) for name, value in job.questions.typed().items()}
    return {**said, "language": job.row.language}


def is_done(out: Path, job: Job) -> bool:
    """Whether the row's answer is there and is that of exactly these questions."""
    try:
        return json.loads((out / job.folder / "answer.json").read_text(encoding="utf-8"))["digest"] == job.digest
    except (OSError, ValueError, KeyError):
        return False


def write_table(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
    """A CSV that appears whole or not at all; without rows it is taken away."""
    if not rows:
        path.unlink(missing_ok=True)
        return
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *([inert(cell) for cell in row] for row in rows)])
    os.replace(beside, path)


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Nobody else writes into this folder meanwhile; FolderBusy otherwise."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".batch").open("w") as lock:
        try:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FolderBusy(out) from error
        yield


def slug(name: str) -> str:
    """A name as part of a file name.

    >>> slug("Éloïse D'Hondt & fils 🎨")
    'eloise-d-hondt-fils'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def _stamp(page: Page) -> str:
    """Changes with everything but the questions that a report is made of: notebook, program, law, words, templates."""
    found = hashlib.sha256(page.notebook.read_bytes() + version("atelier").encode())
    for folder in ("law", "cooperative", "words", "templates"):
        for path in sorted(path for path in (data_folder() / folder).rglob("*") if path.is_file()):
            found.update(path.relative_to(data_folder()).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def _listed(value: Any) -> Any:
    return [_listed(part) for part in value] if isinstance(value, tuple) else value
