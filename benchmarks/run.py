"""`make bench`: every part in one run, with a yardstick before, between and after. `--help` says how to ask for less."""

import argparse
import json
import os
import platform
import signal
import statistics
import sys
from datetime import UTC, datetime

from benchmarks.batch import batch, many
from benchmarks.cash import cash
from benchmarks.coaching import coaching
from benchmarks.compute import payslips, reform, scan, simulation
from benchmarks.crowd import arrivals, memory, sliders
from benchmarks.kernels import kernel_starts
from benchmarks.lines import Part, table
from benchmarks.network import network
from benchmarks.openfisca import openfisca
from benchmarks.orders import orders
from benchmarks.page import page
from benchmarks.processes import ROOT, Unmeasured
from benchmarks.report import report
from benchmarks.small import small
from benchmarks.start import start
from benchmarks.yardstick import Yardstick

PARTS = {"start": start, "page": page, "kernels": kernel_starts, "memory": memory, "arrivals": arrivals, "sliders": sliders,
         "small": small, "report": report, "batch": batch, "many": many, "simulation": simulation, "scan": scan,
         "payslips": payslips, "reform": reform, "cash": cash, "orders": orders, "coaching": coaching, "network": network,
         "openfisca": openfisca}
GROUPS = {"server": ("page", "memory", "arrivals", "sliders", "small")}
"""Parts that are asked for together by one name."""

RUNS, ONE_DRIFT = 10, 1.25
OUT = ROOT / "out" / "bench.json"


def main() -> int:
    """Measure, print, write `out/bench.json`; 1 when a part was left out or a target missed, else 0."""
    asked = _arguments()
    # A signal to end must pass through every `finally`: they end the servers and kernels.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, load at the start {load}, "
          f"{asked.runs} counted runs.\n"
          "Medians, and in brackets the smallest and the largest run. Read the ratios: the times are this machine's.\n")
    yardstick, parts = Yardstick(), []
    for name in asked.only:
        print(f"   yardstick before {name}: {yardstick.lay(name):.0f} ms\n", flush=True)
        parts.append(_part(name, asked.runs))
        print(table(parts[-1]) + "\n", flush=True)
    print(f"   yardstick at the end: {yardstick.lay('the end'):.0f} ms; slowest {yardstick.drift:.2f} times the fastest"
          + (": the machine's speed drifted, compare with care" if yardstick.drift > ONE_DRIFT else ""))
    _write(asked.runs, yardstick, parts)
    print(f"   every run: {OUT.relative_to(ROOT)}")
    return int(any(part.left_out or any(line.met is False for line in part.lines) for part in parts))


def _arguments():
    parser = argparse.ArgumentParser(prog="benchmarks", description="Medians and ratios against the stock way.")
    parser.add_argument("--runs", type=_count, default=RUNS, help=f"counted runs of each (default {RUNS})")
    parser.add_argument("--only", type=_names, default=list(PARTS),
                        help="parts, with commas: " + ",".join([*PARTS, *GROUPS]))
    return parser.parse_args()


def _count(text):
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of runs: give 1 or more")
    return int(text)


def _names(text):
    names = [part for name in text.split(",") for part in GROUPS.get(name.strip(), (name.strip(),))]
    for name in names:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"there is no part {name!r}: choose among {', '.join([*PARTS, *GROUPS])}")
    return names


def _part(name, runs):
    shown = sys.stderr.isatty()

    def tell(step):
        if shown:
            print(f"\r\033[K{name}: {step}", end="", file=sys.stderr, flush=True)

    try:
        return PARTS[name](runs, tell)
    except Unmeasured as problem:
        return Part(name, left_out=str(problem))
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _write(runs, yardstick, parts):
    OUT.parent.mkdir(exist_ok=True)
    marks = yardstick.marks
    OUT.write_text(json.dumps({
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "runs": runs, "cores": os.cpu_count(),
        "python": platform.python_version(),
        "yardstick_ms": {"marks": marks, "median": statistics.median(time for _, time in marks), "drift": yardstick.drift},
        "parts": [{"name": part.name, "left_out": part.left_out, "notes": part.notes,
                   "lines": [line.as_json() for line in part.lines]} for part in parts]}, indent=1, ensure_ascii=False),
        encoding="utf-8")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("benchmarks: interrupted; nothing was written")
