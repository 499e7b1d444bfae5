"""The situations that open from links, read from `data/examples/situations.yaml`."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from workflows.law.value import value_of
from workflows.pages.registry import PAGES
from workflows.questions.base import Questions
from workflows.questions.link import to_link
from workflows.questions.problems import show
from workflows.settings import data_folder
from workflows.words.catalogue import Words


@dataclass(frozen=True)
class Example:
    """A situation: the key of its words, the group it stands in on home, and the questions that it opens with."""

    name: str
    group: str
    questions: Questions

    @property
    def link(self) -> str:
        """The query of the link that opens it."""
        return to_link(self.questions)

    @lru_cache(maxsize=64)  # noqa: B019 - the examples are few, and live as long as the process
    def said(self, words: Words) -> tuple[str, str]:
        """Its title and its line, the amounts written as the language writes them.

        >>> from workflows.words.catalogue import speak
        >>> next(e for e in examples() if e.name == "accountant").said(speak("en"))[0]
        '€23,076.92 a year'
        """
        def money(euros):
            return words.formats.money(euros, cents=not float(euros).is_integer())

        model, day = type(self.questions), date(self.questions.year, 12, 31)
        contribution = value_of("cooperative_contribution", day, {"turnover": self.questions.turnover})
        places = {name: money(value) if model.unit(name) == "EUR/year" else show(value, name, model, words)
                  for name, value in self.questions.model_dump(exclude_none=True).items()}
        places |= {"contribution": money(contribution.value),
                   "rate": words.formats.percent(contribution.figures[0].figure.value)}
        return words(f"example.{self.name}.title", **places), words(f"example.{self.name}.line", **places)


def examples() -> tuple[Example, ...]:
    """The shipped situations, in the order of the file."""
    return _read(data_folder() / "examples" / "situations.yaml")


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Example, ...]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Example(name, fields["group"], PAGES[fields["page"]].model(**fields["answers"]))
                 for name, fields in content.items())
