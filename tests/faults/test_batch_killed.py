"""A batch is killed at any moment: nothing of it goes on, and the next start makes what is missing, and only that."""

import csv
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ATELIER = Path(sys.executable).parent / "atelier"
ROWS = 6


def _table(folder: Path, rows: int) -> Path:
    """Cheap rows: a page whose answer is quick."""
    path = folder / "table.csv"
    path.write_text("name,km_professional\n" + "".join(f"Member {n},{8_000 + 100 * n}\n" for n in range(rows)), encoding="utf-8")
    return path


def _started(table: Path, out: Path) -> subprocess.Popen:
    return subprocess.Popen([ATELIER, "batch", table, "--page", "vehicle", "--out", out, "--workers", "2", "--lang", "en"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _done(out: Path) -> dict[str, tuple[int, str]]:
    """By row's folder: when its answer was written, and what it was made from."""
    return {path.parent.name: (path.stat().st_mtime_ns, json.loads(path.read_text(encoding="utf-8"))["digest"])
            for path in out.glob("*/answer.json")}


def _killed_again_and_again(folder: Path, kills: int, seed: int) -> int:
    """How many rounds went well. Each begins with an empty folder; the moment is anywhere between the start and the end of a whole batch."""
    chance, table = random.Random(seed), _table(folder, ROWS)
    began = time.monotonic()
    whole = _started(table, folder / "whole")
    assert whole.wait(timeout=280) == 0, whole.stderr.read()
    length, wanted = time.monotonic() - began, {digest for _, digest in _done(folder / "whole").values()}
    assert len(wanted) == ROWS
    for number in range(kills):
        out = folder / f"out-{number}"
        process = _started(table, out)
        time.sleep(chance.uniform(0, length))
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()
        process.communicate()
        again = _started(table, out)
        assert again.wait(timeout=280) == 0, again.stderr.read()
        assert psutil.wait_procs(family, timeout=10)[1] == [], "a batch that was killed leaves nothing that runs"
        _whole_and_single(out, wanted)
        before = _done(out)
        _resumes_only_what_is_missing(table, out, chance, before)
        _whole_and_single(out, wanted)
    return kills


def _whole_and_single(out, wanted):
    """Every row once, each with all of its files, and nothing half written."""
    done = _done(out)
    assert len(done) == ROWS and {digest for _, digest in done.values()} == wanted
    for name in done:
        assert {path.name for path in (out / name).iterdir()} == {"notebook.ipynb", "report.html", "report.pdf", "answer.json"}
        assert (out / name / "report.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["row"] for row in csv.DictReader(file)) == sorted(str(n) for n in range(2, ROWS + 2))


def _resumes_only_what_is_missing(table, out, chance, before):
    """Take some rows' answers away, as if they had not been finished: the others are not touched."""
    missing = chance.sample(sorted(before), 2)
    for name in missing:
        (out / name / "answer.json").unlink()
    again = _started(table, out)
    assert again.wait(timeout=280) == 0, again.stderr.read()
    after = _done(out)
    assert all(after[name] == before[name] for name in before if name not in missing)


@pytest.mark.parametrize(("kills", "seed"), [
    pytest.param(4, 1, marks=[pytest.mark.slow, pytest.mark.timeout(600)]),
    pytest.param(200, 2, marks=[pytest.mark.soak, pytest.mark.timeout(20_000)])])
def test_killed_at_any_moment_no_row_is_there_twice_and_none_is_missing(tmp_path, kills, seed):
    assert _killed_again_and_again(tmp_path, kills, seed) == kills


@pytest.mark.slow
def test_a_warm_parent_that_is_killed_in_the_middle_costs_no_row(tmp_path):
    """Its rows are run again by another one; the batch itself goes on."""
    out, table = tmp_path / "out", _table(tmp_path, ROWS)
    process = _started(table, out)
    until = time.monotonic() + 200
    while len(list(out.glob("*/answer.json"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    (parent,) = psutil.Process(process.pid).children()
    parent.kill()
    assert process.wait(timeout=200) == 0, process.stderr.read()
    assert not (out / "failed.csv").exists()
    _whole_and_single(out, {digest for _, digest in _done(out).values()})


def test_the_rows_of_a_killed_batch_end_before_the_next_one_may_write(tmp_path):
    """The lock is held by everything that was forked, not only by the process that was killed."""
    from workflows.batch.run import FolderBusy, alone_in
    from workflows.kernels.engine_fork import WarmParent
    out = tmp_path / "out"
    with alone_in(out) as lock, WarmParent((lock,)) as parent:
        copy = os.dup(lock)
        task = parent.fork("tests.faults.test_batch_killed:sleeper", {})
        os.close(copy)
        held = os.path.samestat(os.stat(f"/proc/{task.process.pid}/fd/{lock}"), os.fstat(lock))
        with pytest.raises(FolderBusy), alone_in(out):
            pass
    assert held
    with alone_in(out):
        pass
    assert task.process.ended()


def sleeper(line) -> None:
    """What a row is for the lock: a process that takes its time."""
    time.sleep(60)
