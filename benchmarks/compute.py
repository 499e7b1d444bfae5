"""What is computed without page or notebook, each measurement in a fresh process on one core."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import Line, Part
from benchmarks.processes import ONE_THREAD, clean_environment, run

SECONDS = 180
SCAN_MS, SCAN_MB, PAYSLIPS_MS, MEMBERS_MS, FUND_MS = 400, 60, 3_000, 100, 400
ALL_WAYS_MS, POINTS_MS = 1_500, 20

SCANS = {"two": "the two ways compared, every euro", "all": "all ways, every euro",
         "changes": "the changes, coefficient typed (no band)", "band": "the changes, and the band of each"}
PAYSLIPS = {(kind, how): f"{kind}, {said}" for kind in ("employee", "artist")
            for how, said in (("blocks", "in blocks"), ("whole", "in one call"))}


def simulation(runs: int, tell: Callable[[str], None]) -> Part:
    """One comparison: the first of a process, for a slider that moves, and with days that change each time."""
    found = [alone("simulation", tell, f"process {number} of {runs}") for number in range(1, runs + 1)]
    lines = {"first": "the first of a process, after the imports", "slider": "another turnover, as a slider asks",
             "cold": "other days each time: nothing kept fits", "points": "401 turnovers of one way"}
    return Part("simulation: one comparison of the ways, without the scan", tuple(
        Line(said, "ms", [each for one in found for each in one[name]], target=POINTS_MS if name == "points" else None)
        for name, said in lines.items()),
        (f"{runs} processes, each on one core",))


def scan(runs: int, tell: Callable[[str], None]) -> Part:
    """Every whole euro to 500,000: what the ways leave, and where the better one changes."""
    lines = []
    for name, said in SCANS.items():
        found = [alone(f"scan {name}", tell, f"{said}: process {number} of {runs}") for number in range(1, runs + 1)]
        most = ALL_WAYS_MS if name == "all" else SCAN_MS
        lines += [Line(said, "ms", [one["ms"] for one in found], target=most),
                  Line("   memory above the start", "MB", [one["mb"] for one in found], target=SCAN_MB)]
    return Part("scan: the ways at every whole euro to 500,000", tuple(lines),
                ("each run in a fresh process on one core, after the imports and a hundred euros to warm up",))


def payslips(runs: int, tell: Callable[[str], None]) -> Part:
    """A million payslips of different gross pay, all lines of each."""
    lines = []
    for (kind, how), said in PAYSLIPS.items():
        found = [alone(f"payslips {kind} {how}", tell, f"{said}: process {number} of {runs}")
                 for number in range(1, runs + 1)]
        lines += [Line(said, "ms", [one["ms"] for one in found], target=PAYSLIPS_MS),
                  Line("   memory above the start", "MB", [one["mb"] for one in found])]
    return Part("payslips: 1,000,000 of one month", tuple(lines), (
        "each run in a fresh process on one core; memory counts the seven amounts kept of each payslip (56 MB)",))


def reform(runs: int, tell: Callable[[str], None]) -> Part:
    """What-if questions of the cooperative: all members through three reforms, the guarantee fund, the treasury."""
    lines = []
    for what, plain, said, most in (
            ("members", "members_in_pandas", "35,000 members through three reforms, neutral rates too", MEMBERS_MS),
            ("fund", "fund_asked_one_by_one", "5,000 years of 20,000 clients", FUND_MS),
            ("treasury", None, "the treasury, three years day by day", None)):
        ours, stock = ([alone(f"reform {name}", tell, f"{said}: process {number} of {runs}")
                        for number in range(1, runs + 1)] if name else [] for name in (what, plain))
        lines += [Line(said, "ms", [one["ms"] for one in ours], [one["ms"] for one in stock], most),
                  Line("   memory above the start", "MB", [one["mb"] for one in ours], [one["mb"] for one in stock])]
    return Part("reform: what-if questions of the cooperative", tuple(lines), (
        "stock: pandas with a root finder for the members; a draw for every client in every year for the fund",))


def alone(what: str, tell: Callable[[str], None], said: str) -> dict:
    """What `benchmarks.alone` measured, in a fresh process on one core."""
    tell(said)
    with TemporaryDirectory(prefix="bench-") as place:
        environment = clean_environment(Path(place)) | ONE_THREAD
        return json.loads(run([sys.executable, "-m", "benchmarks.alone", *what.split()], environment, SECONDS))
