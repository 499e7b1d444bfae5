"""The answer of a page as it is shown anywhere: on the screen, in HTML, on paper, on the command line."""

from dataclasses import dataclass

from workflows.drawing.chart import Chart


@dataclass(frozen=True)
class Tile:
    """One big figure: its name, the amount as it is read, and a line below it."""

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of texts below their columns; the first cell names its row. `amounts`: columns that are set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of the answer. `folded`: a screen shows its title only, until somebody opens it; paper shows all."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    folded: bool = False


@dataclass(frozen=True)
class Sheet:
    """A whole answer in one language.

    `asked`: (question, answer) pairs. `verdict`: the sentences that say it all, the first one large. `notes`: what is
    doubtful and what was left out. `edition`: the day of the law, written out. `link`: the query that reopens it.
    """

    page: str
    title: str
    asked: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    verdict: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    edition: str
    link: str
    version: int
