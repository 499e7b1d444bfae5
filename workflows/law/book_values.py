"""Values of the law in words: amounts by their unit, the rows of a scale, and the spell in which one holds."""

from dataclasses import dataclass
from typing import Any

from workflows.law.as_json import checked, figure, word
from workflows.law.parameters import Figure
from workflows.words.catalogue import Words


@dataclass(frozen=True)
class Shown:
    """A value as people read it: `parts`, or for a scale its `rows` (from, fixed amount, rate, of the part above)."""

    parts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The value on one line."""
        return " · ".join(self.parts or (" / ".join(row) for row in self.rows))


@dataclass(frozen=True)
class Spell:
    """A value over its period, and what it rests on. `statuses`: its status, and doubtful where there is a doubt."""

    period: str
    value: Shown
    statuses: tuple[str, ...]
    source: str
    url: str
    grade: str
    checked: str
    doubt: str
    now: bool


def shown(value: Any, unit: str, words: Words) -> Shown:
    """A value in its unit: euros with cents, rates as percentages, yes or no.

    >>> from workflows.words.catalogue import speak
    >>> shown((0.25, 0.4), "rate list", speak("en")).text
    '25% · 40%'
    >>> shown(((0.0, 0.0, 0.0422, 1945.38),), "EUR/month pieces", speak("en")).rows
    (('€0.00', '€0.00', '4.22%', '€1,945.38'),)
    """
    base, _, shape = unit.partition(" ")
    if shape == "pieces":
        units = (base, base, "rate", base)
        return Shown(rows=tuple(tuple(_one(part, units[at], words) for at, part in enumerate(row)) for row in value))
    return Shown(tuple(_one(part, base, words) for part in (value if isinstance(value, tuple) else (value,))))


def spell(of: Figure, unit: str, words: Words, now: bool) -> Spell:
    """One figure of a history; `now` where it is the one in force."""
    found = figure(of)
    key = ("at_least_until" if of.last else "at_least") if of.at_least else ("between" if of.last else "from")
    day = words.formats.date
    period = words(f"lawbook.period.{key}", first=day(of.first), last=day(of.last) if of.last else "")
    return Spell(period, shown(of.value, unit, words), (of.status, "doubtful") if of.doubt else (of.status,),
                 of.source.titles[words.language], of.source.url, of.source.grade, checked(found, words),
                 of.doubt[words.language] if of.doubt else "", now)


def unit_in_words(unit: str, words: Words) -> str:
    """What a value is counted in; the unit itself where the catalogues have no words for it.

    >>> from workflows.words.catalogue import speak
    >>> unit_in_words("EUR/month pieces", speak("en"))
    'euros a month'
    """
    base = unit.partition(" ")[0]
    key = f"lawbook.unit.{base.lower().replace('/', '_')}"
    return words(key) if key in words else base


def _one(value, unit, words):
    if isinstance(value, bool):
        return words("lawbook.yes" if value else "lawbook.no")
    if not isinstance(value, (int, float)):
        return word(value, unit, words)
    if value == float("inf"):
        return words("lawbook.no_ceiling")
    if unit.startswith("EUR"):
        return words.formats.money(value)
    if unit in ("rate", "share"):
        return words.formats.percent(value, 4)
    return words.formats.number(value, 6)
