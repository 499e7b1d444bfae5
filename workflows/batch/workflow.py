"""A definition is carried out: claimed in the database and by a lock; rows run, results written, letters posted."""

import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from workflows.batch.beyond import Beyond
from workflows.batch.definitions import Definition, Found, table_file
from workflows.batch.letters import FILTERS, key_of, to_member, to_people
from workflows.batch.places import copies_to
from workflows.batch.results import TABLES, answer_in, one_pdf, write_results, write_rows
from workflows.batch.run import FolderBusy, Job, Outcome, alone_in, check, is_done, run
from workflows.batch.table import Row, read_table
from workflows.batch.tables import QUERIES, About
from workflows.batch.tasks import TASKS
from workflows.batch.typed import write_typed
from workflows.batch.ways import Way
from workflows.orders.house import House
from workflows.store import runs
from workflows.store.runs import Run
from workflows.whole import whole
from workflows.words.catalogue import Words, speak
from workflows.words.formats import BRUSSELS

MADE = (".csv", ".parquet", ".pdf")
"""What a run leaves to be read."""

BEAT = timedelta(seconds=1)
"""How often a run says what is done, at most."""


class Overlap(RuntimeError):
    """Another run of this definition is under way."""


@dataclass(frozen=True)
class Desk:
    """What a run needs: the house, the clock, how many rows side by side and how, the language of its tables.

    `to`: a URL where files are copied, instead of the one that a definition names.
    """

    house: House
    clock: Callable[[], datetime]
    workers: int = max(1, min(os.cpu_count() or 1, 4))
    language: str = "fr"
    way: Way | None = None
    to: str = ""

    @property
    def place(self) -> Path:
        """Where runs keep their files."""
        return self.house.home / "batches"

    def alone(self, name: str):
        """Nobody else on this machine runs a definition meanwhile; FolderBusy otherwise."""
        return alone_in(self.place / name)

    def folder(self, one: Run) -> Path:
        """The files of a run."""
        return self.place / one.name / one.folder


def claim(desk: Desk, found: Found, by: str | None = None, due: datetime | None = None) -> Run:
    """A new run, noted as under way before anything of it is done. Overlap where there is one already."""
    now, host = desk.clock(), socket.gethostname()
    moment, place = f"{now.astimezone(BRUSSELS):%Y-%m-%d-%H%M%S}", desk.place / found.name
    # A run that began in the same second has its folder: rows that are done there are not this one's.
    names = chain([moment], (f"{moment}-{number}" for number in count(2)))
    folder = next(name for name in names if not (place / name).exists())
    with desk.house.store.write() as tx:
        made = runs.begin(tx, found.name, now, host, folder, due=due, by=by)
    if made is None:
        raise Overlap(found.name)
    return made


def start(desk: Desk, found: Found, by: str | None = None, due: datetime | None = None) -> Run:
    """Run a definition now, from the first row to the last letter."""
    with _held(desk, found.name):
        return carry_out(desk, found, claim(desk, found, by, due))


def go_on(desk: Desk, found: Found, id: str) -> Run:
    """What a run left undone: rows that failed or were never begun. Rows that are done, and their letters, stay."""
    with _held(desk, found.name):
        with desk.house.store.write() as tx:
            if not runs.again(tx, id, desk.clock(), socket.gethostname()):
                raise Overlap(found.name)
            one = runs.run(tx, id)
        return carry_out(desk, found, one)


def carry_claimed(desk: Desk, found: Found, id: str) -> Run:
    """A run that the server claimed for the process that carries it out."""
    with _held(desk, found.name):
        with desk.house.store.read() as tx:
            one = runs.run(tx, id)
        if one is None or one.state != "running" or one.name != found.name:
            raise Overlap(found.name)
        return carry_out(desk, found, one)


