"""One line of the results: what was measured, ours, the stock way where there is one, the target where there is one."""

import math
import statistics
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Line:
    """`ours` and `stock`: every counted run, in `unit`. What counts is the median, or with `worst` the 95th percentile.

    `target`: the most that ours may be. `share`: the most that it may be of the stock way.

    >>> Line("a page", "ms", [100, 120, 150], [500, 600, 700], target=200, share=0.25).met
    True
    """

    what: str
    unit: str
    ours: list[float]
    stock: list[float] = field(default_factory=list)
    target: float | None = None
    share: float | None = None
    worst: bool = False

    def counts(self, runs: list[float]) -> float:
        """The figure of these runs that is compared."""
        return percentile(runs) if self.worst else statistics.median(runs)

    @property
    def ratio(self) -> float | None:
        """How many times ours the stock way is; None without a stock way."""
        ours = self.counts(self.ours)
        return self.counts(self.stock) / ours if self.stock and ours else None

    @property
    def met(self) -> bool | None:
        """Whether the targets are met; None without one."""
        bounds = [self.target] if self.target is not None else []
        bounds += [self.share * self.counts(self.stock)] if self.share is not None and self.stock else []
        return all(self.counts(self.ours) <= most for most in bounds) if bounds else None

    def as_json(self) -> dict[str, Any]:
        """The line as plain values: every run, and what the table shows."""
        return {**asdict(self), "ours_median": statistics.median(self.ours), "ours_p95": percentile(self.ours),
                "stock_median": statistics.median(self.stock) if self.stock else None,
                "stock_p95": percentile(self.stock) if self.stock else None, "ratio": self.ratio, "met": self.met}


def percentile(runs: list[float], part: float = 0.95) -> float:
    """The smallest run that so large a part of the runs does not exceed.

    >>> percentile([5.0, 1.0, 3.0]), percentile(list(range(1, 101)))
    (5.0, 95)
    """
    return sorted(runs)[math.ceil(part * len(runs)) - 1]


@dataclass(frozen=True)
class Part:
    """What one part of the benchmarks found. `notes`: what a reader must know; `left_out`: why there are no lines."""

    name: str
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: str = ""


HEAD = ("", "", "ours", "stock", "stock/ours", "target", "met")


def table(part: Part) -> str:
    """The part for eyes: medians, and in brackets the smallest, the 95th percentile where it counts, and the largest run."""
    rows = [HEAD, *(_cells(line) for line in part.lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    left = 2
    body = ["  ".join(cell.ljust(width) if at < left else cell.rjust(width)
                      for at, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip() for row in rows]
    said = [f"   {note}" for note in part.notes]
    return "\n".join([f"== {part.name}", *(body if part.lines else []),
                      *([f"left out: {part.left_out}"] if part.left_out else []), *said])


def _cells(line):
    ratio, met = line.ratio, line.met
    bounds = [f"< {line.target:g}"] if line.target is not None else []
    bounds += [f"< {line.share:g} stock"] if line.share is not None else []
    return (line.what, line.unit, _spread(line, line.ours), _spread(line, line.stock), f"{ratio:.2f}x" if ratio else "—",
            ", ".join(bounds) or "—", "—" if met is None else "yes" if met else "NO")


def _spread(line, runs):
    if not runs:
        return "—"
    worst = f", p95 {_short(percentile(runs))}" if line.worst else ""
    return f"{_short(statistics.median(runs))} ({_short(min(runs))}–{_short(max(runs))}{worst})"


def _short(number):
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
