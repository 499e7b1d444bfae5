"""A tornado: one bar for each assumption around the value as it is, the widest at the top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, on_paper, text
from workflows.drawing.scale import Scale, covering, ticks

LOW, HIGH = "#b4420a", "#0b5cad"
ROW, NAMES = 62, 36


@dataclass(frozen=True)
class Bar:
    """An assumption: the value at its low and at its high end, and the two ends as printed."""

    name: str
    at_low: float
    at_high: float
    low: str
    high: str


@dataclass(frozen=True)
class Tornado:
    """What is to be drawn, widest bar first. `ends`: what a low and a high end are called."""

    title: str
    description: str
    base: float
    base_name: str
    value_name: str
    ends: tuple[str, str]
    short: Callable[[float], str]
    bars: Sequence[Bar]

    @property
    def inks(self) -> tuple[Ink, ...]:
        """None: the drawing says below itself which colour is which end."""
        return ()

    def svg(self, width: int, height: int, key: str) -> str:
        """One SVG element; its height follows the number of bars."""
        return draw_tornado(self, width, key)


def draw_tornado(chart: Tornado, width: int = 760, key: str = "tornado") -> str:
    """The chart as one SVG element; its height follows the number of bars. `key` keeps its ids apart from others.

    >>> svg = draw_tornado(Tornado("T", "D", 5, "5", "EUR", ("low", "high"), str, [Bar("a", 3, 9, "1", "2")]))
    >>> svg.count("<rect") - 3, "<title" in svg  # two of the bar, three of paper and names
    (2, True)
    """
    left, right, top = 24, 24, 40
    bottom = top + ROW * len(chart.bars)
    low, high = covering([chart.base, 0.0, *(end for bar in chart.bars for end in (bar.at_low, bar.at_high))], 6)
    x = Scale(low, high, left, width - right)
    height = bottom + 70
    return on_paper(chart.title, chart.description, width, height, key, [
        *_grid(chart, x, top, bottom, width),
        f'<line x1="{x(chart.base):.1f}" x2="{x(chart.base):.1f}" y1="{top - 6}" y2="{bottom}" stroke="{INK}"/>',
        *(part for row, bar in enumerate(chart.bars) for part in _bar(chart, bar, x, top + ROW * row)),
        *_ends(chart, x, bottom + 58),
        _said(x(chart.base), top - 14, chart.base_name, _anchor(x, chart.base), INK, "600")])


_said = partial(text, halo=True)
"""Bars and lines pass behind the words."""


def _anchor(x: Scale, value: float) -> str:
    """Text that stands at a value stays on the paper."""
    share = (x(value) - x.start) / (x.end - x.start)
    return "start" if share < 0.12 else "end" if share > 0.88 else "middle"


def _grid(chart, x, top, bottom, width):
    for value in ticks(x.low, x.high, 6 if width > 500 else 3):
        yield f'<line x1="{x(value):.1f}" x2="{x(value):.1f}" y1="{top}" y2="{bottom}" stroke="{GRID}" ' \
              f'stroke-width="{2 if value == 0 else 1}"/>'
        yield _said(x(value), bottom + 18, chart.short(value), _anchor(x, value))
    yield _said((x.start + x.end) / 2, bottom + 38, chart.value_name, "middle")


def _bar(chart, bar, x, top):
    """The name and the ends above, then what each end makes of the value, in its own colour, from the base."""
    yield _said(x.start, top + 14, bar.name, colour=INK)
    yield _said(x.start, top + 30, f"{bar.low} … {bar.high}")
    for value, end, colour in ((bar.at_low, bar.low, LOW), (bar.at_high, bar.high, HIGH)):
        first, last = sorted((x(chart.base), x(value)))
        yield f'<rect x="{first:.1f}" y="{top + NAMES}" width="{max(last - first, 0.5):.1f}" height="16" ' \
              f'fill="{colour}" fill-opacity="0.85"><title>{escape(end)}</title></rect>'


def _ends(chart, x, at_y):
    """Which colour is which end."""
    middle = (x.start + x.end) / 2
    for at, name, colour in ((x.start, chart.ends[0], LOW), (middle, chart.ends[1], HIGH)):
        yield f'<rect x="{at:.1f}" y="{at_y - 10}" width="12" height="12" fill="{colour}" fill-opacity="0.85"/>'
        yield _said(at + 18, at_y, name)