def carry_out(desk: Desk, found: Found, one: Run) -> Run:
    """The work of a run that is claimed; its row says how it ended, whatever happened."""
    folder, words = desk.folder(one), speak(desk.language)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        carried = _page if found.definition.page else _task
        counts, trouble = carried(desk, found, one, folder, words)
    except Beyond as error:
        _end(desk, one, "failed", error.said(words))
        raise
    except Exception as error:
        _end(desk, one, "failed", f"{type(error).__name__}: {error}".splitlines()[0][:200])
        raise
    except BaseException:
        _end(desk, one, "broken", "batches.broken")
        raise
    # What a task did is done, also when its files could not be copied; the rows of a page are copied by going on.
    wrong = counts["failed"] or counts["refused"] or (trouble and found.definition.page)
    return _end(desk, one, "failed" if wrong else "done", trouble, **counts)


def _page(desk: Desk, found: Found, one: Run, folder: Path, words: Words) -> tuple[dict[str, int], str]:
    of, page, out = found.definition, found.definition.of_page, folder / "rows"
    about = table(desk, found, folder, words)
    rows = numbered(about)
    whose = {row.number: one for row, one in zip(rows, about)}
    jobs, refused = check(rows, page, words, of.reports)
    copies = _copies(desk, found, one, out)
    outcome = run(jobs, page, out, desk.workers, _Beats(desk, one), way=desk.way)
    outcome.refused = refused
    write_results(out, page, jobs, outcome, words, folder, of.outputs)
    if "one_pdf" in of.outputs:
        one_pdf(out, jobs, folder / "all.pdf")
    counts = _counts(jobs, outcome)
    counts["mailed"] = _write_letters(desk, found, one, folder, jobs, whose, counts)
    trouble = _copied(copies, folder, {job.folder: job.digest for job in jobs if is_done(out, job)}, words)
    if of.private:
        # The letters are written; the office keeps counts, and what a row needs to be made again where one failed.
        shutil.rmtree(out, ignore_errors=True)
        if not counts["failed"] and not counts["refused"]:
            (folder / "table.json").unlink(missing_ok=True)
    if outcome.interrupted:
        raise KeyboardInterrupt
    return counts, trouble


def _task(desk: Desk, found: Found, one: Run, folder: Path, words: Words) -> tuple[dict[str, int], str]:
    copies = _copies(desk, found, one, folder)
    made = TASKS[found.definition.task](desk.house, desk.clock(), words)
    write_rows(folder / "results.csv", list(made.rows))
    write_typed(folder / "results.parquet", list(made.rows) if "parquet" in found.definition.outputs else [])
    for name, content in made.files.items():
        (folder / name).write_bytes(content)
    counts = {"rows": len(made.rows), "done": len(made.rows), "kept": 0, "refused": 0, "failed": 0}
    mail, document = found.definition.mail, next((folder / name for name in made.files), None)
    with desk.house.store.write() as tx:
        mailed = to_people(tx, desk.house, one.id, mail.letter, mail.to, document, found.definition.called, desk.clock(),
                           **counts) if mail else 0
    return {**counts, "mailed": mailed}, _copied(copies, folder, {}, words)


def _copies(desk, found, one, rows):
    """Where a run's files are copied, tried before anything is done."""
    url = desk.to or found.definition.to
    if url and found.definition.private:
        raise Beyond("place.private", name=found.name)
    copies = copies_to(url and f"{url.rstrip('/')}/{one.name}/{one.folder}", rows)
    copies.level({})
    return copies


def _copied(copies, folder, rows, words) -> str:
    """Rows, tables and documents of a run; what it was asked with stays here. What went wrong, "" for nothing."""
    made = [path for path in sorted(folder.iterdir()) if path.suffix in MADE and path.name not in TABLES]
    try:
        copies.level(rows)
        trouble = copies.end([*made, *(folder / name for name in TABLES)])
    except Beyond as error:
        trouble = error
    return trouble.said(words) if trouble else ""


