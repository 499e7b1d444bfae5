"""The tables of the audit: what changes between the lenses, what could be stopped, weights, trends, sheets, comments."""

from typing import Any

from workflows.report.sheet import Section, Table
from workflows.services.lenses import LENSES
from workflows.words.catalogue import Words


def mark(one: dict[str, Any], words: Words) -> str:
    """The rating of a service as it is read; what is not rated says so and is no 0."""
    return words.formats.number(one["mean"], 1) if one["rated"] else words("services_audit.not_rated")


def changes(answer: dict[str, Any], words: Words) -> Section:
    """What another purpose of the cooperative would change: the places and quadrants that differ."""
    by_id = {one["id"]: one for one in answer["services"]}
    rows = tuple((_name(by_id[id], words), *(words(
        "services_audit.changes.place", rank=by_id[id]["lenses"][lens]["rank"],
        quadrant=words(f'services_audit.quadrant.{by_id[id]["lenses"][lens]["quadrant"]}')) for lens in LENSES))
        for id in answer["changes"])
    columns = (words("services_audit.column.service"), *(answer["lenses"][lens]["name"][words.language] for lens in LENSES))
    return Section(words("services_audit.section.changes"), (words("services_audit.changes.how"),), Table(columns, rows))


def stop(answer: dict[str, Any], words: Words) -> Section:
    """What is low on both axes, with who would notice. Nothing stands here that is not rated."""
    by_id, lens = {one["id"]: one for one in answer["services"]}, answer["lens"]
    found = [by_id[id] for id in answer["stop"][lens]]
    rows = tuple((_name(one, words), words.formats.percent(one["lenses"][lens]["importance"], 1), mark(one, words),
                  _users(one, words)) for one in found)
    columns = tuple(words(f"services_audit.column.{part}") for part in ("service", "importance", "rating", "users"))
    said = words("services_audit.stop.without", n=len(answer["without_data"]))
    if not rows:
        return Section(words("services_audit.section.stop"), (words("services_audit.verdict.no_stop"), said))
    return Section(words("services_audit.section.stop"), (words("services_audit.stop.how"), said),
                   Table(columns, rows, (1, 2, 3)))


def weights(answer: dict[str, Any], words: Words) -> Section:
    """The weight of each service under each lens; those that weigh 1 under both are not listed."""
    rows = tuple((_name(one, words), *(words.formats.number(one["lenses"][lens]["weight"]) for lens in LENSES))
                 for one in answer["services"] if any(one["lenses"][lens]["weight"] != 1 for lens in LENSES))
    columns = (words("services_audit.column.service"), *(answer["lenses"][lens]["name"][words.language] for lens in LENSES))
    return Section(words("services_audit.section.weights"), (words("services_audit.weights.how"),),
                   Table(columns, rows, (1, 2)), folded=True)


def trend(answer: dict[str, Any], words: Words) -> tuple[Section, ...]:
    """How the ratings moved, for the services that have at least two periods."""
    moved = [one for one in answer["services"] if one["trend"] is not None]
    rows = tuple((_name(one, words), "; ".join(f'{part["period"]}: {words.formats.number(part["mean"], 1)}'
                                               for part in one["periods"]),
                  ("+" if one["trend"] > 0 else "") + words.formats.number(one["trend"], 1)) for one in moved)
    columns = tuple(words(f"services_audit.column.{part}") for part in ("service", "periods", "trend"))
    return (Section(words("services_audit.section.trend"), (words("services_audit.trend.human"),),
                    Table(columns, rows, (2,))),) if rows else ()


def sheets(answer: dict[str, Any], words: Words) -> Section:
    """A sheet for every service: demand, rating, users, cost, alternatives, what somebody proposes, and who."""
    def row(one):
        said = one["sheet"] or {"users": None, "cost": None, "option": "", "author": "", "alternatives": ""}
        cost = words("services_audit.unknown") if said["cost"] is None else words.formats.money(said["cost"])
        return (_name(one, words), words.formats.percent(one["demand"], 1), mark(one, words), _users(one, words), cost,
                said["alternatives"] or words("services_audit.unknown"),
                words(f'services_audit.option.{said["option"] or "none"}'), said["author"] or "–")

    columns = tuple(words(f"services_audit.column.{part}") for part in (
        "service", "demand", "rating", "users", "cost", "alternatives", "option", "author"))
    return Section(words("services_audit.section.sheets"), (words("services_audit.sheets.how"),),
                   Table(columns, tuple(map(row, answer["services"])), (1, 2, 3, 4)), folded=True)


def comments(answer: dict[str, Any], words: Words) -> tuple[Section, ...]:
    """The last comments, word for word."""
    rows = tuple((_name(one, words), said) for one in answer["services"] for said in one["comments"])
    columns = (words("services_audit.column.service"), words("services_audit.column.comment"))
    return (Section(words("services_audit.section.comments"), (), Table(columns, rows), folded=True),) if rows else ()


def _name(one, words):
    return one["name"][words.language]


def _users(one, words):
    users = one["sheet"] and one["sheet"]["users"]
    return words("services_audit.unknown") if users is None else words.formats.number(users, 0)
