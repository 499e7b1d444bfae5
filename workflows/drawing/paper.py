"""The paper that every chart is drawn on: its colours, its letters, and the frame that a screen reader reads first."""

from collections.abc import Iterable
from html import escape

from workflows.drawing.scale import Scale

INK, QUIET, GRID, PAPER = "#1d2733", "#5b6673", "#dfe3e8", "#ffffff"
FONT = "Inter, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
LETTER = 7.2
"""Pixels that a letter needs, on the safe side."""


def on_paper(title: str, description: str, width: int, height: int, key: str, parts: Iterable[str]) -> str:
    """One SVG element as wide as its place, with what was drawn; `key` keeps its ids apart from those of other charts.

    >>> on_paper("T", "D", 30, 20, "k", ["<g/>"]).count("<g/></svg>")
    1
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="{escape(FONT)}" font-size="13" '
        f'style="width:100%;height:auto;display:block">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
        f'<rect x="0" y="0" width="{width}" height="{height}" fill="{PAPER}"/>{"".join(parts)}</svg>')


def text(at_x: float, at_y: float, said: str, anchor: str = "start", colour: str = QUIET, weight: str = "400",
         halo: bool = False) -> str:
    """Words at a place; with a `halo` they can be read across a line."""
    stroke = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
    return (f'<text x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}"{stroke}>'
            f"{escape(said)}</text>")


def named_line(at_x: float, x: Scale, y: Scale, row: int, name: str, colour: str) -> str:
    """A dotted line down the chart with its name beside it, on the side that has more room; names stand in three rows.

    A name with too little room on its side reaches back across its own line, never over the edge of the paper.
    """
    to_left = at_x > (x.start + x.end) / 2
    edge, beside = (x.start, at_x - 6) if to_left else (x.end, at_x + 6)
    fits = abs(edge - beside) >= len(name) * LETTER
    place, anchor = (beside, "end" if to_left else "start") if fits else (edge, "start" if to_left else "end")
    return (f'<line x1="{at_x:.1f}" x2="{at_x:.1f}" y1="{y.end}" y2="{y.start}" stroke="{colour}" '
            f'stroke-dasharray="2 4" stroke-width="1.5"/>'
            + text(place, y.end + 13 + 17 * (row % 3), name, anchor, INK, "600", halo=not fits))