def table(desk: Desk, found: Found, folder: Path, words: Words) -> list[About]:
    """The rows of a run: asked once, then those that were kept, so that going on means the same rows."""
    kept = folder / "table.json"
    if kept.exists():
        return [About(**row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    rows = rows_of(desk, found.definition, found, words)
    if found.definition.languages != "own":
        rows = [replace(row, language=language) for row in rows for language in found.definition.languages]
    with whole(kept) as beside:
        beside.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str), encoding="utf-8")
    return rows


def rows_of(desk: Desk, of: Definition, found: Found, words: Words) -> list[About]:
    """The rows that a definition's table gives now. BadTable where its file cannot be used."""
    if of.table.query:
        with desk.house.store.read() as tx:
            return QUERIES[of.table.query](tx, desk.clock(), of.table.adviser, of.table.months)
    rows = read_table(table_file(found), of.of_page.model, words, words.language)
    return [About(row.name, row.language, "", row.values, row.number) for row in rows]


def numbered(about: list[About]) -> list[Row]:
    """Rows as a batch takes them: numbered as in their file where that tells them apart, else by their place."""
    lines = [one.line for one in about]
    numbers = lines if all(lines) and len(set(lines)) == len(lines) else range(1, len(lines) + 1)
    return [Row(number, one.name, one.language, one.values) for number, one in zip(numbers, about)]


def _write_letters(desk, found, one, folder, jobs, whose, counts) -> int:
    mail, now, written = found.definition.mail, desk.clock(), 0
    if mail is None:
        return 0
    rule = FILTERS[mail.only] if mail.only else lambda answer: "all"
    if mail.to != "member":
        document = folder / "all.pdf"
        with desk.house.store.write() as tx:
            return to_people(tx, desk.house, one.id, mail.letter, mail.to, document if document.exists() else None,
                             found.definition.called, now, **counts)
    # Started by hand, a run belongs to the last moment of its calendar: who had the letter of that one has it.
    plan = found.definition.schedule
    moment = f"{found.name}:{plan.last_due(one.started_at).isoformat()}" if plan else one.id
    for job in (job for job in jobs if is_done(folder / "rows", job)):
        row, answer = whose[job.row.number], answer_in(folder / "rows", job)
        document = folder / "rows" / job.folder / "report.pdf"
        if row.to and (why := rule(answer)):
            key = key_of(mail.only, why, moment, answer, row.to)
            with desk.house.store.write() as tx:
                written += to_member(tx, desk.house, key, mail.letter, row.to, row.name, job.row.language, answer,
                                     document if document.exists() else None,
                                     found.definition.called(speak(job.row.language)), now)
    return written


def _counts(jobs: list[Job], outcome: Outcome) -> dict[str, int]:
    refused = len({row for row, *_ in outcome.refused})
    return {"rows": len(jobs) + refused, "done": outcome.done + outcome.kept, "kept": outcome.kept, "refused": refused,
            "failed": len(outcome.failed)}


def _end(desk: Desk, one: Run, state: str, why: str, **counts: int) -> Run:
    with desk.house.store.write() as tx:
        runs.end(tx, one.id, desk.clock(), state, why, **counts)
        return runs.run(tx, one.id)


@contextmanager
def _held(desk: Desk, name: str) -> Iterator[None]:
    """The lock of a definition; what is under way on this machine without it has died."""
    try:
        with desk.alone(name):
            with desk.house.store.write() as tx:
                runs.bury(tx, name, desk.clock(), socket.gethostname())
            yield
    except FolderBusy:
        raise Overlap(name) from None


class _Beats:
    """Told with (done, of) after every row; says so in the run's row, not more often than people look."""

    def __init__(self, desk: Desk, one: Run):
        self._desk, self._one, self._last = desk, one, None

    def __call__(self, done: int, of: int) -> None:
        now = self._desk.clock()
        if self._last is None or done == of or now - self._last >= BEAT:
            self._last = now
            with self._desk.house.store.write() as tx:
                runs.beat(tx, self._one.id, now, done=done, rows=of)
