"""What rules and their inputs are called, and what an input is when nobody says, from `data/law/names.yaml`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from workflows.law.explain import base_name
from workflows.law.library import shelf
from workflows.settings import data_folder


@dataclass(frozen=True)
class Names:
    """`rules` and `inputs`: id to names in fr, nl and en. `defaults`: input to the value supposed for it.

    `meanings`: id of a rule or input to a sentence in fr, nl and en, for those whose name does not say it all.

    `copies`: what the copies of a rule are told apart by, by their prefix.
    """

    copies: dict[str, dict[str, str]]
    rules: dict[str, dict[str, str]]
    inputs: dict[str, dict[str, str]]
    defaults: dict[str, Any]
    meanings: dict[str, dict[str, str]]

    def of(self, name: str, language: str) -> str:
        """The name of a rule, an input or a dated figure in a language; the id itself where nobody named it.

        >>> names().of("together__income_tax", "nl")
        'Personenbelasting, alles samengeteld'
        """
        plain, prefix = base_name(name), name.rpartition("__")[0]
        apart = f", {self.copies[prefix][language]}" if prefix in self.copies else ""
        for known in (self.rules, self.inputs):
            if plain in known:
                return known[plain][language] + apart
        figures = shelf().parameters
        return figures[plain].name[language] if plain in figures else plain


def names() -> Names:
    """The names as they stand in the data folder, and the meanings of `data/law/meanings.yaml`."""
    return _read(data_folder() / "law")


@lru_cache(maxsize=4)
def _read(folder: Path) -> Names:
    content, meanings = (yaml.load((folder / file).read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
                         for file in ("names.yaml", "meanings.yaml"))
    defaults = {name: said.pop("default") for name, said in content["inputs"].items() if "default" in said}
    return Names(content["copies"], content["rules"], content["inputs"], defaults, meanings)
