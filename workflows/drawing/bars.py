"""A chart of bars: groups along the x axis, one bar of each series in a group, values below zero hang down."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, LETTER, named_line, on_paper, text
from workflows.drawing.scale import Scale, covering, ticks


@dataclass(frozen=True)
class Bars:
    """One series: its name, a value for each group, its colour."""

    name: str
    values: Sequence[float]
    colour: str


@dataclass(frozen=True)
class BarChart:
    """What is to be drawn. `groups` are the names along the x axis. `marks`: (place among the groups, name), a place
    between two groups as a fraction. `joined`: bars touch, as in a histogram.

    >>> chart = BarChart("T", "D", "x", "y", ["a", "b"], [Bars("n", [1, -2], "#000")], str)
    >>> chart.svg(300, 200, "k").count("<rect")
    3
    """

    title: str
    description: str
    x_name: str
    y_name: str
    groups: Sequence[str]
    series: Sequence[Bars]
    short: Callable[[float], str]
    marks: Sequence[tuple[float, str]] = ()
    joined: bool = False

    @property
    def inks(self) -> tuple[Ink, ...]:
        return tuple(Ink(bars.name, bars.colour, "fill") for bars in self.series)

    def svg(self, width: int, height: int, key: str) -> str:
        left, right, top, bottom = 58, 14, 34, 46
        low, high = covering([value for bars in self.series for value in bars.values] + [0.0])
        x, y = Scale(0, len(self.groups), left, width - right), Scale(low, high, height - bottom, top)
        return on_paper(self.title, self.description, width, height, key, [
            *self._grid(x, y, height), *self._bars(x, y), *self._marks(x, y)])

    def _grid(self, x, y, height):
        for value in ticks(y.low, y.high, 5):
            yield f'<line x1="{x.start}" x2="{x.end}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{GRID}" ' \
                  f'stroke-width="{2 if value == 0 else 1}"/>'
            yield text(x.start - 8, y(value) + 4, self.short(value), "end")
        # Where the names of the groups have no room, only some are written.
        every = math.ceil((max(map(len, self.groups)) + 1) * LETTER / (x(1) - x(0)))
        for place, name in enumerate(self.groups):
            if place % every == 0:
                yield text(x(place + 0.5), y.start + 18, name, "middle")
        yield text(x.start - 46, 16, self.y_name, colour=INK, weight="600")
        yield text((x.start + x.end) / 2, height - 8, self.x_name, "middle")

    def _bars(self, x, y):
        group = x(1) - x(0)
        room = group * (0.98 if self.joined else 0.76)
        wide = room / len(self.series)
        for at, bars in enumerate(self.series):
            for place, value in enumerate(bars.values):
                start = x(place) + (group - room) / 2 + at * wide
                upper, lower = sorted((y(value), y(0)))
                yield f'<rect x="{start:.2f}" y="{upper:.2f}" width="{max(wide - 0.5, 0.5):.2f}" ' \
                      f'height="{lower - upper:.2f}" fill="{bars.colour}"><title>' \
                      f'{escape(f"{bars.name}, {self.groups[place]}: {self.short(value)}")}</title></rect>'

    def _marks(self, x, y):
        for row, (at, name) in enumerate(self.marks):
            yield named_line(x(at), x, y, row, name, INK)
