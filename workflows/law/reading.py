"""From the dated YAML of `data/` to parameters; what does not fit is refused with file and line."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import yaml

from workflows.law.parameters import STATUSES, Figure, Parameter, Source

LANGUAGES = ("fr", "nl", "en")
_VALUE_KEYS = {"value", "valid_from", "since_at_least", "valid_to", "status", "source", "checked_on", "entered_on",
               "withdrawn_on", "doubt"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RefusedLaw(ValueError):
    """A figure that cannot be trusted as it is written; the text begins with file and line."""


class _Place(dict):
    """A mapping of the file that remembers its line."""

    line = 0


class _Reader(_LOADER):
    pass


def _mapping(reader, node):
    place = _Place(reader.construct_mapping(node, deep=True))
    place.line = node.start_mark.line + 1
    return place


_Reader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path):
    """The content of a YAML file, mappings with their line; RefusedLaw when it is no YAML."""
    try:
        return yaml.load(path.read_bytes(), Loader=_Reader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RefusedLaw(f"{path.name}:{mark.line + 1 if mark else 1}: no YAML: {error}") from None


def read_sources(path: Path) -> dict[str, Source]:
    """The sources file: id to title, url and grade."""
    refuse, found = _refusal(path), {}
    for name, fields in read_yaml(path).items():
        title = fields.get("title")
        if not title or set(fields) - {"title", "url", "grade"}:
            refuse(fields.line, f"{name} has a title, perhaps url and grade, nothing else")
        titles = dict(title) if isinstance(title, dict) else dict.fromkeys(LANGUAGES, title)
        if set(titles) != set(LANGUAGES):
            refuse(fields.line, f"{name}: title wants exactly fr, nl and en")
        found[name] = Source(titles, fields.get("url", ""), fields.get("grade", ""))
    return found


def read_parameters(path: Path, sources: dict[str, Source], edition: date | None = None) -> dict[str, Parameter]:
    """The parameters of one file as they were known on `edition` (None: today's knowledge).

    Refuses, with RefusedLaw: a missing unit, name or source, an unknown status or key, a gap, an overlap.
    """
    content = read_yaml(path)
    refuse = _refusal(path)
    if not isinstance(content, dict) or set(content) - {"checked_on", "entered_on", "parameters"}:
        refuse(1, "a law file has checked_on, entered_on and parameters, nothing else")
    defaults = {key: content[key] for key in ("checked_on", "entered_on") if key in content}
    found = {}
    for name, fields in (content.get("parameters") or {}).items():
        if not isinstance(fields, dict):
            refuse(1, f"{name} has no fields")
        for key in ("name", "unit", "values"):
            if not fields.get(key):
                refuse(fields.line, f"{name} has no {key}")
        for key in ("name", "about"):
            if fields.get(key) and set(fields[key]) != set(LANGUAGES):
                refuse(fields.line, f"{name}: {key} wants exactly fr, nl and en")
        read = [(_figure(value, {**defaults, **value}, name, sources, refuse), value.line) for value in fields["values"]]
        placed = [(figure, line) for figure, line in read if _known(figure, edition)]
        if placed and edition:
            placed[-1] = (_open_ended(placed[-1][0], read, edition), placed[-1][1])
        if placed:
            _continuous(name, placed, refuse)
            found[name] = Parameter(name, dict(fields["name"]), fields["unit"], tuple(figure for figure, _ in placed),
                                    dict(fields["about"]) if fields.get("about") else None, f"{path.name}:{fields.line}")
    return found


def _refusal(path):
    def refuse(line, why):
        raise RefusedLaw(f"{path.name}:{line}: {why}")

    return refuse


def _figure(place, fields, name, sources, refuse) -> Figure:
    if set(fields) - _VALUE_KEYS:
        refuse(place.line, f"{name}: unknown key {sorted(set(fields) - _VALUE_KEYS)[0]}")
    if "value" not in fields:
        refuse(place.line, f"{name} has no value")
    if ("valid_from" in fields) == ("since_at_least" in fields):
        refuse(place.line, f"{name} wants one of valid_from and since_at_least")
    if fields.get("status") not in STATUSES:
        refuse(place.line, f"{name}: status is one of {', '.join(STATUSES)}")
    if fields.get("source") not in sources:
        refuse(place.line, f"{name} has no source that sources.yaml knows")
    first = fields.get("valid_from") or fields.get("since_at_least")
    days = {"valid_from": first, "valid_to": fields.get("valid_to"), "checked_on": fields.get("checked_on"),
            "entered_on": fields.get("entered_on"), "withdrawn_on": fields.get("withdrawn_on")}
    for key, day in days.items():
        if not (isinstance(day, date) or (day is None and key in ("valid_to", "withdrawn_on"))):
            refuse(place.line, f"{name}: {key} is no date")
    if fields.get("doubt") and set(fields["doubt"]) != set(LANGUAGES):
        refuse(place.line, f"{name}: doubt wants exactly fr, nl and en")
    return Figure(value=_frozen(fields["value"]), first=first, last=days["valid_to"], at_least="since_at_least" in fields,
                  status=fields["status"], source=sources[fields["source"]], checked_on=days["checked_on"],
                  entered_on=days["entered_on"], withdrawn_on=days["withdrawn_on"],
                  doubt=dict(fields["doubt"]) if fields.get("doubt") else None)


def _frozen(value):
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _known(figure: Figure, edition: date | None) -> bool:
    if edition is None:
        return figure.withdrawn_on is None
    return figure.entered_on <= edition and (figure.withdrawn_on is None or figure.withdrawn_on > edition)


def _open_ended(last: Figure, read: list[tuple[Figure, int]], edition: date) -> Figure:
    """What was the last value then had no end that mattered: its `valid_to` may have come with the next value."""
    followed = any(figure.first > last.first and figure.entered_on > edition for figure, _ in read)
    return replace(last, last=None) if followed else last


def _continuous(name, placed, refuse):
    """Values follow each other without gap or overlap, oldest first; an open end is only for the last."""
    for (earlier, _), (later, line) in pairwise(placed):
        if earlier.last is None or earlier.last >= later.first:
            refuse(line, f"{name}: overlap at {later.first}")
        if earlier.last + timedelta(days=1) != later.first:
            refuse(line, f"{name}: gap before {later.first}")
    for figure, line in placed:
        if figure.last and figure.last < figure.first:
            refuse(line, f"{name}: ends before it begins")
