"""The whole shelf of dated figures, read once per process and edition."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from workflows.law.parameters import Shelf
from workflows.law.reading import RefusedLaw, read_parameters, read_sources
from workflows.settings import data_folder

FOLDERS, NO_FIGURES = ("law", "cooperative"), ("sources.yaml", "names.yaml", "meanings.yaml", "coaching_rules.yaml")


class UnknownEdition(LookupError):
    """No figure was known on that day."""


def shelf(edition: date | None = None) -> Shelf:
    """Every parameter of `data/law` and `data/cooperative` as known on `edition` (None: today's knowledge).

    A result keeps the edition it was made with, so that a link or a PDF can be reopened with the same law.

    >>> shelf()["cooperative_contribution_rate"].on(date(2026, 1, 1)).value
    0.065
    """
    folder = data_folder()
    newest = _read(folder, None)
    # What all is known of has one shelf, whether it was asked for by its day or not.
    return newest if edition in (None, newest.edition) else _read(folder, edition)


def names_of_figures(language: str) -> dict[str, str]:
    """Each dated figure's name in a language, and each source's title by its English one."""
    figures = shelf().parameters
    titles = (figure.source.titles for parameter in figures.values() for figure in parameter.figures)
    return {title["en"]: title[language] for title in titles} | {name: p.name[language] for name, p in figures.items()}


@lru_cache(maxsize=8)
def _read(folder: Path, edition: date | None) -> Shelf:
    sources = read_sources(folder / "law" / "sources.yaml")
    found = {}
    paths = sorted(path for name in FOLDERS for path in (folder / name).glob("*.yaml") if path.name not in NO_FIGURES)
    for path in paths:
        for name, parameter in read_parameters(path, sources, edition).items():
            if name in found:
                raise RefusedLaw(f"{parameter.place}: {name} stands already at {found[name].place}")
            found[name] = parameter
    if not found:
        raise UnknownEdition(edition)
    newest = max(figure.entered_on for parameter in found.values() for figure in parameter.figures)
    return Shelf(found, edition or newest)
