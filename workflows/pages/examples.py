"""The situations that open from links, read from `data/examples/situations.yaml`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from workflows.pages.registry import PAGES
from workflows.questions.link import to_link
from workflows.settings import data_folder


@dataclass(frozen=True)
class Example:
    """A situation: the key of its words, the page it opens, the query of its link."""

    name: str
    page: str
    link: str


def examples() -> tuple[Example, ...]:
    """The shipped situations, in the order of the file."""
    return _read(data_folder() / "examples" / "situations.yaml")


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[Example, ...]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Example(name, fields["page"], to_link(PAGES[fields["page"]].model(**fields["answers"])))
                 for name, fields in content.items())
