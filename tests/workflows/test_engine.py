"""The engine of batches: what a notebook leaves is what stock papermill leaves, and nothing of a run outlives it."""

import os
import re
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import papermill
import pytest

from tests.kernels import gone
from tests.notebooks import SAME, as_outside, plain, ran, written
from workflows.kernels import engine_fork
from workflows.kernels.engine import ForkedEngine

FAST = ("error", "streams", "updates")
ASKED = {"timeout": {"execution_timeout": 2}}
MADE = Path(__file__).resolve().parent.parent.parent


def _compared(name):
    return pytest.param(name, marks=() if name in FAST else pytest.mark.slow)


@pytest.mark.parametrize("name", map(_compared, SAME))
def test_an_executed_notebook_is_the_same_as_with_stock_papermill(tmp_path, monkeypatch, name):
    as_outside(monkeypatch)
    if name == "matplotlib":
        import_module("matplotlib.font_manager")  # It says in a cell that it looks for fonts, the first time.
    path = written(tmp_path / "asked.ipynb", SAME[name])
    (ours, error), (stock, its) = ran(path, **ASKED.get(name, {})), ran(path, None, **ASKED.get(name, {}))
    assert error == its
    assert plain(ours) == plain(stock)


def test_both_engines_end_a_cell_in_time_and_ours_a_run_too(tmp_path):
    path = written(tmp_path / "asked.ipynb", ("import time\ntime.sleep(1)", "time.sleep(60)"))
    began = time.monotonic()
    executed, error = ran(path, run_timeout=3)
    assert error.startswith("CellTimeoutError") and time.monotonic() - began < 40
    assert [cell["metadata"]["papermill"]["status"] for cell in executed["cells"]] == ["completed", "completed"]
    assert executed["cells"][1]["outputs"][0]["ename"] == "KeyboardInterrupt"


def test_a_run_has_so_much_memory_and_no_more(tmp_path):
    path = written(tmp_path / "asked.ipynb", ("data = bytearray(300 << 20)\nlen(data)",))
    assert ran(path, memory=1 << 30)[1] == ""
    executed, error = ran(path, memory=100 << 20)
    assert "MemoryError" in error
    assert executed["cells"][-1]["outputs"][0]["ename"] == "MemoryError"


def test_runs_share_nothing(tmp_path):
    path = written(tmp_path / "asked.ipynb", (
        "import builtins, os, random, sys, numpy\nimport workflows.settings as module\n"
        "seen = hasattr(builtins, 'left'), 'LEFT' in os.environ, hasattr(module, 'left'), os.path.exists('left')\n"
        "builtins.left = module.left = os.environ['LEFT'] = 'x'",
        "print(seen, os.getpid(), random.random(), numpy.random.random())", "os.chdir('/')"))
    here = os.getcwd()
    said = ["".join(ran(path)[0]["cells"][1]["outputs"][0]["text"]).split(") ") for _ in range(2)]
    assert said[0][0] == said[1][0] == "(False, False, False, False"
    assert not set(said[0][1].split()) & set(said[1][1].split())
    assert os.getcwd() == here and "LEFT" not in os.environ


@pytest.mark.parametrize("end", ["pass", "1 / 0", "os._exit(1)", "time.sleep(60)"])
def test_nothing_that_a_notebook_started_is_left(tmp_path, end):
    path = written(tmp_path / "asked.ipynb", (
        "import os, subprocess, sys, time\nstarted = [subprocess.Popen(['sleep', '300'], start_new_session=own) for own in (False, True)]\n"
        "open('pids', 'w').write(' '.join(str(one.pid) for one in started) + ' ' + str(os.getpid()))", end))
    ran(path, execution_timeout=5)
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert len(pids) == 3 and all(gone(pid) for pid in pids)


def test_what_is_still_open_at_the_end_is_written(tmp_path):
    path = written(tmp_path / "asked.ipynb", (
        "import atexit\nfile = open('kept', 'w'); file.write('kept')\natexit.register(lambda: open('last', 'w').write('last'))",))
    assert ran(path)[1] == ""
    assert [(tmp_path / name).read_text() for name in ("kept", "last")] == ["kept", "last"]


def test_a_warm_parent_that_died_is_replaced(tmp_path):
    path = written(tmp_path / "asked.ipynb", ("1 + 1",))
    assert ran(path)[1] == ""
    first = engine_fork._ours.pid
    os.kill(first, 9)
    assert gone(first)
    executed, error = ran(path)
    assert error == "" and executed["cells"][0]["outputs"][0]["data"]["text/plain"] == ["2"]
    assert engine_fork._ours.pid != first


@pytest.mark.parametrize("page", ["simulation", "vehicle"])
def test_a_warm_parent_that_made_a_report_still_has_one_thread(page):
    with engine_fork.WarmParent(page=page) as parent:
        task = parent.fork("tests.workflows.test_engine:said_nothing", {})
        assert os.listdir(f"/proc/{parent.pid}/task") == [str(parent.pid)]
        task.end()


def said_nothing(line) -> None:
    """A process that ends at once."""


def test_a_killed_process_leaves_no_parent_and_no_run(tmp_path):
    """Whoever runs notebooks is killed in the middle of a cell: the cell's process, and the warm parent, end too."""
    path = written(tmp_path / "asked.ipynb", (
        "import os, time\nopen('pids', 'w').write(f'{os.getpid()} {os.getppid()}')", "time.sleep(120)"))
    code = (f"import papermill, workflows.kernels.engine\npapermill.execute_notebook({str(path)!r}, None, engine_name='atelier', "
            f"progress_bar=False, cwd={str(tmp_path)!r})")
    with subprocess.Popen([sys.executable, "-c", code], cwd=MADE, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 120
        while not (tmp_path / "pids").exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.2)
        process.kill()
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert len(pids) == 2 and all(gone(pid) for pid in pids)


@pytest.mark.slow
def test_papermills_own_command_finds_it_by_name(tmp_path):
    path = written(tmp_path / "asked.ipynb", ("#parameters", "import os\nprint(who, open(f'/proc/{os.getppid()}/cmdline').read().split('\\0')[-3:])"))
    subprocess.run([Path(sys.executable).parent / "papermill", "--engine", "atelier", path, tmp_path / "out.ipynb", "-p", "who", "Zoé",
                    "--no-progress-bar"], check=True, cwd=tmp_path)
    said = (tmp_path / "out.ipynb").read_text("utf-8")
    assert "Zo" in said and "ipykernel_launcher" not in said and '"status": "completed"' in said


def test_it_is_an_engine_of_papermill(tmp_path):
    assert papermill.engines.papermill_engines.get_engine("atelier") is ForkedEngine
    path = written(tmp_path / "asked.ipynb", ("#parameters", "print(who)"))
    node = papermill.execute_notebook(path, None, parameters={"who": "Zoé"}, engine_name="atelier", progress_bar=False)
    assert re.search("Zoé", node.cells[-1].outputs[0].text)
