"""The register of `data/services/register.yaml`: one record for each service, in three languages; what lacks is refused."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflows.law.reading import read_yaml
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES

UNKNOWN, INCLUDED = "unknown", "included"
"""In place of a price or a condition: nobody gave it; the contribution pays for it."""

_NEEDED = ("family", "owner", "contact", "status", "price", "name", "purpose", "conditions", "keywords")
_KNOWN = {*_NEEDED, "booking", "page", "place", "gaps"}


class RefusedRegister(ValueError):
    """A record that cannot be shown as it is written; the text begins with file and line."""


@dataclass(frozen=True)
class Family:
    """A kind of service, as the survey of 2015 asked it. `cost_centre`: where its costs are booked."""

    id: str
    cost_centre: str
    name: dict[str, str]


@dataclass(frozen=True)
class Service:
    """One service. Texts are language -> text; `price` and `conditions` are None where nobody gave them.

    `owner` and `contact` are roles. `page`: what of this software serves it. `gaps`: wishes of 2015 that it left open.
    """

    id: str
    family: Family
    owner: dict[str, str]
    contact: dict[str, str]
    status: str
    included: bool
    price: dict[str, str] | None
    name: dict[str, str]
    purpose: dict[str, str]
    conditions: dict[str, str] | None
    keywords: dict[str, tuple[str, ...]]
    booking: dict[str, str] | None
    page: str
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """All services by id, in the order in which they are shown; `lowest` and `highest`: the scale of ratings."""

    services: dict[str, Service]
    families: dict[str, Family]
    lowest: int
    highest: int
    checked_on: str

    def of_family(self, family: str) -> tuple[Service, ...]:
        """The services of a family."""
        return tuple(service for service in self.services.values() if service.family.id == family)


def register() -> Register:
    """The register of this installation.

    >>> register().services["van"].name["nl"]
    'Verhuur van een bestelwagen'
    """
    return _read(data_folder() / "services" / "register.yaml")


def read_register(path: Path) -> Register:
    """The register of a file; RefusedRegister for a record without family, owner, purpose or language, or with more."""
    content = read_yaml(path)
    families = {id: Family(id, said["cost_centre"], _texts(path, said, id, ("cost_centre",)))
                for id, said in content["families"].items()}
    roles = {id: _texts(path, said, id) for id, said in content["roles"].items()}
    services = {}
    for id, said in content["services"].items():
        def refuse(why, line=said.line, id=id):
            raise RefusedRegister(f"{path.name}:{line}: {id}: {why}")

        for name in _NEEDED:
            if not said.get(name):
                refuse(f"has no {name}")
        if set(said) - _KNOWN:
            refuse(f"unknown key {sorted(set(said) - _KNOWN)[0]}")
        for name, known in (("family", families), ("owner", roles), ("contact", roles), ("status", content["statuses"])):
            if said[name] not in known:
                refuse(f"{name} {said[name]} is not known")
        services[id] = Service(
            id=id, family=families[said["family"]], owner=roles[said["owner"]], contact=roles[said["contact"]],
            status=said["status"], included=said["price"] == INCLUDED, price=_given(path, said["price"], id),
            name=_texts(path, said["name"], id), purpose=_texts(path, said["purpose"], id),
            conditions=_given(path, said["conditions"], id),
            keywords={code: tuple(map(str.strip, text.split(","))) for code, text in
                      _texts(path, said["keywords"], id).items()},
            booking=_given(path, said.get("booking", UNKNOWN), id), page=said.get("page", said.get("place", "")),
            gaps=tuple(said.get("gaps", ())))
    scale = content["scale"]
    return Register(services, families, scale["lowest"], scale["highest"], content["checked_on"].isoformat())


@lru_cache(maxsize=4)
def _read(path: Path) -> Register:
    return read_register(path)


def _texts(path, said, id, without=()) -> dict[str, str]:
    found = {code: text for code, text in said.items() if code not in without} if isinstance(said, dict) else {}
    if set(found) != set(LANGUAGES) or not all(isinstance(text, str) and text.strip() for text in found.values()):
        raise RefusedRegister(f"{path.name}:{getattr(said, 'line', 1)}: {id}: wants a text in {', '.join(LANGUAGES)}")
    return found


def _given(path, said, id) -> dict[str, str] | None:
    return None if said in (UNKNOWN, INCLUDED) else _texts(path, said, id)
