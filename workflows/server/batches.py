"""`/batches`: for staff, every workflow file, how its runs stand, what failed, what to download; start and go on."""

import csv
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workflows.batch.definitions import Found, definitions
from workflows.batch.workflow import Desk, Overlap, claim
from workflows.server.site import SiteHandler
from workflows.settings import ROOT, database_url
from workflows.store import runs
from workflows.store.runs import Run

EARLIER, FAILURES = 6, 50
"""Runs that the page shows of one file, and failed rows that it names."""
SECONDS = 10
"""After so long the page of a run that is under way looks again."""
TYPES = {".csv": "text/csv; charset=utf-8", ".parquet": "application/vnd.apache.parquet", ".pdf": "application/pdf"}


def batch_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}batches", BatchesHandler), (rf"{base}batches/([a-z][a-z0-9_]*)/(start|retry)", BatchStartHandler),
            (rf"{base}batches/([0-9a-f]{{32}})/([A-Za-z0-9._-]+)", BatchFileHandler)]


@dataclass(frozen=True)
class Shown:
    """A workflow file with its runs, the newest first; of the newest, its files and what did not work."""

    found: Found
    runs: tuple[Run, ...]
    files: tuple[str, ...]
    failures: tuple[str, ...]

    @property
    def last(self) -> Run | None:
        """The newest run."""
        return self.runs[0] if self.runs else None


class BatchesHandler(SiteHandler):
    """`/batches`."""

    act = "run_batches"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        shown = [self.shown(found) for found in definitions().values()]
        running = any(one.last and one.last.state == "running" for one in shown)
        if running and self.request.method == "GET":
            self.set_header("Refresh", str(SECONDS))
        self.show("batches.html.j2", shown=shown, now=self.site.clock(), problem=problem, done=done)

    @property
    def desk(self) -> Desk:
        """What runs need, in the language of who looks."""
        return Desk(self.site.house, self.site.clock, language=self.words.language)

    def shown(self, found: Found) -> Shown:
        """A file and how it stands."""
        with self.site.store.read() as tx:
            ran = tuple(runs.runs(tx, found.name, EARLIER))
        folder = self.desk.folder(ran[0]) if ran and ran[0].folder else None
        return Shown(found, ran, files_in(folder) if folder else (), failures_in(folder, self.words) if folder else ())


class BatchStartHandler(BatchesHandler):
    """`/batches/<name>/start` and `/retry`: a process of its own does the work; the server only notes that it began."""

    def get(self, name: str, what: str) -> None:
        self.go("batches")

    def post(self, name: str, what: str) -> None:
        found = definitions().get(name)
        if found is None or found.troubles:
            self.say(404, self.words("site.not_found"))
            return
        title = found.definition.called(self.words)
        try:
            if what == "start":
                with self.site.store.write() as tx:
                    runs.bury(tx, name, self.site.clock())
                carried(["run", name, "--claimed", claim(self.desk, found, by=self.who.id).id], self.words.language)
            else:
                carried(["retry", name], self.words.language)
        except Overlap:
            self.set_status(409)
            self.form(problem=self.words("batches.busy", name=title))
            return
        self.set_header("Refresh", f"{SECONDS}; url={self.settings['base_url']}batches")
        self.form(done=self.words("batches.started", title=title))


class BatchFileHandler(SiteHandler):
    """`/batches/<run>/<file>`: one of the files that a run left; never one of another folder."""

    act = "run_batches"

    def get(self, id: str, name: str) -> None:
        with self.site.store.read() as tx:
            one = runs.run(tx, id)
        folder = Desk(self.site.house, self.site.clock).folder(one) if one and one.folder else None
        if folder is None or name not in files_in(folder):
            self.say(404, self.words("site.not_found"))
            return
        self.set_header("Content-Type", TYPES[Path(name).suffix])
        self.set_header("Content-Disposition", f'attachment; filename="{one.name}-{one.folder}-{name}"')
        self.finish((folder / name).read_bytes())


def carried(arguments: list[str], language: str) -> None:
    """`atelier batch …` in a process of its own, which outlives this server."""
    subprocess.Popen([sys.executable, "-m", "workflows.cli.main", "batch", *arguments, "--lang", language],
                     cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                     start_new_session=True, env={**os.environ, "ATELIER_DATABASE": database_url()})


def files_in(folder: Path) -> tuple[str, ...]:
    """What a run left to download, by name."""
    return tuple(sorted(path.name for path in folder.glob("*") if path.suffix in TYPES)) if folder.is_dir() else ()


def failures_in(folder: Path, words) -> tuple[str, ...]:
    """A sentence for each row that was refused or failed, as far as a page shows them."""
    found = []
    for name in ("refused.csv", "failed.csv"):
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8-sig", newline="") as file:
                for row in list(csv.reader(file))[1:FAILURES + 1]:
                    key = "batches.row" if row[1] else "batches.row_alone"
                    found.append(words(key, number=row[0], why=row[-1], **({"name": row[1]} if row[1] else {})))
    return tuple(found[:FAILURES])
