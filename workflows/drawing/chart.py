"""What every drawing can do, whatever it draws: page, HTML and PDF ask no more of it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Ink:
    """One entry of a legend: a name, its colour, and its dash ("" for a full line, "fill" for a filled area)."""

    name: str
    colour: str
    dash: str = ""


class Chart(Protocol):
    """A drawing. `title` and `description` are read aloud in its place."""

    title: str
    description: str

    @property
    def inks(self) -> tuple[Ink, ...]:
        """The entries of the legend, which stands beside the drawing."""

    def svg(self, width: int, height: int, key: str) -> str:
        """One SVG element of these proportions; `key` keeps its ids apart from those of other charts of the page."""
