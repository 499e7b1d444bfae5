"""Rates that are no parts of a whole: a bar each, with its error where it is known, and the question below the drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from workflows.drawing.chart import Ink
from workflows.drawing.paper import GRID, INK, LETTER, on_paper, text
from workflows.drawing.scale import Scale

ROW = 44
BLUE = "#0b5cad"


@dataclass(frozen=True)
class Rate:
    """One bar: what it is about, its share, and the ends between which the true one lies, None where nobody knows."""

    name: str
    share: float
    error: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rates:
    """What is to be drawn; each bar begins at 0 and the axis ends at 100 %. `source` is written in full below."""

    title: str
    description: str
    rates: Sequence[Rate]
    short: Callable[[float], str]
    source: str

    @property
    def inks(self) -> tuple[Ink, ...]:
        """None: one colour."""
        return ()

    def svg(self, width: int, height: int, key: str) -> str:
        """One SVG element; its height follows the number of bars.

        >>> Rates("T", "D", [Rate("van", 0.4, (0.3, 0.5))], str, "June 2015").svg(400, 300, "k").count("<rect")
        2
        """
        x, said = Scale(0, 1, 12, width - 62), wrapped(self.source, width - 16)
        bottom = 14 + ROW * len(self.rates)
        return on_paper(self.title, self.description, width, bottom + 30 + 16 * len(said), key, [
            *(f'<line x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="6" y2="{bottom}" stroke="{GRID}"/>'
              + text(x(mark), bottom + 16, self.short(mark), "middle" if mark else "start")
              for mark in (0, 0.25, 0.5, 0.75)),
            *(part for row, rate in enumerate(self.rates) for part in self._bar(rate, x, 14 + ROW * row)),
            *(text(8, bottom + 38 + 16 * at, line) for at, line in enumerate(said))])

    def _bar(self, rate, x, top):
        yield text(x.start, top + 12, rate.name, colour=INK)
        yield f'<rect x="{x.start:.1f}" y="{top + 18}" width="{x(rate.share) - x.start:.1f}" height="14" fill="{BLUE}">' \
              f"<title>{escape(f'{rate.name}: {self.short(rate.share)}')}</title></rect>"
        end = x(rate.share)
        if rate.error:
            low, high = map(x, rate.error)
            end = max(end, high)
            yield f'<path d="M{low:.1f} {top + 20}v10M{low:.1f} {top + 25}H{high:.1f}M{high:.1f} {top + 20}v10" ' \
                  f'stroke="{INK}" stroke-width="2" fill="none"/>'
        yield text(end + 6, top + 30, self.short(rate.share), colour=INK, weight="600")


def wrapped(said: str, width: float) -> list[str]:
    """Words in lines that have room in so many pixels.

    >>> wrapped("one two three", 60)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in said.split(" "):
        if lines and len(lines[-1]) + len(word) + 1 <= width / LETTER:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return lines
