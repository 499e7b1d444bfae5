"""One line of the results: what was measured, ours, the stock way where there is one, the target where there is one."""

import statistics
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Line:
    """`ours` and `stock`: every counted run, in `unit`. `target`: the most that the median of ours may be."""

    what: str
    unit: str
    ours: list[float]
    stock: list[float] = field(default_factory=list)
    target: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times ours the stock way is; None without a stock way."""
        ours = statistics.median(self.ours)
        return statistics.median(self.stock) / ours if self.stock and ours else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else statistics.median(self.ours) <= self.target

    def as_json(self) -> dict[str, Any]:
        """The line as plain values: every run, and what the table shows."""
        return {**asdict(self), "ours_median": statistics.median(self.ours),
                "stock_median": statistics.median(self.stock) if self.stock else None,
                "ratio": self.ratio, "met": self.met}


@dataclass(frozen=True)
class Part:
    """What one part of the benchmarks found. `notes`: what a reader must know; `left_out`: why there are no lines."""

    name: str
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: str = ""


HEAD = ("", "", "ours", "stock", "stock/ours", "target", "met")


def table(part: Part) -> str:
    """The part for eyes: medians, and in brackets the smallest and the largest run."""
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
    return (line.what, line.unit, _spread(line.ours), _spread(line.stock), f"{ratio:.2f}x" if ratio else "—",
            f"< {line.target:g}" if line.target is not None else "—", "—" if met is None else "yes" if met else "NO")


def _spread(runs):
    return f"{_short(statistics.median(runs))} ({_short(min(runs))}–{_short(max(runs))})" if runs else "—"


def _short(number):
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
