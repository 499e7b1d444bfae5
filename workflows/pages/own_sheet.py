"""The answer of a page that an adviser wrote as a sheet: made of its JSON and its labels alone, nothing of it is run."""

import re
from datetime import date
from typing import Any

from workflows.pages.own import VERDICT, OwnPage, Result
from workflows.pages.registry import PAGES
from workflows.report.facts import asked, edition
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

BIG = 3
"""Results that stand as tiles; all of them stand in the table."""
_NAMED = re.compile(r"{(\w+)}")


def own_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet: the first results large, every result in a table."""
    page: OwnPage = PAGES[answer["page"]]
    units = {one.name: one for one in page.results}
    amounts = {one["name"]: shown(one["value"], units[one["name"]], words, page.name)
               for one in answer["results"] if one["name"] in units}
    rows = [(words(f"{page.name}.result.{name}"), amount) for name, amount in amounts.items()]
    tiles = tuple(Tile(name, amount) for name, amount in rows[:BIG])
    first = _NAMED.sub(lambda found: amounts.get(found[1], found[0]), words(f"{page.name}.{VERDICT}"))
    if not first:
        first = words("own.verdict", name=rows[0][0], amount=rows[0][1]) if rows else words("own.nothing")
    table = Table((words("own.column.result"), words("own.column.value")), tuple(rows), (1,))
    sections = (Section(words("own.results"), table=table),) if len(rows) > BIG else ()
    return Sheet(
        page=page.name, title=words(f"{page.name}.title"), asked=asked(page.model, answer["questions"], words), tiles=tiles,
        verdict=(first,), sections=sections, notes=(words("own.by", author=page.author or words("own.somebody")),),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    return {one["name"]: "; ".join(map(str, one["value"])) if isinstance(one["value"], list) else one["value"]
            for one in answer["results"]} | {"link": answer["link"]}


def shown(value: Any, about: Result, words: Words, page: str) -> str:
    """A value in its unit, as people read it."""
    formats, key = words.formats, f"{page}.unit.{about.unit}"
    unit = words(key) if key in words else about.unit
    if isinstance(value, bool):
        return words("own.yes" if value else "own.no")
    if isinstance(value, list):
        return "; ".join(shown(part, about, words, page) for part in value)
    if isinstance(value, str):
        try:
            return formats.date(date.fromisoformat(value))
        except ValueError:
            return value
    if about.unit.startswith(("€", "EUR")):
        behind = unit.removeprefix("€").removeprefix("EUR")
        return formats.money(value) + (f" {behind}" if behind else "")
    if about.unit == "%":
        return formats.percent(value)
    return f"{formats.number(value, 2)} {unit}".strip()
