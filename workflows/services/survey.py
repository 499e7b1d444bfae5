"""The survey of June 2015: what members want reinforced. Rates of several answers: no parts of a whole, no satisfaction."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflows.law.reading import read_yaml
from workflows.settings import data_folder
from workflows.words.typed import NotANumber, read_decimal

IMPORTANCE, SATISFACTION = AXES = ("importance", "satisfaction")

Z = 1.959963984540054
"""Standard deviations of a normal law within which 95 % of it lies."""


class WrongAxis(ValueError):
    """A survey about one thing was to be shown as another."""


class NoRate(ValueError):
    """What should be a percentage is none."""


@dataclass(frozen=True)
class Survey:
    """Rates by family, as fractions, in the order of the question. `answered`: how many people, None where nobody said.

    `question` is quoted in the language in which it was asked.
    """

    date: str
    question: str
    source: str
    axis: str
    rates: dict[str, float]
    answered: int | None = None

    def on(self, axis: str) -> dict[str, float]:
        """The rates for an axis of a map; WrongAxis for one that the question did not ask about.

        >>> survey_2015().on("satisfaction")
        Traceback (most recent call last):
            ...
        workflows.services.survey.WrongAxis: the survey of 2015-06 asks about importance, not satisfaction
        """
        if axis != self.axis:
            raise WrongAxis(f"the survey of {self.date} asks about {self.axis}, not {axis}")
        return dict(self.rates)

    def rank(self, family: str) -> int:
        """The place of a family, 1 for the one most asked for."""
        return 1 + sum(rate > self.rates[family] for rate in self.rates.values())


def survey_2015() -> Survey:
    """The survey as the data holds it.

    >>> round(100 * sum(survey_2015().rates.values()), 1)
    384.2
    """
    return _read(data_folder() / "services" / "survey_2015.yaml")


def read_rate(text: str) -> float:
    """A rate as a report writes it, as a fraction; a slip of the pen before the number is not part of it.

    >>> read_rate("38,7 %"), read_rate(":n 38,7 %")
    (0.387, 0.387)
    """
    found = re.fullmatch(r"[^\d%+-]*(\d[\d.,\s]*)%?\s*", text.strip())
    try:
        percent = float(read_decimal(found[1])) if found else math.nan
    except NotANumber:
        percent = math.nan
    if not 0 <= percent <= 100:
        raise NoRate(text)
    return round(percent / 100, 6)


def wilson(rate: float, answered: int) -> tuple[float, float]:
    """Between which shares the rate of all members lies, at 95 %, when so many of them answered (Wilson's interval).

    >>> [round(end, 4) for end in wilson(0.5, 100)]
    [0.4038, 0.5962]
    """
    spread = Z**2 / answered
    middle = (rate + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(rate * (1 - rate) / answered + spread / (4 * answered))
    return max(middle - half, 0.0), min(middle + half, 1.0)


@lru_cache(maxsize=4)
def _read(path: Path) -> Survey:
    said = read_yaml(path)
    answered = said["answered"]
    return Survey(said["date"], said["question"], said["source"], said["axis"],
                  {family: read_rate(rate) for family, rate in said["rates"].items()},
                  answered if isinstance(answered, int) else None)
