"""Reports by the batch: each further one, side by side, what they take of memory, and how long a table is checked."""

import csv
import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks.lines import Line, Part
from benchmarks.processes import ROOT, clean_environment, run, started
from benchmarks.stock import stock_program

NOTEBOOK, TURNOVER, SECONDS_A_ROW = "notebooks/simulation.ipynb", 48_000, 180
TABLE_ROWS, TABLE_SECONDS = 10_000, 3.0
MOST_MS, MOST_MB, TIMES_CLI, TIMES_API, TIMES_TWO = 250, 100, 8, 4, 1.8
LOOK_SECONDS = 0.1
MANY, MANY_SHARE = (100, 1_000), 1.2

API = """
import json, sys, time
import papermill
notebook, output, count, turnover = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
took = []
for number in range(count):
    began = time.perf_counter()
    papermill.execute_notebook(notebook, output, {"turnover": turnover + 100 * number, "situation": "none"},
                               progress_bar=False)
    took.append((time.perf_counter() - began) * 1000)
print(json.dumps(took))
"""

CHECK = """
import sys, time
from pathlib import Path
from workflows.batch.run import check
from workflows.batch.table import read_table
from workflows.pages.registry import PAGES
from workflows.words.catalogue import speak
page, words = PAGES["simulation"], speak("fr")
page.model
began = time.perf_counter()
jobs, refused = check(read_table(Path(sys.argv[1]), page.model, words, "fr"), page, words)
assert len(jobs) == int(sys.argv[2]) and not refused
print(time.perf_counter() - began)
"""


def batch(runs: int, tell: Callable[[str], None]) -> Part:
    """One batch of rows with one worker and one with two; stock papermill on the command line and in one process."""
    papermill, python = (stock_program(name, parsers=False) for name in ("papermill", "python"))
    with TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        environment = clean_environment(place)
        tell(f"{runs + 1} rows, one worker")
        one, _ = _batch(place, "one", runs + 1, 1, environment)
        tell(f"{2 * runs + 1} rows, two workers")
        two, memory = _batch(place, "two", 2 * runs + 1, 2, environment)
        cli = []
        for number in range(runs):
            tell(f"stock papermill: {number + 1} of {runs}")
            began = time.perf_counter()
            run([papermill, ROOT / NOTEBOOK, place / "stock.ipynb", "-p", "turnover", str(TURNOVER + 100 * number),
                 "-p", "situation", "none"], environment, SECONDS_A_ROW)
            cli.append((time.perf_counter() - began) * 1000)
        tell("stock papermill in one process")
        api = json.loads(run([python, "-c", API, ROOT / NOTEBOOK, place / "stock.ipynb", str(runs + 1), str(TURNOVER)],
                             environment, SECONDS_A_ROW * (runs + 1)))[1:]
        tell(f"a table of {TABLE_ROWS} rows")
        table = _table(place / "long.csv", TABLE_ROWS)
        checked = [float(run([sys.executable, "-c", CHECK, table, str(TABLE_ROWS)], environment, SECONDS_A_ROW))
                   for _ in range(runs)]
    # Two workers end rows in pairs: what counts is the time for all of them.
    return Part("batch: executed notebook, HTML and PDF of a simulation", (
        Line("each further report, 1 worker; stock: command line", "ms", one, cli, target=MOST_MS, share=1 / TIMES_CLI),
        Line("each further report, 1 worker; stock: one process", "ms", one, api, share=1 / TIMES_API),
        Line("a report, 2 workers; beside it: 1 worker", "ms", [sum(two) / len(two)], [statistics.mean(one)],
             share=1 / TIMES_TWO),
        Line("memory of each of two reports that run (PSS, the most)", "MB", memory, target=MOST_MB),
        Line(f"a table of {TABLE_ROWS:,} rows accepted", "s", checked, target=TABLE_SECONDS)),
        ("stock executes the notebook only: no HTML, no PDF; each of its rows begins with an interpreter",
         "each row of this table assumes its expenses from its turnover, so none can use what another looked at",
         f"both: {Path(NOTEBOOK).name}, situation none, turnover {TURNOVER} and 100 more for each row"))


def many(runs: int, tell: Callable[[str], None]) -> Part:
    """What a report costs in a short table and in a long one: a cheap page, two workers, one batch of each length."""
    lines = []
    with TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        for rows in MANY:
            tell(f"a table of {rows} rows")
            path = place / f"{rows}.csv"
            path.write_text("name,km_professional\n" + "".join(f"row {at},{5_000 + at}\n" for at in range(rows)), "utf-8")
            gaps, _ = _run(path, place / str(rows), "vehicle", 2, rows, clean_environment(place), look=False)
            lines.append(Line(f"a report in a table of {rows:,}", "ms", [sum(gaps) / len(gaps)],
                              lines[0].ours if lines else [], share=MANY_SHARE if lines else None))
    return Part("many: the cost of a report by the length of its table", tuple(lines),
                ("page vehicle, one batch of each length; beside the longer table stands the shorter one",
                 "`make soak` with ROWS=10000 counts further"))


def _table(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("name", "situation", "turnover"),
                                    *((f"row {at}", "none", TURNOVER + 100 * (at % 1000)) for at in range(rows))])
    return path


def _batch(place, name, rows, workers, environment):
    """Simulations of a table: see `_run`."""
    return _run(_table(place / f"{name}.csv", rows), place / name, "simulation", workers, rows, environment)


def _run(table, out, page, workers, rows, environment, look=True):
    """Milliseconds from each report to the next, and the megabytes of each of many looks at one that ran."""
    seen = []
    with started([Path(sys.executable).parent / "atelier", "batch", table, "--page", page, "--out", out,
                  "--workers", str(workers)], environment) as process:
        until = time.monotonic() + SECONDS_A_ROW * rows
        while process.poll() is None and time.monotonic() < until:
            seen += _running(process.pid) if look else []
            time.sleep(LOOK_SECONDS)
    done = sorted(path.stat().st_mtime_ns for path in out.glob("*/answer.json"))
    return [(later - earlier) / 1e6 for earlier, later in itertools.pairwise(done)], _largest(seen)


def _running(pid):
    """Each row's process of the warm parent with its notebook's: (process, megabytes)."""
    try:
        rows = [row for parent in psutil.Process(pid).children() for row in parent.children()]
        return [(row.pid, sum(one.memory_full_info().pss for one in (row, *row.children(recursive=True))) / 2**20)
                for row in rows]
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []


def _largest(seen):
    """For each report the most that it was seen to take."""
    most: dict[int, float] = {}
    for pid, size in seen:
        most[pid] = max(size, most.get(pid, 0))
    return list(most.values())
