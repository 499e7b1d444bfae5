"""One report: a row of `atelier batch`, alone and among others, beside stock papermill on the command line."""

import csv
import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import Line, Part
from benchmarks.processes import ROOT, clean_environment, run
from benchmarks.stock import stock_program

NOTEBOOK = "notebooks/simulation.ipynb"
TURNOVER = 48_000
SECONDS_A_ROW = 180


def report(runs: int, tell: Callable[[str], None]) -> Part:
    """`runs` whole processes of each way in turn, then one batch of as many rows in which only the row is timed."""
    papermill = stock_program("papermill")
    with TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        environment = clean_environment(place)
        ours, stock = [], []
        for number in range(runs + 1):
            tell(f"report {number} of {runs}" if number else "a report that does not count")
            took = _batch(place, f"one-{number}", 1, environment), _papermill(place, papermill, environment)
            if number:
                ours.append(took[0])
                stock.append(took[1])
        tell(f"a batch of {runs + 1} rows")
        _batch(place, "many", runs + 1, environment)
        each = _between_rows(place / "many")
    lines = (Line("the whole process", "ms", ours, stock),
             Line("each further row of a running batch, 1 worker", "ms", each, stock))
    return Part("report: one executed notebook", lines, (
        "ours: atelier batch, which also makes HTML and PDF; stock: papermill on the command line, which makes neither",
        f"both: {Path(NOTEBOOK).name}, situation none, turnover {TURNOVER}"))


def _batch(place, name, rows, environment):
    """Milliseconds of `atelier batch` over a table of so many rows."""
    table, atelier = place / f"{name}.csv", Path(sys.executable).parent / "atelier"
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("name", "situation", "turnover"),
                                    *((f"row {at}", "none", TURNOVER + 100 * at) for at in range(rows))])
    return _timed([atelier, "batch", table, "--page", "simulation", "--out", place / name, "--workers", "1"],
                  environment, SECONDS_A_ROW * rows)


def _papermill(place, papermill, environment):
    return _timed([papermill, ROOT / NOTEBOOK, place / "stock.ipynb", "-p", "turnover", str(TURNOVER),
                   "-p", "situation", "none"], environment, SECONDS_A_ROW)


def _timed(command, environment, seconds):
    start = time.perf_counter()
    run(command, environment, seconds)
    return (time.perf_counter() - start) * 1000


def _between_rows(out):
    """Milliseconds from each row to the next: a row's answer is the last file that it writes."""
    done = sorted(path.stat().st_mtime_ns for path in out.glob("*/answer.json"))
    return [(later - earlier) / 1e6 for earlier, later in itertools.pairwise(done)]
