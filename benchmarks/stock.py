"""The stock environments below `.bench`: the same pinned versions as a plain install has them, and our code."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.processes import ROOT, Unmeasured, clean_environment

PLACE = ROOT / ".bench"
LOCK = ROOT / "requirements.lock"
LEFT_OUT = ("rfc3987-syntax", "lark")
"""Parsers that a plain install brings and our lock leaves out, because importing them costs seconds."""
OURS = ("boto3", "pyarrow")
"""What papermill loads where it finds it, and what our lock has for results and tests: it would make stock look slow."""

INSTALL_SECONDS = 1800


def stock_program(name: str, parsers: bool = True) -> Path:
    """A program of the stock environment, with or without those parsers; built first when there is none for this lock."""
    place = PLACE / ("stock" if parsers else "stock-without-parsers")
    mark, want = place / ".built", hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not mark.is_file() or mark.read_text() != want:
        print(f"benchmarks: making .bench/{place.name} (a few minutes, only the first time)", file=sys.stderr)
        _build(place, LEFT_OUT if parsers else ())
        mark.write_text(want)
    return place / "bin" / name


def _build(place, besides):
    # From nothing each time: an environment that was half updated is worse than none.
    shutil.rmtree(place, ignore_errors=True)
    PLACE.mkdir(exist_ok=True)
    python, pip = place / "bin" / "python", ("-m", "pip", "--disable-pip-version-check", "--no-input", "install")
    environment = clean_environment(PLACE / "jupyter")
    with (PLACE / "install.log").open("w") as log:
        for command in ((sys.executable, "-m", "venv", place),
                        (python, *pip, "--require-hashes", "--no-deps", "--compile", "-r", LOCK),
                        *([(python, *pip, "--no-deps", "--compile", *besides)] if besides else []),
                        (python, *pip, "--no-deps", "--no-build-isolation", "--editable", "."),
                        (python, "-m", "pip", "uninstall", "--yes", *OURS),
                        (python, "-m", "compileall", "-q", place / "lib")):
            try:
                done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, stdout=log,
                                      stderr=log, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS)
            except subprocess.TimeoutExpired:
                raise Unmeasured(f"the stock environment was not ready after {INSTALL_SECONDS} s") from None
            # Some packages carry files of other Pythons that do not compile; the rest is compiled all the same.
            if done.returncode and "compileall" not in command:
                raise Unmeasured(f"the stock environment could not be built; {log.name} says why")
