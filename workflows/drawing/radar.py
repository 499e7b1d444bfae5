"""A radar: a value from 0 to `most` on each axis, drawn beside its reference. The same numbers stand in a table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, on_paper, text

NOW, REFERENCE = "#0b5cad", "#b4420a"


@dataclass(frozen=True)
class Radar:
    """What is to be drawn. `names`: of the axes, clockwise from the top; a value of None leaves a gap in its line.

    >>> chart = Radar("T", "D", ["a", "b", "c"], [1, 2, 3], [3, 3, 3], 5, ("now", "reference"))
    >>> chart.svg(400, 300, "k").count("<polygon")
    7
    """

    title: str
    description: str
    names: Sequence[str]
    values: Sequence[float | None]
    references: Sequence[float]
    most: int
    legend: tuple[str, str]

    @property
    def inks(self) -> tuple[Ink, ...]:
        return (Ink(self.legend[0], NOW), Ink(self.legend[1], REFERENCE, "6 4"))

    def svg(self, width: int, height: int, key: str) -> str:
        """One SVG element of these proportions; `key` keeps its ids apart."""
        height = max(height, 320)
        middle, radius = (width / 2, height / 2), min(width / 2 - 118, height / 2 - 34)
        radius = max(radius, 60)

        def at(axis, value):
            angle = 2 * math.pi * axis / len(self.names) - math.pi / 2
            return (middle[0] + radius * value / self.most * math.cos(angle),
                    middle[1] + radius * value / self.most * math.sin(angle))

        def ring(values):
            return " ".join("{:.1f},{:.1f}".format(*at(axis, value)) for axis, value in enumerate(values))

        rings = (f'<polygon points="{ring([level] * len(self.names))}" fill="none" stroke="{GRID}"/>'
                 for level in range(1, self.most + 1))
        spokes = ('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}"/>'.format(
            *middle, *at(axis, self.most), GRID) for axis in range(len(self.names)))
        known = [(axis, value) for axis, value in enumerate(self.values) if value is not None]
        whole = len(known) == len(self.names)
        return on_paper(self.title, self.description, width, height, key, [
            *rings, *spokes,
            f'<polygon points="{ring(self.references)}" fill="none" stroke="{REFERENCE}" stroke-width="2" '
            'stroke-dasharray="6 4"/>',
            *([f'<polygon points="{ring(self.values)}" fill="{NOW}" fill-opacity=".14" stroke="{NOW}" stroke-width="2.5"/>']
              if whole else ()),
            *(self._dot(*at(axis, value), self.names[axis], value) for axis, value in known),
            *(self._name(at(axis, self.most), name, middle[0]) for axis, name in enumerate(self.names))])

    @staticmethod
    def _dot(x, y, name, value):
        said = escape(f"{name}: {value:g}")
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{NOW}"><title>{said}</title></circle>'

    @staticmethod
    def _name(place, name, middle):
        x, y = place
        side = "middle" if abs(x - middle) < 2 else "start" if x > middle else "end"
        return text(x + {"start": 8, "end": -8, "middle": 0}[side], y + (-9 if side == "middle" and y < 100 else
                    18 if side == "middle" else 4), name, side, INK)
