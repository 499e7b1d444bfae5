"""What the cooperative is for, as weights: the same audit seen as an employment or as an activity cooperative."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflows.law.reading import read_yaml
from workflows.services.register import RefusedRegister, register
from workflows.settings import data_folder

LENSES = ("employment", "activity")


@dataclass(frozen=True)
class Lens:
    """One answer. `weights`: of every service, 1 where nothing was said; `named`: those that something was said about."""

    id: str
    name: dict[str, str]
    about: dict[str, str]
    weights: dict[str, float]
    named: tuple[str, ...]


def lenses() -> dict[str, Lens]:
    """Both lenses of this installation.

    >>> lenses()["employment"].weights["training"], lenses()["activity"].weights["training"]
    (1.5, 0.75)
    """
    return _read(data_folder() / "services" / "lenses.yaml")


@lru_cache(maxsize=4)
def _read(path: Path) -> dict[str, Lens]:
    known, found = register().services, {}
    for id, said in read_yaml(path)["lenses"].items():
        if strange := set(said["weights"]) - set(known):
            raise RefusedRegister(f"{path.name}:{said.line}: {id}: {sorted(strange)[0]} is no service")
        found[id] = Lens(id, {code: said[code] for code in ("fr", "nl", "en")}, dict(said["about"]),
                         {service: float(said["weights"].get(service, 1)) for service in known}, tuple(said["weights"]))
    return found
