"""What a newcomer meets: missing things get one sentence with the way out, and the two commands do the rest."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.servers import free_port, kernels_below, wait_for
from workflows.settings import ROOT

QUIET = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MAKE", "MFLAGS"))}


def environment(folder: Path, **changes: str) -> subprocess.CompletedProcess:
    """`.ci/environment` of a checkout that has no `.venv` yet."""
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "environment", folder / ".ci")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return subprocess.run([".ci/environment"], cwd=folder, env={**QUIET, **changes}, capture_output=True, text=True, timeout=250)


def stand_in(folder: Path, script: str) -> str:
    """A Python that answers as a machine would where something is missing."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(("script", "said"), [
    ('case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac', "python3-venv"),
    ('case "$1" in -V) echo Python 3.9.2;; *) exit 1;; esac', "3.11, 3.12 or 3.13"),
])
def test_what_is_missing_is_said_in_one_sentence(tmp_path, script, said):
    done = environment(tmp_path, PYTHON=stand_in(tmp_path, script))
    assert done.returncode == 2 and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_no_python_at_all_is_said(tmp_path):
    done = environment(tmp_path, PYTHON="no-such-python")
    assert done.returncode == 2 and "python3 is missing" in done.stderr


def test_no_network_is_said_and_the_next_try_starts_anew(tmp_path):
    done = environment(tmp_path, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PIP_NO_CACHE_DIR="1",
                       HOME=str(tmp_path), PIP_CONFIG_FILE=os.devnull)
    assert done.returncode == 2
    assert "no network" in done.stderr.splitlines()[-1] and "PIP_INDEX_URL" in done.stderr
    assert not (tmp_path / ".venv" / ".atelier").exists()


def test_a_taken_port_is_said_with_another_one(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(["make", "-s", "run", f"PORT={port}"], cwd=ROOT,
                              env={**QUIET, "LC_ALL": "en_US.UTF-8", "ATELIER_HOME": str(tmp_path)}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert f"{port}" in done.stderr and f"{port + 1}" in done.stderr and "Traceback" not in done.stderr


def run_once(folder: Path, home: Path, seconds: float) -> str:
    """`make run`, a page opened, Ctrl-C; what it printed. Nothing that it started may be left."""
    port = free_port()
    process = subprocess.Popen(["make", "run", f"PORT={port}"], cwd=folder, start_new_session=True, text=True, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env={**os.environ, "HOME": str(home), "LC_ALL": "en_US.UTF-8"})
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process, seconds)
        page = wait_for(f"http://127.0.0.1:{port}/simulation?lang=en", process)
        assert "What do I keep?" in page
        started = psutil.Process(process.pid).children(recursive=True)
        assert kernels_below(psutil.Process(process.pid)), "the page has a kernel"
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[0]
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(started, timeout=10)
    assert alive == [], "Ctrl-C stops everything, kernels too"
    assert f"Open http://127.0.0.1:{port} and choose" in said
    return said


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_make_run_on_a_fresh_clone_with_a_fresh_home(tmp_path):
    """The checkout as committed, no environment, nothing in HOME; then a second start and a stop by Ctrl-C."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)
    home = tmp_path / "home"
    home.mkdir()
    assert "making the environment" in run_once(tmp_path / "clone", home, 800)
    before = time.monotonic()
    assert "making the environment" not in run_once(tmp_path / "clone", home, 60)
    print(f"\nsecond start, a page opened and all stopped: {time.monotonic() - before:.1f} s")
    status = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path / "clone", capture_output=True, text=True, check=True)
    assert status.stdout == "", "running leaves the checkout clean"
