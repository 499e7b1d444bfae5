"""The document of an order: one PDF with its data inside, warm, on one core."""

import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from benchmarks.lines import Line as Measured
from benchmarks.lines import Part
from workflows.law.library import shelf
from workflows.orders.document import data_files, order_pdf
from workflows.orders.examples import example
from workflows.orders.lines import Line
from workflows.orders.order import Order, with_deposit

DOCUMENTS, WARM_UP, LONG_DOCUMENTS, CPU_MS = 40, 5, 8, 60


def five_lines() -> Order:
    """An order as most are: three lines of work, a purchase, journeys, a deposit."""
    few = example().lines
    return example(lines=(*few, Line("Impression", Decimal(200), "piece", Decimal("1.2045"), kind="purchase"),
                          Line("Illustration", Decimal("0.5"), "half_day", Decimal(180), "performance")),
                   instalments=with_deposit(Decimal("1122.81"), Decimal("0.4")))


def many_lines() -> Order:
    """An order of 120 lines, over several pages."""
    line = five_lines().lines[0]
    return example(lines=tuple(replace(line, text=f"{line.text} {number}") for number in range(1, 121)))


def measured(what: str) -> dict[str, list[float]]:
    """CPU milliseconds of each document after a few to warm up, no two of them alike."""
    make, count = {"five": (five_lines, DOCUMENTS), "many": (many_lines, LONG_DOCUMENTS)}[what]
    law, order, took, data = shelf(), make(), [], []
    for number in range(WARM_UP + count):
        one = replace(order, number=f"2026-{number:04d}")
        start = time.process_time()
        order_pdf(one, law)
        whole = time.process_time()
        data_files(one, law)
        took.append((whole - start) * 1000)
        data.append((time.process_time() - whole) * 1000)
    return {"ms": took[WARM_UP:], "data_ms": data[WARM_UP:]}


def orders(runs: int, tell: Callable[[str], None]) -> Part:
    """CPU time of one order in `runs` fresh processes: with five lines, the data alone, and with 120 lines."""
    from benchmarks.compute import alone
    five = [alone("orders five", tell, f"five lines: process {number} of {runs}") for number in range(1, runs + 1)]
    many = [alone("orders many", tell, f"120 lines: process {number} of {runs}") for number in range(1, runs + 1)]
    return Part("orders: one document with its data inside", (
        Measured("five lines: PDF, Order-X and UBL", "CPU ms", [ms for one in five for ms in one["ms"]], target=CPU_MS),
        Measured("   the data alone", "CPU ms", [ms for one in five for ms in one["data_ms"]]),
        Measured("120 lines: PDF, Order-X and UBL", "CPU ms", [ms for one in many for ms in one["ms"]])),
        ("each document of each process counts; a process is pinned to one core and warmed up",))
