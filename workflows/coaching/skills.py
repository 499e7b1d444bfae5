"""The grid of skills: rows of skill, level and day as they are typed; the latest level of each beside its reference."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from workflows.law.parameters import Shelf
from workflows.questions.base import refusal
from workflows.questions.days import day
from workflows.questions.free import filled_rows

SKILLS = ("craft", "selling", "pricing", "network", "administration", "planning", "communication", "digital")
"""What the grid asks; the reference level of each is a dated figure, `coaching_skill_<name>`."""

COLUMNS = ("skill", "level", "day")
EMPTY = ("", "", "")
"""A row that nobody has typed yet."""

LEVELS = ("1", "2", "3", "4", "5")
MOST_ROWS = 200

Row = tuple[str, str, str]


@dataclass(frozen=True)
class Skill:
    """One skill: its levels by day, oldest first, and the reference. `now` is None where it was never asked."""

    name: str
    reference: float
    levels: tuple[tuple[date, int], ...]

    @property
    def now(self) -> int | None:
        return self.levels[-1][1] if self.levels else None

    @property
    def before(self) -> int | None:
        """The level before the last one."""
        return self.levels[-2][1] if len(self.levels) > 1 else None


def rows_of(said: Any) -> Any:
    """Rows from an entry, a link or a table's cell, empty ones left out; what is no row goes on to be refused.

    >>> rows_of([["selling", "3", "1/9/2026"], ["", "", ""]])
    (('selling', '3', '1/9/2026'),)
    """
    return filled_rows(said, EMPTY)


def levels_of(rows: tuple[Row, ...]) -> dict[str, tuple[tuple[date, int], ...]]:
    """By skill its levels, oldest first; a refusal names the first row that is none.

    >>> levels_of((("selling", "4", "1/9/2026"), ("selling", "3", "2026-06-01")))["selling"][-1]
    (datetime.date(2026, 9, 1), 4)
    """
    if len(rows) > MOST_ROWS:
        raise refusal("skills", "coaching_rows", count=len(rows), most=MOST_ROWS)
    found: dict[str, dict[date, int]] = {}
    for at, row in enumerate(rows, 1):
        if len(row) != len(COLUMNS) or row[0] not in SKILLS:
            raise refusal("skills", "coaching_skill", row=at, value=str(row[0])[:40], choices=", ".join(SKILLS))
        if row[1] not in LEVELS:
            raise refusal("skills", "coaching_level", row=at, value=row[1][:40])
        try:
            when = date.fromisoformat(day(row[2]))
        except PydanticCustomError:
            raise refusal("skills", "coaching_skill_day", row=at, value=row[2][:40]) from None
        found.setdefault(row[0], {})[when] = int(row[1])
    return {name: tuple(sorted(levels.items())) for name, levels in found.items()}


def grid(rows: tuple[Row, ...], law: Shelf, on: date) -> tuple[Skill, ...]:
    """Every skill of the grid with its levels and its reference.

    >>> from workflows.law.library import shelf
    >>> [skill.now for skill in grid((("craft", "5", "2026-06-01"),), shelf(), date(2026, 12, 31))][:2]
    [5, None]
    """
    known = levels_of(rows)
    return tuple(Skill(name, law[f"coaching_skill_{name}"].on(on).value, known.get(name, ())) for name in SKILLS)
