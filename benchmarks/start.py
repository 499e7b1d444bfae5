"""From the command to a server that listens: `make run` with its environment there, beside Voilà's own command."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import Line, Part
from benchmarks.processes import clean_environment, free_port, served
from benchmarks.stock import stock_program

SECOND_START_MS = 5_000


def start(runs: int, tell: Callable[[str], None]) -> Part:
    """`runs` starts of each way in turn; the environments stand already, as at every start but the first."""
    voila, ours, stock = stock_program("voila"), [], []
    with TemporaryDirectory(prefix="bench-") as place:
        environment = clean_environment(Path(place))
        for number in range(runs + 1):
            tell(f"start {number} of {runs}" if number else "a start that does not count")
            took = [_until_it_listens(command, environment) for command in (
                lambda port: ["make", "-s", "run", f"PORT={port}"],
                lambda port: [voila, "notebooks/simulation.ipynb", "--no-browser", "--port", str(port)])]
            if number:
                ours.append(took[0])
                stock.append(took[1])
    return Part("start: from the command to a server that listens", (
        Line("the second start", "ms", ours, stock, target=SECOND_START_MS),),
        ("ours: make run; stock: voila notebooks/simulation.ipynb with its defaults",))


def _until_it_listens(command, environment):
    port = free_port()
    begun = time.perf_counter()
    with served(command(port), environment, port):
        return (time.perf_counter() - begun) * 1000
