"""Beside OpenFisca-France, in an environment of its own: net pay and income tax of 50,000 people, each in its country."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import Line, Part
from benchmarks.people import PEOPLE, YEAR_HERE, YEAR_THERE
from benchmarks.processes import ONE_THREAD, ROOT, Unmeasured, clean_environment, run

THERE = ROOT / ".bench" / "openfisca"
PINNED = ROOT / "benchmarks" / "openfisca.txt"
INSTALL_SECONDS, SECONDS = 1800, 600
MOST_RUNS = 5
"""A run of theirs takes a minute and more: five of each are enough for a median."""


def openfisca(runs: int, tell: Callable[[str], None]) -> Part:
    """The same gross pays and children in both, in turn, each run in a fresh process on one core."""
    python, runs = _python(tell), min(runs, MOST_RUNS)
    ours, theirs = [], []
    for number in range(1, runs + 1):
        tell(f"run {number} of {runs}: ours")
        ours.append(_year([sys.executable, "-m", "benchmarks.year_here"]))
        tell(f"run {number} of {runs}: OpenFisca-France")
        theirs.append(_year([python, "-P", ROOT / "benchmarks" / "year_there.py"]))
    lines = tuple(Line(said, "s", [one[name] for one in ours], [one[name] for one in theirs])
                  for name, said in (("s", "net pay and income tax"), ("processor_s", "   of it, the processor's own time"),
                                     ("import_s", "before: the imports, the law read")))
    return Part(f"openfisca: a salaried year of {PEOPLE:,} people, each with other pay, children 0 to 2", lines, (
        f"stock: {PINNED.read_text(encoding='utf-8').splitlines()[1]}; {runs} runs each, in turn",
        f"a year on average, net and tax: ours {_means(ours)} (Belgium, {YEAR_HERE}), "
        f"theirs {_means(theirs)} (France, {YEAR_THERE})",
        "not comparable: two countries. Theirs knows far more rules and looks at every person, month and benefit that the",
        "tax asks for, in 32 bits; ours looks at a household, once for each legal period of the year, in 64 bits.",
        "The ratio says what a member waits for here, not that one engine is better than the other"))


def _python(tell):
    """The Python of their environment, which is built first when there is none for these pins."""
    mark, want = THERE / ".built", hashlib.sha256(PINNED.read_bytes() + sys.version.encode()).hexdigest()
    if not mark.is_file() or mark.read_text() != want:
        tell("making the environment in .bench/openfisca (a few minutes, only the first time)")
        _build()
        mark.write_text(want)
    return THERE / "bin" / "python"


def _build():
    shutil.rmtree(THERE, ignore_errors=True)
    THERE.parent.mkdir(exist_ok=True)
    pip = (THERE / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-r", PINNED)
    environment = clean_environment(THERE.parent / "jupyter")
    with (THERE.parent / "openfisca.log").open("w") as log:
        for command in ((sys.executable, "-m", "venv", THERE), pip):
            try:
                done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, stdout=log,
                                      stderr=log, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS)
            except subprocess.TimeoutExpired:
                raise Unmeasured(f"OpenFisca-France was not installed after {INSTALL_SECONDS} s") from None
            if done.returncode:
                raise Unmeasured(f"OpenFisca-France could not be installed; {log.name} says why")


def _year(command):
    with TemporaryDirectory(prefix="bench-") as place:
        found = json.loads(run(command, clean_environment(Path(place)) | ONE_THREAD, SECONDS))
    if found["people"] != PEOPLE:
        raise Unmeasured(f"{command[-1]} has a figure for {found['people']} of {PEOPLE} people only")
    return found


def _means(runs):
    return f"{runs[0]['net']:,.0f} and {runs[0]['tax']:,.0f} EUR"
