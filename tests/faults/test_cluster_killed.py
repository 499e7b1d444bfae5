"""A worker, an asker or the scheduler of a cluster ends in the middle: no row is missing, none is there twice, nothing goes on."""

import csv
import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.cluster import cluster, until

ATELIER = Path(sys.executable).parent / "atelier"
ROWS = 12
pytestmark = [pytest.mark.slow]


@pytest.fixture
def asked(tmp_path):
    """The command, started for an address, or without one."""
    table, started = tmp_path / "table.csv", []
    table.write_text("name,km_professional\n" + "".join(f"Member {n},{8_000 + 100 * n}\n" for n in range(ROWS)), encoding="utf-8")

    def start(address: str = "") -> subprocess.Popen:
        there = ["--cluster", address] if address else []
        started.append(subprocess.Popen([ATELIER, "batch", table, "--page", "vehicle", "--out", tmp_path / "out", "--lang", "en", *there],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True))
        return started[-1]

    yield start
    for one in started:
        if one.poll() is None:
            one.kill()
            one.wait()


def done(out: Path) -> dict[str, int]:
    """By row's folder: when its answer was written."""
    return {path.parent.name: path.stat().st_mtime_ns for path in out.glob("*/answer.json")}


def whole(out: Path) -> bool:
    """Every row once, each with all of its files, in one table."""
    digests = [json.loads(path.read_text(encoding="utf-8"))["digest"] for path in out.glob("*/answer.json")]
    files = {path.name for place in out.iterdir() if place.is_dir() for path in place.iterdir()}
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(int(row["row"]) for row in csv.DictReader(file))
    return len(set(digests)) == len(digests) == ROWS and rows == list(range(2, ROWS + 2)) and files == {
        "notebook.ipynb", "report.html", "report.pdf", "answer.json"}


def rows_of(workers) -> list[psutil.Process]:
    """Processes of rows that run: what a worker's warm parents forked."""
    return [row for worker in workers for parent in worker.children() for row in parent.children()]


def held(worker: psutil.Process) -> psutil.Process | None:
    """A row of this worker that will never end by itself; None when there is none just now."""
    try:
        for row in rows_of([worker]):
            row.suspend()
            return row
    except psutil.NoSuchProcess:
        pass
    return None


def test_a_worker_killed_in_the_middle_costs_no_row(tmp_path, asked):
    with cluster(tmp_path / "cluster", 0) as found:
        one, other = found.worker(), found.worker()
        process = asked(found.address)
        until(lambda: len(done(tmp_path / "out")) >= 3)
        family, made = one.children(recursive=True), done(tmp_path / "out")
        one.kill()
        assert process.wait(timeout=120) == 0, process.stderr.read()
        assert psutil.wait_procs(family, timeout=10)[1] == [], "the warm parent and its rows end with their worker"
        assert len(made) < ROWS and other.is_running() and "12 reports made" in process.stderr.read()
    after = done(tmp_path / "out")
    assert whole(tmp_path / "out") and all(after[name] == at for name, at in made.items())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_rows_of_who_went_away_are_ended_and_the_next_start_goes_on(tmp_path, asked, how):
    with cluster(tmp_path / "cluster", 0) as found:
        one = found.worker()
        process = asked(found.address)
        until(lambda: len(done(tmp_path / "out")) >= 2)
        caught = []
        until(lambda: caught or caught.extend(filter(None, [held(one)])))
        (row,) = caught
        process.send_signal(how)
        said = process.communicate(timeout=60)[1]
        assert how == signal.SIGKILL or (process.returncode == 1 and "goes on where it stopped" in said)
        assert psutil.wait_procs([row], timeout=30)[1] == [], "nobody wants it any more"
        made = done(tmp_path / "out")
        again = asked(found.address)
        assert again.wait(timeout=120) == 0, again.stderr.read()
        assert f"{len(made)} already there" in again.stderr.read()
    after = done(tmp_path / "out")
    assert whole(tmp_path / "out") and all(after[name] == at for name, at in made.items())


def test_a_scheduler_that_is_lost_is_a_sentence_and_this_machine_can_go_on(tmp_path, asked):
    with cluster(tmp_path / "cluster", 1) as found:
        process = asked(found.address)
        until(lambda: len(done(tmp_path / "out")) >= 2)
        found.scheduler.kill()
        said = process.communicate(timeout=90)[1]
        assert process.returncode == 1 and f"the line to {found.address} is broken" in said and "Traceback" not in said
    made = done(tmp_path / "out")
    alone = asked()
    assert alone.wait(timeout=120) == 0 and f"{len(made)} already there" in alone.stderr.read()
    assert whole(tmp_path / "out")
