"""A fan over months: bands between percentiles, darker towards the middle, the median as a line, and the plan beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, QUIET, on_paper, text
from workflows.drawing.scale import Scale, covering, ticks

OUTER, INNER, MIDDLE, PLAN = "#d3e3f4", "#9cc0e4", "#0b5cad", "#b4420a"
LEAST = 46
"""Pixels that the name of a month needs; where there are more, only some are named."""


@dataclass(frozen=True)
class FanChart:
    """What is to be drawn. `bands`: five lines of values, from the 5th to the 95th percentile, one value for each of
    `groups`, the months. `plan`: the values without chance. `names`: of the outer band, the inner band, the middle, the
    plan. The edges of the bands are lines of their own, so that they can be told apart without colours.

    >>> chart = FanChart("T", "D", "x", "y", ["Jan", "Feb"], [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]], [2, 2], "abcd", str)
    >>> chart.svg(300, 200, "k").count("<polygon")
    2
    """

    title: str
    description: str
    x_name: str
    y_name: str
    groups: Sequence[str]
    bands: Sequence[Sequence[float]]
    plan: Sequence[float]
    names: Sequence[str]
    short: Callable[[float], str]

    @property
    def inks(self) -> tuple[Ink, ...]:
        outer, inner, middle, plan = self.names
        return Ink(outer, OUTER, "fill"), Ink(inner, INNER, "fill"), Ink(middle, MIDDLE), Ink(plan, PLAN, "7 4")

    def svg(self, width: int, height: int, key: str) -> str:
        left, right, top, bottom = 62, 14, 34, 46
        low, high = covering([value for line in (*self.bands, self.plan) for value in line] + [0.0])
        x, y = Scale(0, max(1, len(self.groups)), left, width - right), Scale(low, high, height - bottom, top)
        five, quarter, median, three, most = self.bands
        return on_paper(self.title, self.description, width, height, key, [
            self._band(five, most, OUTER, x, y), self._band(quarter, three, INNER, x, y), *self._grid(x, y, height),
            self._line(five, QUIET, "2 3", 1, x, y), self._line(most, QUIET, "2 3", 1, x, y),
            self._line(median, MIDDLE, "", 2.5, x, y), self._line(self.plan, PLAN, "7 4", 2.5, x, y)])

    def _points(self, values, x, y):
        return [f"{x(place + 0.5):.2f},{y(value):.2f}" for place, value in enumerate(values)]

    def _band(self, lower, upper, colour, x, y):
        points = self._points(upper, x, y) + self._points(lower, x, y)[::-1]
        return f'<polygon points="{" ".join(points)}" fill="{colour}"/>'

    def _line(self, values, colour, dash, wide, x, y):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        return (f'<polyline points="{" ".join(self._points(values, x, y))}" fill="none" stroke="{colour}" '
                f'stroke-width="{wide}" stroke-linejoin="round"{dashes}/>')

    def _grid(self, x, y, height):
        for value in ticks(y.low, y.high, 5):
            colour, wide = (INK, 1.5) if value == 0 else (GRID, 1)
            yield f'<line x1="{x.start}" x2="{x.end}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{colour}" ' \
                  f'stroke-width="{wide}"/>'
            yield text(x.start - 8, y(value) + 4, self.short(value), "end")
        every = max(1, -(-len(self.groups) * LEAST // int(x.end - x.start)))
        for place, name in enumerate(self.groups):
            if place % every == 0:
                yield text(x(place + 0.5), y.start + 18, name, "middle")
        yield text(x.start - 50, 16, self.y_name, colour=INK, weight="600")
        yield text((x.start + x.end) / 2, height - 8, self.x_name, "middle")
