"""`atelier batch TABLE --page NAME --out DIR`; and below `batch`, the workflow files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from workflows.cli import workflow
from workflows.cli.errors import Said, tell
from workflows.cli.options import helped
from workflows.words.catalogue import Words

MOST_WORKERS = 64
SPEED_SECONDS = 600.0
"""So far back the bar looks to say how long it takes: rows differ, and a short look would make it jump."""
TABLE = "table"
"""The command that is meant where none is named: `atelier batch members.csv …` came first."""


class _Either(typer.core.TyperGroup):
    """A group whose first word may also be a table."""

    def parse_args(self, ctx, args):
        """With the command that is meant."""
        named = next((word for word in args if not word.startswith("-")), None)
        if "--help" not in args and named not in self.commands:
            args = [TABLE, *args]
        elif "--help" in args and named is not None and named not in self.commands:
            args = [TABLE, "--help"]
        return super().parse_args(ctx, args)


def add(app: typer.Typer, words: Words) -> None:
    """The command with a table, and those with the name of a workflow file."""
    example = "atelier batch data/examples/members.csv --page simulation --out out"
    group = typer.Typer(cls=_Either, help=helped(f"{words('cli.batch.help')}\n\n{words('cli.batch.files')}", example, words),
                        rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(group, name="batch")

    @group.callback()
    def _group(lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None):
        pass

    workflow.add(group, words)

    @group.command(TABLE, help=helped(words("cli.batch.help"), example, words))
    def _batch(
        table: Annotated[Path, typer.Argument(help=words("cli.batch.table"), metavar="TABLE")],
        page: Annotated[str, typer.Option("--page", help=words("cli.batch.page"), metavar="…")],
        out: Annotated[Path, typer.Option("--out", help=words("cli.batch.out"), metavar="…")],
        workers: Annotated[str | None, typer.Option("--workers", help=words("cli.batch.workers"), metavar="…")] = None,
        engine: Annotated[str, typer.Option("--engine", help=words("cli.batch.engine"), metavar="…")] = "atelier",
        fresh: Annotated[bool, typer.Option("--fresh", help=words("cli.batch.fresh"))] = False,
        cluster: Annotated[str, typer.Option("--cluster", help=words("cli.batch.cluster"), metavar="…")] = "",
        to: Annotated[str, typer.Option("--to", help=words("cli.batch.to"), metavar="…")] = "",
        parquet: Annotated[bool, typer.Option("--parquet", help=words("cli.batch.parquet"))] = False,
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        side_by_side = _workers(workers, words, cluster)
        raise typer.Exit(run_batch(table, page, out, side_by_side, words, engine, fresh, parquet, cluster, to))


def run_batch(table: Path, page_name: str, out: Path, workers: int, words: Words, engine: str = "atelier",
              fresh: bool = False, parquet: bool = False, cluster: str = "", to: str = "") -> int:
    """Read, check, run, write the tables; the exit status: 0 all done, 1 some rows refused or failed.

    `engine`: "atelier" forks each row, "stock" is papermill's own. `fresh`: what is done is done again. `cluster`: the
    address of a scheduler whose workers run the rows; with `workers` 0 as many side by side as they take. `to`: a URL where
    all of it is copied.
    """
    from workflows.batch.beyond import Beyond
    from workflows.batch.places import copies_to
    from workflows.batch.results import TABLES, write_results
    from workflows.batch.run import FolderBusy, alone_in, check, run
    from workflows.batch.table import BadTable, read_table
    from workflows.kernels.engine import ENGINES
    from workflows.pages.registry import PAGES

    try:
        page = PAGES[page_name]
    except KeyError:
        raise Said(words("batch.no_page", page=page_name, pages=", ".join(PAGES))) from None
    if engine not in ENGINES:
        raise Said(words("batch.no_engine", engine=engine[:20], engines=", ".join(ENGINES)))
    way = workflow.way_to(cluster, words)
    try:
        rows = read_table(table, page.model, words, words.language)
        with alone_in(out) as lock:
            jobs, refused = check(rows, page, words)
            copies = copies_to(to, out)
            copies.level({} if fresh else {job.folder: job.digest for job in jobs})
            with Progress(len(jobs), words) as told:
                outcome = run(jobs, page, out, workers, told, engine, fresh, lock, way=way,
                              ended=lambda job: copies.send(job.folder))
            outcome.refused = refused
            write_results(out, page, jobs, outcome, words, kinds=("csv", "parquet") if parquet else ("csv",))
            trouble = copies.end(out / name for name in TABLES)
    except BadTable as error:
        raise Said(str(error)) from None
    except Beyond as error:
        raise Said(error.said(words), 1) from None
    except FolderBusy:
        raise Said(words("batch.busy", out=out)) from None
    except OSError as error:
        raise Said(words("batch.no_folder", out=out, why=error.strerror or error)) from None
    tell(", ".join(words.count(f"batch.{name}", number) for name, number in (
        ("done", outcome.done), ("kept", outcome.kept), ("refused", len({row for row, *_ in outcome.refused})),
        ("failed", len(outcome.failed))) if number or name == "done") + f" → {out}" + (f", {to}" if to else ""))
    if trouble:
        tell(trouble.said(words))
    if outcome.interrupted:
        tell(words("batch.interrupted"))
    return 1 if outcome.refused or outcome.failed or outcome.interrupted or trouble else 0


class Progress:
    """A bar with the time left, on stderr; told with (done, of)."""

    def __init__(self, total: int, words: Words):
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self.bar = Bar(TextColumn(words("batch.progress")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                       console=Console(stderr=True), speed_estimate_period=SPEED_SECONDS)
        self.task = self.bar.add_task("", total=total)

    def __enter__(self) -> "Progress":
        self.bar.start()
        return self

    def __call__(self, done: int, of: int) -> None:
        self.bar.update(self.task, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    @property
    def left(self) -> float | None:
        """Seconds left as the bar shows them; None while nothing is known."""
        return self.bar.tasks[0].time_remaining


def _workers(text: str | None, words: Words, cluster: str) -> int:
    if text is None and cluster:
        return 0
    if text is None:
        return max(1, min(os.cpu_count() or 1, 8))
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise Said(words("batch.workers", value=text[:20]))
    return int(text)
