"""A chart of lines over one amount: grid, lines that differ by colour and dash, marks, a shaded zone, one point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, PAPER, QUIET, named_line, on_paper, text
from workflows.drawing.scale import Scale, covering, ticks

ZONE, BAND = "#f1ede2", "#d9e2ec"


@dataclass(frozen=True)
class Series:
    """One line: its name, y for each x, its colour and dash ("" for a full line)."""

    name: str
    values: Sequence[float]
    colour: str
    dash: str = ""


@dataclass(frozen=True)
class Mark:
    """A place on the x axis with its name, and how far to each side it may lie (None: beyond the chart)."""

    at: float
    name: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class LineChart:
    """What is to be drawn. `here`: (x, y of each series at x, label). `zone`: (to x, label).

    `short` writes the values along the axes; `short_x` those along the x axis where they are of another kind.
    """

    title: str
    description: str
    x_name: str
    y_name: str
    xs: Sequence[float]
    series: Sequence[Series]
    short: Callable[[float], str]
    here: tuple[float, Sequence[float], str] | None = None
    marks: Sequence[Mark] = ()
    zone: tuple[float, str] | None = None
    short_x: Callable[[float], str] | None = None

    @property
    def inks(self) -> tuple[Ink, ...]:
        return tuple(Ink(line.name, line.colour, line.dash) for line in self.series)

    def svg(self, width: int, height: int, key: str) -> str:
        return draw(self, width, height, key)


def draw(chart: LineChart, width: int = 760, height: int = 380, key: str = "chart", legend: bool = False) -> str:
    """The chart as one SVG element; `key` keeps its ids apart from other charts of the page.

    `legend`: names the lines inside the drawing, for paper; a page names them beside it.

    >>> svg = draw(LineChart("T", "D", "x", "y", [0, 1], [Series("a", [0, 5], "#000")], str))
    >>> svg.startswith("<svg") and "<title" in svg
    True
    """
    left, right, top, bottom = 58, 24, 34, 46
    y_low, y_high = covering([value for line in chart.series for value in line.values] + [0.0])
    x = Scale(chart.xs[0], chart.xs[-1], left, width - right)
    y = Scale(y_low, y_high, height - bottom, top)
    return on_paper(chart.title, chart.description, width, height, key, [
        *_zone(chart, x, y), *_bands(chart, x, y), *_grid(chart, x, y, width, height, left), *_marks(chart, x, y),
        *(_line(chart, place, x, y) for place in range(len(chart.series))), *_here(chart, x, y),
        *(_legend(chart, x, y) if legend else ())])


def _grid(chart, x, y, width, height, left):
    for value in ticks(y.low, y.high, 5):
        yield f'<line x1="{x.start}" x2="{x.end}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{GRID}" ' \
              f'stroke-width="{2 if value == 0 else 1}"/>'
        yield text(left - 8, y(value) + 4, chart.short(value), "end")
    for value in ticks(x.low, x.high, 6 if width > 500 else 3):
        yield text(x(value), y.start + 18, (chart.short_x or chart.short)(value), "middle")
    yield text(left - 46, 16, chart.y_name, colour=INK, weight="600")
    yield text((x.start + x.end) / 2, height - 8, chart.x_name, "middle")


def _zone(chart, x, y):
    if chart.zone and chart.zone[0] > chart.xs[0]:
        end = min(chart.zone[0], chart.xs[-1])
        yield f'<rect x="{x.start}" y="{y.end}" width="{x(end) - x.start:.1f}" height="{y.start - y.end:.1f}" ' \
              f'fill="{ZONE}"><title>{escape(chart.zone[1])}</title></rect>'


def _bands(chart, x, y):
    for mark in chart.marks:
        low = max(x.low, x.low if mark.low is None else mark.low)
        high = min(x.high, x.high if mark.high is None else mark.high)
        if low < high:
            yield f'<rect x="{x(low):.1f}" y="{y.end}" width="{x(high) - x(low):.1f}" height="{y.start - y.end:.1f}" ' \
                  f'fill="{BAND}"/>'


def _marks(chart, x, y):
    for row, (at, name) in enumerate((mark.at, mark.name) for mark in chart.marks if x.low <= mark.at <= x.high):
        yield named_line(x(at), x, y, row, name, QUIET)


def _legend(chart, x, y):
    for row, line in enumerate(chart.series):
        height = y.start - 14 - 18 * (len(chart.series) - 1 - row)
        dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
        yield f'<line x1="{x.end - 250:.1f}" x2="{x.end - 216:.1f}" y1="{height - 4:.1f}" y2="{height - 4:.1f}" ' \
              f'stroke="{line.colour}" stroke-width="2.5"{dash}/>'
        yield text(x.end - 208, height, line.name, colour=INK)


def _line(chart, place, x, y):
    line = chart.series[place]
    known = list(zip(chart.xs, line.values, strict=True))
    if chart.here and x.low <= chart.here[0] <= x.high:
        # The line goes through the person's own point, not past it.
        known = sorted({**dict(known), chart.here[0]: chart.here[1][place]}.items())
    points = " ".join(f"{x(at):.2f},{y(value):.2f}" for at, value in known)
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    return (f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="2.5" '
            f'stroke-linejoin="round"{dash}><title>{escape(line.name)}</title></polyline>')


def _here(chart, x, y):
    if not chart.here:
        return
    at, values, name = chart.here
    highest = min(y(value) for value in values)
    yield f'<line x1="{x(at):.1f}" x2="{x(at):.1f}" y1="{highest:.1f}" y2="{y.start}" stroke="{INK}" stroke-width="1"/>'
    for line, value in zip(chart.series, values, strict=True):
        yield f'<circle cx="{x(at):.2f}" cy="{y(value):.2f}" r="6" fill="{PAPER}" stroke="{line.colour}" ' \
              f'stroke-width="3" data-series="{escape(line.name)}"/>'
    right_half = x(at) > (x.start + x.end) / 2
    yield text(x(at) + (-8 if right_half else 8), y.start - 8, name, "end" if right_half else "start", INK, "600")
