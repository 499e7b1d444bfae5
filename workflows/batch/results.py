"""What a batch leaves besides its rows' folders: the tables of results, refusals and failures; all PDFs as one."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pikepdf

from workflows.batch.run import Job, Outcome, is_done, write_table
from workflows.batch.typed import write_typed
from workflows.pages.registry import Page, load
from workflows.whole import whole
from workflows.words.catalogue import Words

TABLES = ("results.csv", "results.parquet", "refused.csv", "failed.csv")


def answer_in(out: Path, job: Job) -> dict[str, Any]:
    """The answer of a row that is done."""
    return json.loads((out / job.folder / "answer.json").read_text(encoding="utf-8"))["answer"]


def write_results(out: Path, page: Page, jobs: list[Job], outcome: Outcome, words: Words, into: Path | None = None,
                  kinds: Collection[str] = ("csv",)) -> None:
    """The three tables, each whole or not at all. `into`: where they go, else beside the rows' folders.

    `kinds`: of the results, csv or parquet; a table that was left by an earlier start would tell of other rows.
    """
    head = [words(f"batch.column.{name}") for name in ("row", "name", "field", "sentence", "error")]
    into = into or out
    write_table(into / "refused.csv", (*head[:2], *head[2:4]), outcome.refused)
    write_table(into / "failed.csv", (*head[:2], head[4]), outcome.failed)
    rows = [{"row": job.row.number, "name": job.row.name, "folder": job.folder, **load(page.result)(answer_in(out, job))}
            for job in jobs if is_done(out, job)]
    write_rows(into / "results.csv", rows if "csv" in kinds else [])
    write_typed(into / "results.parquet", rows if "parquet" in kinds else [])


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Rows by column as a table; not every row has the same columns: what is open to one person is closed to another."""
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    write_table(path, columns, [tuple(row.get(name) for name in columns) for row in rows])


def one_pdf(out: Path, jobs: list[Job], path: Path) -> int:
    """The documents of all rows that are done as one, in their order; how many there are."""
    places = [out / job.folder / "report.pdf" for job in jobs if is_done(out, job)]
    done = [place for place in places if place.exists()]
    if not done:
        return 0
    with pikepdf.new() as together:
        for one in done:
            with pikepdf.open(one) as pages:
                together.pages.extend(pages.pages)
        with whole(path) as beside:
            together.save(beside, deterministic_id=True)
    return len(done)
