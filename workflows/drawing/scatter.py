"""A map of numbered things on two axes, with quadrants; what has no value on one axis stands in a strip of its own, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, QUIET, on_paper, text
from workflows.drawing.rates import wrapped
from workflows.drawing.scale import Scale, covering, ticks

STRIP, NARROW_STRIP, NARROW = 0.27, 0.44, 500
"""The share of the width that the strip takes, on a wide and on a narrow drawing."""


@dataclass(frozen=True)
class Point:
    """A thing: its number in the table below, its name, its values (`x` None: not known) and its colour."""

    number: int
    name: str
    x: float | None
    y: float
    colour: str


@dataclass(frozen=True)
class Scatter:
    """What is to be drawn. `middle`: where the quadrants meet; `corners`: their names, from the upper left, row by row.

    `source`: what stands below the drawing, in full.
    """

    title: str
    description: str
    x_name: str
    y_name: str
    strip: str
    x_range: tuple[float, float]
    middle: tuple[float, float]
    corners: tuple[str, str, str, str]
    short_x: Callable[[float], str]
    short_y: Callable[[float], str]
    points: Sequence[Point]
    source: str = ""

    @property
    def inks(self) -> tuple[Ink, ...]:
        """None: the quadrants are named in the drawing."""
        return ()

    def svg(self, width: int, height: int, key: str) -> str:
        """One SVG element; each point is a circle with its number, and a title with its name.

        >>> one = Scatter("T", "D", "x", "y", "none", (1, 5), (3, 0.5), ("a", "b", "c", "d"), str, str,
        ...               [Point(1, "van", None, 0.4, "#000"), Point(2, "desk", 4, 0.6, "#000")])
        >>> one.svg(400, 300, "k").count("<circle")
        2
        """
        radius, share, height = (11, STRIP, height) if width > NARROW else (8, NARROW_STRIP, height + 60)
        said = wrapped(self.source, width - 16)
        bottom = height - 46
        left = 48
        strip = (left, left + share * (width - left))
        low, high = covering([self.middle[1], 0.0, *(point.y for point in self.points)])
        x, y = Scale(*self.x_range, strip[1] + 20, width - 20), Scale(low, high, bottom - 12, 44)
        return on_paper(self.title, self.description, width, height + 16 * len(said), key, [
            *self._frame(x, y, strip, width, bottom), *self._corners(x, y, width),
            *_placed([(point, strip[0] + 4 + radius, y(point.y)) for point in self.points if point.x is None],
                     strip[0] + 4 + radius, strip[1] - radius, radius),
            *_placed([(point, x(point.x), y(point.y)) for point in self.points if point.x is not None],
                     strip[1] + radius, width - radius, radius),
            *(text(8, height - 2 + 16 * (at + 0.5), line) for at, line in enumerate(said))])

    def _frame(self, x, y, strip, width, bottom):
        yield f'<rect x="{strip[0]:.1f}" y="36" width="{strip[1] - strip[0]:.1f}" height="{bottom - 36:.1f}" ' \
              'fill="#f0f3f6"/>'
        for value in ticks(y.low, y.high, 5):
            yield f'<line x1="{strip[0]}" x2="{width - 8}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{GRID}"/>'
            yield text(strip[0] - 6, y(value) + 4, self.short_y(value), "end")
        for value in ticks(x.low, x.high, 4):
            yield text(x(value), bottom + 18, self.short_x(value), "middle")
        yield f'<line x1="{x(self.middle[0]):.1f}" x2="{x(self.middle[0]):.1f}" y1="36" y2="{bottom}" stroke="{INK}" ' \
              'stroke-dasharray="4 4"/>'
        yield f'<line x1="{strip[0]}" x2="{width - 8}" y1="{y(self.middle[1]):.1f}" y2="{y(self.middle[1]):.1f}" ' \
              f'stroke="{INK}" stroke-dasharray="4 4"/>'
        yield text(8, 16, self.y_name, colour=INK, weight="600")
        yield text(width - 8, bottom + 36, self.x_name, "end", INK, "600")
        yield text((strip[0] + strip[1]) / 2, bottom + 18, self.strip, "middle", INK, "600")

    def _corners(self, x, y, width):
        # Where both names of a row have no room side by side, the right one steps inside.
        step = 0 if width > NARROW else 18
        places = ((x.start - 12, 52, "start"), (width - 12, 52 + step, "end"), (x.start - 12, y.start + 6, "start"),
                  (width - 12, y.start + 6 - step, "end"))
        for name, (at_x, at_y, anchor) in zip(self.corners, places):
            yield text(at_x, at_y, name, anchor, QUIET, "600", halo=True)


def _placed(asked, first, last, radius):
    """Circles where they belong, moved aside as far as they must to be seen; a full row goes on below."""
    taken: list[tuple[float, float]] = []
    for point, at_x, at_y in sorted(asked, key=lambda part: (part[2], part[1], part[0].number)):
        while any(abs(at_x - x) < 2 * radius and abs(at_y - y) < 2 * radius for x, y in taken):
            at_x += 1
            if at_x > last:
                at_x, at_y = first, at_y + 2
        taken.append((at_x, at_y))
        yield f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="{radius}" fill="{point.colour}"><title>' \
              f"{escape(f'{point.number}. {point.name}')}</title></circle>"
        yield f'<text x="{at_x:.1f}" y="{at_y + 4:.1f}" text-anchor="middle" fill="#ffffff" font-weight="600" ' \
              f'font-size="{radius + 1}">{point.number}</text>'
